package io.corsync.sync;

/**
 * Nothing was sent, because a person must say yes first.
 */
public final class ApprovalNeededException extends RuntimeException {

	ApprovalNeededException(String message) {
		super(message);
	}

}
