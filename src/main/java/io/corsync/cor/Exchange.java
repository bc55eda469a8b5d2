package io.corsync.cor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How one HTTP request ended, before anybody reads meaning into it.
 */
sealed interface Exchange {

	/**
	 * An answer that was read to its end.
	 *
	 * @param status its status
	 * @param body its body, empty when there was none
	 * @param retryAfter how long it asks to wait, null when it does not say
	 */
	record Answered(int status, String body, @Nullable Duration retryAfter) implements Exchange {

	}

	/**
	 * No byte of the request left.
	 *
	 * @param cause {@code CONNECTION_REFUSED} and the like
	 * @param message what happened, in words
	 */
	record Unsent(String cause, String message) implements Exchange {

	}

	/**
	 * The request left, wholly or in part, and no whole answer came.
	 *
	 * @param cause {@code READ_TIMEOUT} and the like
	 * @param message what happened, in words
	 */
	record Lost(String cause, String message) implements Exchange {

	}

}
