package io.corsync.report;

/**
 * Says why somebody could not be told, without the address.
 */
final class UntoldException extends Exception {

	private static final long serialVersionUID = 1L;

	UntoldException(String message, Throwable cause) {
		super(message, cause);
	}

	UntoldException(String message) {
		super(message);
	}

}
