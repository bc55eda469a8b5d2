package io.corsync.ledger;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One run as its row tells it.
 *
 * @param number its number, which is its identity
 * @param command the command
 * @param selection what it reads, in words
 * @param fingerprint what must not change for it to be continued
 * @param mappingVersion version of the mapping
 * @param windowFrom begin of its window, null for none or an open one
 * @param windowTo end of its window, null for none
 * @param filter the filter it reads by, null for runs of old
 * @param state where it stands
 * @param exitCode its exit code, null while it runs
 * @param message how it ended, in words
 * @param host where it runs
 * @param pid its process
 * @param startedAt when it began
 * @param endedAt when it ended, null while it runs
 */
public record Run(long number, String command, String selection, String fingerprint, String mappingVersion,
		@Nullable Instant windowFrom, @Nullable Instant windowTo, @Nullable String filter, Status state,
		@Nullable Integer exitCode, @Nullable String message, String host, long pid, Instant startedAt,
		@Nullable Instant endedAt) {

	private static final Set<String> OVER_HISTORY = Set.of("backfill", "reconcile");

	/**
	 * Whether it goes over history: it is continued by its own command however many other
	 * runs come in between.
	 * @return true for backfill and reconcile
	 */
	public boolean overHistory() {
		return overHistory(this.command);
	}

	static boolean overHistory(String command) {
		return OVER_HISTORY.contains(command);
	}

	/** Where a run stands. */
	public enum Status {

		/** Not ended, or its process was killed. */
		RUNNING,

		/** Went through all its rows. */
		COMPLETED,

		/** Ended early by trouble; the same command continues it. */
		FAILED,

		/** Ended early by a signal; the same command continues it. */
		STOPPED,

		/** Given up for another run. */
		INTERRUPTED;

		/**
		 * Whether the same command continues such a run.
		 * @return true for runs that did not come to their end
		 */
		public boolean unfinished() {
			return this == RUNNING || this == FAILED || this == STOPPED;
		}

	}

}
