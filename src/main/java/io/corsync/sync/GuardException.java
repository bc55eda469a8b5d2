package io.corsync.sync;

/**
 * A guard refuses to go on: the settings point somewhere that this ledger does not belong
 * to.
 */
public final class GuardException extends RuntimeException {

	GuardException(String message) {
		super(message);
	}

}
