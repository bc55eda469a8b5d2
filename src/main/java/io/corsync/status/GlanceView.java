package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.corsync.ledger.Holder;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Run;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.salesforce.ApiUsage;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Overview;
import org.jspecify.annotations.Nullable;

/**
 * How things stand, as somebody wants to know it in the morning.
 *
 * @param target the org and the COR, null before the first run
 * @param verdict what is to be said first
 * @param last the last run, null before the first one
 * @param chart the runs of the last weeks
 * @param totals how many records stand where, empty while they are being counted
 * @param reached up to when everything has been seen to, null before the first night
 * @param behind whether that is longer ago than a night and a bit
 * @param due what is due next
 * @param refused the last start of this process when it could not begin, null otherwise
 * @param usage Salesforce's API calls, null when they are not known
 */
record GlanceView(@Nullable Target target, Verdict verdict, Overview.@Nullable Told last, RunChartView chart,
		List<Total> totals, @Nullable Instant reached, boolean behind, List<Conductor.Due> due,
		Conductor.@Nullable LastRun refused, @Nullable ApiUsage usage) {

	/** A night, and time for it to run. */
	private static final Duration MOST_BEHIND = Duration.ofHours(26);

	/**
	 * What is to be said first.
	 *
	 * @param tone good, care, bad or calm
	 * @param key the words
	 * @param number how many records it is about, 0 when it is about none
	 */
	record Verdict(String tone, String key, long number) {

	}

	/**
	 * How many records of a kind stand where.
	 *
	 * @param kind the kind
	 * @param inCor how many are in COR as they should be
	 * @param stuck how many somebody or a later run has to see to
	 * @param under how many are being sent now
	 * @param out how many are not brought over any more
	 * @param states all of it by state
	 */
	record Total(String kind, long inCor, long stuck, long under, long out, Map<State, Long> states) {

	}

	static GlanceView of(Optional<Target> target, List<Overview.Told> runs, List<Total> totals, long stuck,
			Optional<Instant> reached, Optional<Holder> holder, Conductor conductor, Optional<ApiUsage> usage,
			Clock clock) {
		Overview.Told last = runs.isEmpty() ? null : runs.get(0);
		boolean behind = reached.isPresent() && reached.get().isBefore(clock.instant().minus(MOST_BEHIND));
		Conductor.LastRun refused = conductor.last()
			.filter((end) -> end.code() != ExitCode.DONE.code() && !end.lines().isEmpty())
			.filter((end) -> last == null || last.run().startedAt().isBefore(end.since()))
			.orElse(null);
		boolean alive = holder.isPresent() || conductor.live().isPresent();
		return new GlanceView(target.orElse(null), verdict(last, alive, behind, refused != null, stuck), last,
				RunChartView.of(runs), totals, reached.orElse(null), behind, conductor.due(), refused,
				usage.orElse(null));
	}

	private static Verdict verdict(Overview.@Nullable Told last, boolean alive, boolean behind, boolean refused,
			long stuck) {
		if (refused) {
			return new Verdict("bad", "refused", 0);
		}
		if (last == null) {
			return new Verdict("calm", alive ? "running" : "none", 0);
		}
		if (last.run().state() == Run.Status.RUNNING) {
			return alive ? new Verdict("calm", "running", 0) : new Verdict("bad", "killed", 0);
		}
		if (!last.balanced()) {
			return new Verdict("bad", "unbalanced", 0);
		}
		return switch (last.run().state()) {
			case FAILED -> new Verdict("bad", "failed", 0);
			case STOPPED -> new Verdict("care", "stopped", 0);
			case INTERRUPTED -> new Verdict("care", "interrupted", 0);
			case COMPLETED, RUNNING -> complete(last.run(), behind, stuck);
		};
	}

	private static Verdict complete(Run run, boolean behind, long stuck) {
		if (run.exitCode() != null && run.exitCode() == ExitCode.DEFECT.code()) {
			return new Verdict("bad", "failed", 0);
		}
		if (behind) {
			return new Verdict("care", "behind", stuck);
		}
		return (stuck > 0) ? new Verdict("care", "stuck", stuck) : new Verdict("good", "good", 0);
	}

	/** How many of them somebody or a later run has to see to. */
	static long stuck(List<Ledger.Total> totals) {
		return totals.stream()
			.filter((total) -> State.STUCK.contains(total.state()))
			.mapToLong(Ledger.Total::rows)
			.sum();
	}

	static List<Total> sums(List<Ledger.Total> totals) {
		List<Total> sums = new ArrayList<>();
		for (String kind : List.of("project", "client", "contract", "brand", "product")) {
			Map<State, Long> states = new EnumMap<>(State.class);
			totals.stream()
				.filter((total) -> total.kind().equals(kind))
				.forEach((total) -> states.put(total.state(), total.rows()));
			if (!states.isEmpty()) {
				long stuck = State.STUCK.stream().mapToLong((state) -> states.getOrDefault(state, 0L)).sum();
				sums.add(new Total(kind,
						states.getOrDefault(State.SYNCED, 0L) + states.getOrDefault(State.INCOMPLETE, 0L), stuck,
						states.getOrDefault(State.SENDING, 0L), states.getOrDefault(State.OUT_OF_SCOPE, 0L), states));
			}
		}
		return sums;
	}

}
