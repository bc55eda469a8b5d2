package io.corsync.sync;

/**
 * What a command's exit code says to whoever started it.
 */
public enum ExitCode {

	/** Nothing needs a person. */
	DONE(0),

	/** Failed by a defect of ours or the machine's. */
	DEFECT(1),

	/** Wrong usage, configuration, credentials or rights. */
	REFUSED(2),

	/** Finished, and records wait, are blocked, rejected or unsettled. */
	UNSETTLED(3),

	/** Outage or quota: waiting helps. */
	UNAVAILABLE(4),

	/** Another run holds the lease. */
	LEASE_HELD(5),

	/** A guard wants a yes. */
	APPROVAL_NEEDED(6),

	/** Stopped by a signal; the next run continues. */
	STOPPED(143);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	public int code() {
		return this.code;
	}

	/**
	 * The exit code of two runs in a row.
	 * @param other the other run's
	 * @return the first that is not {@link #DONE}, a failure before an unsettled record
	 */
	public ExitCode and(ExitCode other) {
		if (this == DONE || (this == UNSETTLED && other != DONE)) {
			return other;
		}
		return this;
	}

}
