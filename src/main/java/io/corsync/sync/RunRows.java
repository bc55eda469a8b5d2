package io.corsync.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.ledger.Attempt;
import io.corsync.ledger.Attempts;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Run;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;

/**
 * What came of every row that a run sent or left stuck, from the attempts and the ledger.
 * The names around a row come from Salesforce when it answers.
 */
public final class RunRows {

	private static final int PAGE = 2000;

	/**
	 * Accepted rows whose Account and owner are asked for: a night's. History must not
	 * cost calls to Salesforce for what few people read.
	 */
	private static final int NAMED = PAGE;

	private static final Set<String> OPEN = Outcome.UNSETTLED.stream()
		.map(Outcome::word)
		.collect(Collectors.toUnmodifiableSet());

	private final Attempts attempts;

	private final FailureReport failures;

	private final Salesforce salesforce;

	private final KindObjects objects;

	RunRows(Attempts attempts, FailureReport failures, Salesforce salesforce, KindObjects objects) {
		this.attempts = attempts;
		this.failures = failures;
		this.salesforce = salesforce;
		this.objects = objects;
	}

	/**
	 * What came of a row.
	 *
	 * @param externalId its Salesforce id
	 * @param name what people call it
	 * @param account its Account's name, null when Salesforce did not tell
	 * @param owner its owner's name, null when Salesforce did not tell
	 * @param link where a person opens it
	 * @param kind its kind
	 * @param action what was done with it, in a word
	 * @param corId COR's id, null when it is not known
	 * @param cause why it is not in COR as it should, null when it is
	 * @param message why, in words
	 * @param remedy what a person does about it
	 */
	public record Row(String externalId, String name, @Nullable String account, @Nullable String owner,
			@Nullable String link, String kind, String action, @Nullable String corId, @Nullable String cause,
			@Nullable String message, @Nullable String remedy) {

	}

	/**
	 * Hands over the rows of a run, a page at a time.
	 * @param target whose run it is
	 * @param run the run
	 * @param done takes each row that COR accepted
	 * @param open takes each row that COR did not accept
	 */
	public void each(Target target, Run run, Consumer<Row> done, Consumer<Row> open) {
		this.failures.each(target, run.number(), (row) -> open.accept(stuck(row)));
		SourceNames names = new SourceNames(this.salesforce, this.objects);
		long after = 0;
		int rows = 0;
		List<Attempts.Last> page;
		do {
			page = this.attempts.page(target.id(), run.number(), after, PAGE);
			Map<Entry.Key, SourceNames.Names> around = (rows < NAMED) ? names(names, target, page) : Map.of();
			for (Attempts.Last last : page) {
				after = last.number();
				if (!stuck(last, run)) {
					Row row = row(last, run, around.getOrDefault(last.entry().key(), SourceNames.Names.UNKNOWN));
					((row.cause() != null) ? open : done).accept(row);
				}
			}
			rows += page.size();
		}
		while (page.size() == PAGE);
	}

	private static Map<Entry.Key, SourceNames.Names> names(SourceNames names, Target target, List<Attempts.Last> page) {
		Map<Kind, TreeSet<String>> ids = new EnumMap<>(Kind.class);
		page.forEach(
				(last) -> ids.computeIfAbsent(SourceNames.kind(last.entry().key().kind()), (any) -> new TreeSet<>())
					.add(last.entry().key().externalId()));
		Map<Entry.Key, SourceNames.Names> around = new HashMap<>();
		ids.forEach((kind, some) -> names.of(target, kind, some)
			.forEach((id, found) -> around.put(new Entry.Key(kind.word(), id), found)));
		return around;
	}

	// Those are handed over with what they wait for, and that they were parked is no
	// failure.
	private static boolean stuck(Attempts.Last last, Run run) {
		Entry entry = last.entry();
		return entry.lastRun().run() == run.number() && State.STUCK.contains(entry.state())
				&& entry.parkedReason() == null;
	}

	private static Row stuck(FailureReport.Row row) {
		String cause = (row.cause() != null) ? row.cause() : row.state();
		return new Row(row.externalId(), row.name(), row.account(), row.owner(), row.link(), row.kind(), row.state(),
				row.corId(), cause, row.message(), row.remedy());
	}

	private Row row(Attempts.Last last, Run run, SourceNames.Names names) {
		Entry entry = last.entry();
		String outcome = entry.lastRun().outcome();
		if (entry.lastRun().run() == run.number() && outcome != null) {
			return OPEN.contains(outcome) ? open(entry, names, outcome, last.attempt()) : done(entry, names, outcome);
		}
		// A later run did something about it since.
		Attempt attempt = last.attempt();
		return attempt.outcome().equals("Accepted") ? done(entry, names, accepted(attempt.verb()))
				: open(entry, names, Outcome.REJECTED.word(), attempt);
	}

	private static String accepted(Entry.Verb verb) {
		return switch (verb) {
			case POST -> Outcome.CREATED.word();
			case PUT -> Outcome.UPDATED.word();
			case ADOPT -> Outcome.ADOPTED.word();
		};
	}

	// What is still to follow is said, though it is no failure.
	private Row done(Entry entry, SourceNames.Names names, String action) {
		Entry.Trouble trouble = (entry.state() == State.INCOMPLETE) ? entry.trouble() : null;
		return row(entry, names, action, null, (trouble != null) ? trouble.message() : null, null);
	}

	private Row open(Entry entry, SourceNames.Names names, String action, Attempt attempt) {
		Entry.Trouble trouble = entry.trouble();
		String cause = (attempt.cause() != null) ? attempt.cause() : attempt.outcome();
		return (trouble != null)
				? row(entry, names, action, trouble.cause(), trouble.message(),
						Remedies.of(trouble.cause(), entry.state()).remedy())
				: row(entry, names, action, cause, "A later run settled it.", "Nothing.");
	}

	private Row row(Entry entry, SourceNames.Names names, String action, @Nullable String cause,
			@Nullable String message, @Nullable String remedy) {
		String id = entry.key().externalId();
		return new Row(id, entry.name(), names.account(), names.owner(), this.failures.link(id), entry.key().kind(),
				action, entry.corId(), cause, message, remedy);
	}

}
