package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.corsync.cor.Kind;
import io.corsync.ledger.LatestCalls;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.NameSearch;
import io.corsync.ledger.Run;
import io.corsync.ledger.RunHistory;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import io.corsync.ledger.Watermarks;

/**
 * Looks into the database for whoever wants to see at a glance how things stand; calls
 * nobody.
 */
public final class Overview {

	private static final Duration LATELY = Duration.ofSeconds(10);

	private final Targets targets;

	private final RunHistory history;

	private final Ledger ledger;

	private final Watermarks watermarks;

	private final NameSearch names;

	private final LatestCalls calls;

	private final Clock clock;

	private final String corUrl;

	Overview(Targets targets, RunHistory history, Ledger ledger, Watermarks watermarks, NameSearch names,
			LatestCalls calls, Clock clock, String corUrl) {
		this.targets = targets;
		this.calls = calls;
		this.clock = clock;
		this.corUrl = corUrl.endsWith("/") ? corUrl.substring(0, corUrl.length() - 1) : corUrl;
		this.history = history;
		this.ledger = ledger;
		this.watermarks = watermarks;
		this.names = names;
	}

	/**
	 * The pair of org and COR that the settings lead to.
	 * @return the last one with this COR, else the last one; nothing before the first run
	 */
	public Optional<Target> target() {
		List<Target> all = this.targets.all();
		return all.stream()
			.filter((target) -> target.corUrl().equals(this.corUrl))
			.reduce((one, later) -> later)
			.or(() -> all.stream().reduce((one, later) -> later));
	}

	/**
	 * A run with its books.
	 *
	 * @param run its row
	 * @param read how many rows it read itself
	 * @param earlier how many rows it took up that earlier runs had left open
	 * @param outcomes how many rows ended how, by the outcome's word; what was taken up
	 * again at its end counts as it ended there
	 * @param balanced whether every row that was read has exactly one outcome
	 */
	public record Told(Run run, long read, long earlier, Map<String, Long> outcomes, boolean balanced) {

		/**
		 * How many rows ended in one of some ways.
		 * @param some the outcomes
		 * @return how many rows
		 */
		public long sum(Outcome... some) {
			long sum = 0;
			for (Outcome outcome : some) {
				sum += this.outcomes.getOrDefault(outcome.word(), 0L);
			}
			return sum;
		}

		/**
		 * How many rows are new in COR, or were found there.
		 * @return created and adopted
		 */
		public long created() {
			return sum(Outcome.CREATED, Outcome.ADOPTED);
		}

		/**
		 * How many rows COR has otherwise than before.
		 * @return updated and archived
		 */
		public long changed() {
			return sum(Outcome.UPDATED, Outcome.ARCHIVED);
		}

		/**
		 * How many rows there was nothing to do about.
		 * @return unchanged, skipped and stale
		 */
		public long unchanged() {
			return sum(Outcome.UNCHANGED, Outcome.SKIPPED, Outcome.STALE);
		}

		/**
		 * How many rows COR got something of.
		 * @return created, adopted, updated and archived
		 */
		public long sent() {
			return created() + changed();
		}

		/**
		 * How many rows somebody or a later run has to see to.
		 * @return the unsettled ones
		 */
		public long unsettled() {
			return sum(Outcome.UNSETTLED.toArray(Outcome[]::new));
		}

	}

	/**
	 * A page of runs.
	 * @param target whose runs
	 * @param choice which of them
	 * @param before only runs with a smaller number
	 * @param limit how many at most
	 * @return newest first
	 */
	public List<Told> runs(Target target, RunHistory.Choice choice, long before, int limit) {
		List<Run> runs = this.history.page(target.id(), choice, before, limit);
		Map<Long, List<Runs.Count>> counts = this.history.counts(runs.stream().map(Run::number).toList());
		return runs.stream().map((run) -> told(run, counts.getOrDefault(run.number(), List.of()))).toList();
	}

	/**
	 * A run with its books.
	 * @param run its row
	 * @return the run and what came of its rows
	 */
	public Told told(Run run) {
		return told(run, this.history.counts(List.of(run.number())).getOrDefault(run.number(), List.of()));
	}

	private static Told told(Run run, List<Runs.Count> counts) {
		Map<String, Long> outcomes = new TreeMap<>();
		Map<String, Long> open = new TreeMap<>();
		long read = 0;
		long again = 0;
		long earlier = 0;
		for (Runs.Count count : counts) {
			boolean isRead = count.outcome().equals(Certificate.READ);
			String books = count.step() + " " + count.kind();
			open.merge(books, isRead ? count.rows() : -count.rows(), Long::sum);
			boolean last = count.step().equals(Phase.SETTLE_AGAIN.step());
			if (!isRead) {
				outcomes.merge(count.outcome(), count.rows(), Long::sum);
			}
			else if (last) {
				again += count.rows();
			}
			else if (count.step().equals(Phase.SETTLE.step())) {
				earlier += count.rows();
			}
			else {
				read += count.rows();
			}
		}
		withoutTakenUpAgain(outcomes, again);
		// Only what came to its end has to balance.
		boolean balanced = run.state() != Run.Status.COMPLETED || open.values().stream().allMatch((rest) -> rest == 0);
		return new Told(run, read, earlier, outcomes, balanced);
	}

	// A row that the run left open and took up again has two outcomes, the first of which
	// was an open one.
	private static void withoutTakenUpAgain(Map<String, Long> outcomes, long again) {
		long rest = again;
		for (Outcome outcome : List.of(Outcome.WAITING, Outcome.UNKNOWN, Outcome.RETRYING, Outcome.BLOCKED,
				Outcome.HELD, Outcome.REJECTED)) {
			long rows = outcomes.getOrDefault(outcome.word(), 0L);
			long twice = Math.min(rows, rest);
			rest -= twice;
			if (twice > 0) {
				outcomes.put(outcome.word(), rows - twice);
			}
		}
	}

	/**
	 * The books of a run: for each line the rows by outcome.
	 *
	 * @param kind the kind
	 * @param settled whether the rows were left open earlier, else the run read them
	 * @param rows how many were read and how many ended how, by the outcome's word
	 * @param balanced whether every row that was read has exactly one outcome
	 */
	public record Line(String kind, boolean settled, Map<String, Long> rows, boolean balanced) {

	}

	/**
	 * A run's certificate, as people read it.
	 * @param counts the certificate as it was recorded
	 * @return a line for each kind, those first that the run read itself
	 */
	public static List<Line> certificate(List<Runs.Count> counts) {
		List<Line> lines = new ArrayList<>();
		for (boolean settled : new boolean[] { false, true }) {
			for (Kind kind : Kind.values()) {
				Map<String, Long> rows = new TreeMap<>();
				counts.stream()
					.filter((count) -> count.kind().equals(kind.word()) && settled == carriedOver(count)
							&& count.rows() > 0)
					.forEach((count) -> rows.merge(count.outcome(), count.rows(), Long::sum));
				long read = rows.getOrDefault(Certificate.READ, 0L);
				long ended = rows.values().stream().mapToLong(Long::longValue).sum() - read;
				if (!rows.isEmpty()) {
					lines.add(new Line(kind.word(), settled, rows, read == ended));
				}
			}
		}
		return lines;
	}

	/**
	 * The columns of some books.
	 * @param lines the books
	 * @return {@code read} and the outcomes that any line has
	 */
	public static List<String> columns(List<Line> lines) {
		List<String> columns = new ArrayList<>(List.of(Certificate.READ));
		for (Outcome outcome : Outcome.values()) {
			columns.add(outcome.word());
		}
		columns.removeIf((column) -> lines.stream().noneMatch((line) -> line.rows().containsKey(column)));
		return columns;
	}

	private static boolean carriedOver(Runs.Count count) {
		return count.step().equals(Phase.SETTLE.step()) || count.step().equals(Phase.SETTLE_AGAIN.step());
	}

	/**
	 * How a run goes on, whichever process has it.
	 *
	 * @param callsPerSecond calls to COR in a second, in the last seconds
	 * @param refusals what COR did not accept of the latest calls, the newest first
	 */
	public record Pulse(double callsPerSecond, List<LatestCalls.Refusal> refusals) {

	}

	/**
	 * How a run goes on, as far as the ledger tells.
	 * @param run the run
	 * @param refusals how many refusals at most
	 * @return what it called last
	 */
	public Pulse pulse(Run run, int refusals) {
		Instant before = this.clock.instant().minus(LATELY);
		return new Pulse(this.calls.endedAfter(run.number(), before) / (double) LATELY.toSeconds(),
				this.calls.refusals(run.number(), refusals));
	}

	public List<Ledger.Total> totals(Target target) {
		return this.ledger.totals(target.id());
	}

	public long stuck(Target target) {
		return this.ledger.stuck(target.id());
	}

	public List<Ledger.Held> held(Target target) {
		return this.ledger.held(target.id());
	}

	/**
	 * Up to when everything that changed in Salesforce has been seen to.
	 * @param target whose
	 * @return nothing before the first complete night
	 */
	public Optional<Instant> reached(Target target) {
		return this.watermarks.reached(target.id(), Kind.PROJECT.word());
	}

	/**
	 * Records whose names begin so.
	 * @param target whose
	 * @param beginning how the names begin
	 * @param limit how many at most
	 * @return ordered by name
	 */
	public List<NameSearch.Hit> named(Target target, String beginning, int limit) {
		return this.names.beginning(target.id(), beginning, limit);
	}

	/**
	 * Where a run's slices stand.
	 * @param slices the slices
	 * @param state how they stand
	 * @return how many there are
	 */
	public static long count(List<Slices.Line> slices, Slices.Status state) {
		return slices.stream().filter((slice) -> slice.state() == state).count();
	}

}
