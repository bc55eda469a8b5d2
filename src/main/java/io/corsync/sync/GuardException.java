package io.corsync.sync;

/**
 * A guard refuses to go on: the settings point somewhere that this ledger does not belong
 * to.
 */
public final class GuardException extends RuntimeException {

	private final boolean beforeCall;

	GuardException(String message) {
		this(message, true);
	}

	GuardException(String message, boolean beforeCall) {
		super(message);
		this.beforeCall = beforeCall;
	}

	/**
	 * Whether the call that this stopped did not begin.
	 */
	boolean beforeCall() {
		return this.beforeCall;
	}

}
