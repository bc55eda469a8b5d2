package io.corsync.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;

/**
 * Asks Salesforce on behalf of a report, which waits for it only so long.
 */
final class Briefly {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private Briefly() {
	}

	/**
	 * The answer to a question.
	 * @throws SalesforceException also when the answer takes too long; then nothing can
	 * be asked any more
	 */
	static <T> T ask(Salesforce salesforce, Supplier<T> question) {
		CompletableFuture<T> answer = CompletableFuture.supplyAsync(question);
		try {
			return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			salesforce.stop();
			throw new SalesforceException.Unavailable(null,
					"Salesforce did not answer within %d s.".formatted(PATIENCE.toSeconds()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SalesforceException.Unavailable(null, "Interrupted while Salesforce was asked.", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex);
		}
	}

}
