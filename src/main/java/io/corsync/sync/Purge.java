package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

import io.corsync.ledger.Audit;
import io.corsync.ledger.OldRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes, at the end of a run and under its lease, what is older than it is to be kept.
 * Each removal stands by itself, so that whatever ends it here is taken up by the next
 * run; its own trouble is never the run's.
 */
final class Purge {

	private static final Logger log = LoggerFactory.getLogger(Purge.class);

	/** Bounds one transaction. */
	private static final int MOST_AT_ONCE = 1000;

	/** Nobody is to wait for it: the rest goes after the next run. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final OldRuns oldRuns;

	private final BatchExecutions executions;

	private final Audit audit;

	private final Duration keep;

	private final Clock clock;

	Purge(OldRuns oldRuns, BatchExecutions executions, Audit audit, Duration keep, Clock clock) {
		this.oldRuns = oldRuns;
		this.executions = executions;
		this.audit = audit;
		this.keep = keep;
		this.clock = clock;
	}

	void after(LeaseKeeper keeper, Progress progress) {
		try {
			Instant end = this.clock.instant().plus(PATIENCE);
			purge(() -> keeper.stopping() || !this.clock.instant().isBefore(end));
		}
		catch (RuntimeException ex) {
			log.warn("What is older than history.keep is still there", ex);
			progress.say(
					"What is older than history.keep could not be removed; the log has the reason. The next run tries again.");
		}
	}

	private void purge(BooleanSupplier over) {
		Instant before = this.clock.instant().minus(this.keep);
		int runs = 0;
		for (OldRuns.Old run : this.oldRuns.before(before)) {
			if (!all(() -> this.oldRuns.removeCalls(run, MOST_AT_ONCE), over)) {
				return;
			}
			this.executions.remove(run.number());
			// The last to go: as long as it is there the rest is looked for again.
			runs += this.oldRuns.remove(run) ? 1 : 0;
		}
		all(() -> this.audit.remove(before, MOST_AT_ONCE), over);
		if (runs > 0) {
			log.info("{} runs that ended before {} were removed", runs, before);
		}
	}

	/**
	 * Repeats a removal until nothing is left.
	 * @return false when it is over before
	 */
	private static boolean all(IntSupplier removal, BooleanSupplier over) {
		int removed;
		do {
			if (over.getAsBoolean()) {
				return false;
			}
			removed = removal.getAsInt();
		}
		while (removed == MOST_AT_ONCE);
		return true;
	}

}
