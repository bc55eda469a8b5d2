package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.corsync.ledger.Holder;
import io.corsync.ledger.LatestCalls;
import io.corsync.ledger.Run;
import io.corsync.ledger.Slices;
import io.corsync.sync.Overview;
import org.jspecify.annotations.Nullable;

/**
 * A run under way, or how the last one ended.
 *
 * @param live the run of this process, null when there is none
 * @param ended how the last run of this process ended, null before the first one
 * @param holder the process that holds the lease, null when nobody does
 * @param run the newest run in the database, null before the first one
 * @param slices its slices
 * @param percent how much of the step is done, null when that is not known
 * @param rate rows in a second, null when that is not known
 * @param left how long the step still takes, null when that is not known
 * @param callsPerSecond calls to COR in a second, null when that is not known
 * @param refusals what COR refused last
 */
record LiveView(Conductor.@Nullable LiveRun live, Conductor.@Nullable LastRun ended, @Nullable Holder holder,
		@Nullable Run run, List<Slices.Line> slices, @Nullable Integer percent, @Nullable Double rate,
		@Nullable Duration left, @Nullable Double callsPerSecond, List<LatestCalls.Refusal> refusals) {

	/** Before that a rate says nothing. */
	private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

	/** Whether there is something to watch. */
	public boolean going() {
		return this.live != null || this.holder != null;
	}

	static LiveView of(Conductor conductor, @Nullable Holder holder, @Nullable Run run, List<Slices.Line> slices,
			Overview.@Nullable Pulse pulse, Clock clock) {
		Conductor.LiveRun live = conductor.live().orElse(null);
		Conductor.LastRun ended = conductor.last().orElse(null);
		List<LatestCalls.Refusal> refusals = (pulse != null) ? pulse.refusals() : List.of();
		if (live == null) {
			return new LiveView(null, ended, holder, run, slices, null, null, null,
					(pulse != null) ? pulse.callsPerSecond() : null, refusals);
		}
		Integer percent = (live.total() > 0) ? (int) Math.min(100, 100 * live.done() / live.total()) : null;
		Double rate = rate(live, clock.instant());
		Duration left = (rate != null && rate > 0 && live.total() >= 0)
				? Duration.ofSeconds((long) Math.ceil(Math.max(0, live.total() - live.done()) / rate)) : null;
		return new LiveView(live, ended, holder, run, slices, percent, rate, left,
				(live.pace() != null) ? live.pace().callsPerSecond() : null, refusals);
	}

	private static @Nullable Double rate(Conductor.LiveRun live, Instant now) {
		if (live.phaseSince() == null || live.done() == 0) {
			return null;
		}
		Duration passed = Duration.between(live.phaseSince(), now);
		return (passed.compareTo(FIRST_LOOK) < 0) ? null : 1000.0 * live.done() / passed.toMillis();
	}

}
