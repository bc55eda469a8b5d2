package io.corsync.cor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What one HTTP exchange means for the call.
 */
sealed interface Verdict {

	/**
	 * The call is over.
	 *
	 * @param answer its answer
	 */
	record Final(CorAnswer answer) implements Verdict {

	}

	/**
	 * Surely not executed: it may be sent again.
	 *
	 * @param answer the answer in case there is no further attempt
	 * @param retryAfter how long COR asks everybody to wait, null when it does not say
	 */
	record Again(CorAnswer.NotSent answer, @Nullable Duration retryAfter) implements Verdict {

	}

	/** The token is not accepted (any more), and the call was not executed. */
	record Unauthorized() implements Verdict {

	}

	/**
	 * No call will do better.
	 *
	 * @param reason what to throw
	 */
	record Stop(CorException.Credentials reason) implements Verdict {

	}

}
