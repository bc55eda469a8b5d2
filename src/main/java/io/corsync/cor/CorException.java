package io.corsync.cor;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What stops all calls to COR; the message names the thing and the remedy in words an
 * administrator understands.
 */
public abstract sealed class CorException extends RuntimeException {

	CorException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/** Key, secret or source are refused, or the settings for them do not fit. */
	public static final class Credentials extends CorException {

		public Credentials(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/** Not reachable, out of order, or asking for patience; waiting helps. */
	public static final class Unavailable extends CorException {

		private final @Nullable Instant retryAt;

		public Unavailable(String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
			super(message, cause);
			this.retryAt = retryAt;
		}

		/**
		 * When COR wants to be asked again.
		 * @return the time, null when COR did not say
		 */
		public @Nullable Instant retryAt() {
			return this.retryAt;
		}

	}

	/** The run is stopping: the call did not begin. */
	public static final class Stopped extends CorException {

		public Stopped(String message) {
			super(message, null);
		}

	}

}
