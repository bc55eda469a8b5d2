package io.corsync.cor;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The token of all threads: taken when it is first needed, renewed before it expires or
 * when COR refuses it, by one thread while the others wait for that one's result.
 */
final class Tokens {

	private final TokenService service;

	private final Clock clock;

	private final Secrets secrets;

	private final AtomicReference<@Nullable Token> current = new AtomicReference<>();

	private final AtomicReference<@Nullable String> served = new AtomicReference<>();

	private final AtomicReference<@Nullable CompletableFuture<Token>> request = new AtomicReference<>();

	Tokens(TokenService service, Clock clock, Secrets secrets) {
		this.service = service;
		this.clock = clock;
		this.secrets = secrets;
	}

	/**
	 * A token to use.
	 * @param refused the token COR just refused, null when none was
	 * @param watch asked while waiting; it throws to end the wait
	 * @return a valid token that is not the refused one
	 */
	String get(@Nullable String refused, Runnable watch) {
		while (true) {
			Token token = usable(refused);
			if (token != null) {
				return token.value();
			}
			CompletableFuture<Token> mine = new CompletableFuture<>();
			CompletableFuture<Token> running = this.request.compareAndExchange(null, mine);
			if (running == null) {
				return request(mine, refused, watch).value();
			}
			awaitOther(running);
		}
	}

	/**
	 * Notes that COR took a token.
	 * @param token the token
	 */
	void markServed(String token) {
		this.served.set(token);
	}

	/**
	 * Whether COR took a token; of older ones than the last it took nothing is known.
	 * @param token the token
	 * @return true when some call was served with it
	 */
	boolean hasServed(String token) {
		return token.equals(this.served.get());
	}

	private @Nullable Token usable(@Nullable String refused) {
		Token token = this.current.get();
		return (token != null && !token.value().equals(refused) && this.clock.instant().isBefore(token.renewAt()))
				? token : null;
	}

	private Token request(CompletableFuture<Token> mine, @Nullable String refused, Runnable watch) {
		try {
			// Another thread's request may have ended between the look and the claim.
			Token token = usable(refused);
			if (token == null) {
				token = this.service.request(watch);
				this.secrets.learn(token.value());
				this.current.set(token);
			}
			mine.complete(token);
			return token;
		}
		catch (RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.request.set(null);
		}
	}

	/** Shares a failure, or 64 threads would try in turn; an interrupt is not shared. */
	private static void awaitOther(CompletableFuture<Token> running) {
		try {
			running.get();
		}
		catch (InterruptedException ex) {
			throw Waits.stopped();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof CorException.Credentials credentials) {
				throw new CorException.Credentials(String.valueOf(credentials.getMessage()), credentials);
			}
			if (ex.getCause() instanceof CorException.Unavailable unavailable) {
				throw new CorException.Unavailable(String.valueOf(unavailable.getMessage()), unavailable.retryAt(),
						unavailable);
			}
		}
	}

}
