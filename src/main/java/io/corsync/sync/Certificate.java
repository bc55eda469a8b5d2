package io.corsync.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.corsync.cor.Kind;
import io.corsync.ledger.Runs;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The books of one step: rows read, counted where they are read, against outcomes,
 * counted where they are known. It travels with the position in the step's context, so
 * that a continued step goes on counting.
 */
final class Certificate {

	/** The count of rows read, among the outcomes in the ledger's tables. */
	static final String READ = "read";

	private static final String PREFIX = "certificate.";

	private static final String PARKED = PREFIX + "parked.";

	private final Map<Kind, Map<Outcome, Long>> outcomes = new EnumMap<>(Kind.class);

	/** Rows that a person has set aside, among the outcomes. */
	private final Map<Outcome, Long> parked = new EnumMap<>(Outcome.class);

	private final Map<Kind, Long> read = new EnumMap<>(Kind.class);

	void read(Kind kind, long rows) {
		this.read.merge(kind, rows, Long::sum);
	}

	void count(Kind kind, Outcome outcome) {
		count(new RowResult(kind, outcome));
	}

	void count(RowResult result) {
		this.outcomes.computeIfAbsent(result.kind(), (any) -> new EnumMap<>(Outcome.class))
			.merge(result.outcome(), 1L, Long::sum);
		if (result.parked()) {
			this.parked.merge(result.outcome(), 1L, Long::sum);
		}
	}

	/**
	 * How many rows ended so that nobody has set aside.
	 */
	long open(Outcome outcome) {
		long all = this.outcomes.values().stream().mapToLong((counts) -> counts.getOrDefault(outcome, 0L)).sum();
		return all - this.parked.getOrDefault(outcome, 0L);
	}

	void save(ExecutionContext context) {
		this.read.forEach((kind, rows) -> context.putLong(key(kind, READ), rows));
		this.parked.forEach((outcome, rows) -> context.putLong(PARKED + outcome.word(), rows));
		this.outcomes.forEach(
				(kind, counts) -> counts.forEach((outcome, rows) -> context.putLong(key(kind, outcome.word()), rows)));
	}

	static Certificate restore(ExecutionContext context) {
		Certificate certificate = new Certificate();
		for (Outcome outcome : Outcome.values()) {
			if (context.containsKey(PARKED + outcome.word())) {
				certificate.parked.put(outcome, context.getLong(PARKED + outcome.word()));
			}
		}
		for (Kind kind : Kind.values()) {
			if (context.containsKey(key(kind, READ))) {
				certificate.read(kind, context.getLong(key(kind, READ)));
			}
			for (Outcome outcome : Outcome.values()) {
				if (context.containsKey(key(kind, outcome.word()))) {
					certificate.outcomes.computeIfAbsent(kind, (any) -> new EnumMap<>(Outcome.class))
						.put(outcome, context.getLong(key(kind, outcome.word())));
				}
			}
		}
		return certificate;
	}

	/**
	 * The books as rows of the run's history.
	 */
	List<Runs.Count> counts(String step) {
		List<Runs.Count> counts = new ArrayList<>();
		this.read.forEach((kind, rows) -> counts.add(new Runs.Count(step, kind.word(), READ, rows)));
		this.outcomes.forEach((kind, some) -> some
			.forEach((outcome, rows) -> counts.add(new Runs.Count(step, kind.word(), outcome.word(), rows))));
		return counts;
	}

	/**
	 * Whether every row that was read has exactly one outcome.
	 */
	boolean balanced() {
		for (Kind kind : Kind.values()) {
			long sum = this.outcomes.getOrDefault(kind, Map.of()).values().stream().mapToLong(Long::longValue).sum();
			if (sum != this.read.getOrDefault(kind, 0L)) {
				return false;
			}
		}
		return true;
	}

	private static String key(Kind kind, String count) {
		return PREFIX + kind.word() + "." + count;
	}

}
