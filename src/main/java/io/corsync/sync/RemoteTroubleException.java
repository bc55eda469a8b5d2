package io.corsync.sync;

/**
 * No worker can go on with a run; the words are a worker's.
 */
final class RemoteTroubleException extends RuntimeException {

	private final ExitCode code;

	RemoteTroubleException(String message, ExitCode code) {
		super(message);
		this.code = code;
	}

	ExitCode code() {
		return this.code;
	}

}
