package io.corsync.sync;

/**
 * What was asked for names something that is not there, or not in the state for it.
 */
public final class RefusedRequestException extends RuntimeException {

	RefusedRequestException(String message) {
		super(message);
	}

}
