package io.corsync.cor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The token of all threads: taken when it is first needed, renewed before it expires or
 * when COR refuses it, by one thread while the others wait for that one's result.
 */
final class Tokens {

	/** What COR documents; used when the answer does not say. */
	private static final Duration DOCUMENTED_LIFE = Duration.ofHours(1);

	private static final Duration LONGEST_LIFE = Duration.ofDays(1);

	private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

	/** A token said to live shorter is used all the same; a 401 tells when it is over. */
	private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

	private static final int LONGEST_TOKEN = 8 * 1024;

	private final URI tokenUrl;

	private final String authorization;

	private final int maxAttempts;

	private final Wire wire;

	private final Limiter limiter;

	private final Waits waits;

	private final Clock clock;

	private final Secrets secrets;

	private final AtomicReference<@Nullable Token> current = new AtomicReference<>();

	private final AtomicReference<@Nullable CompletableFuture<Token>> request = new AtomicReference<>();

	Tokens(URI tokenUrl, String authorization, int maxAttempts, Wire wire, Limiter limiter, Waits waits, Clock clock,
			Secrets secrets) {
		this.tokenUrl = URI.create(tokenUrl + "?grant_type=client_credentials");
		this.authorization = authorization;
		this.maxAttempts = maxAttempts;
		this.wire = wire;
		this.limiter = limiter;
		this.waits = waits;
		this.clock = clock;
		this.secrets = secrets;
	}

	static String basic(String apiKey, String clientSecret) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((apiKey + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
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
				token = request(watch);
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

	private Token request(Runnable watch) {
		for (int attempt = 1;; attempt++) {
			this.limiter.awaitHold(watch);
			Exchange exchange = this.wire.send("POST", this.tokenUrl, this.authorization, null);
			if (exchange instanceof Exchange.Answered answered) {
				Token token = read(answered);
				if (token != null) {
					return token;
				}
				if (answered.status() == 429 && answered.retryAfter() != null) {
					this.limiter.hold(answered.retryAfter());
				}
			}
			if (attempt >= this.maxAttempts) {
				throw new CorException.Unavailable(
						"COR's token service at %s did not give a token in %d attempts: %s Nothing was sent; start the same command again later."
							.formatted(this.tokenUrl.getHost(), attempt, words(exchange)),
						null, null);
			}
			this.waits.backOff(attempt, watch);
		}
	}

	private String words(Exchange exchange) {
		if (exchange instanceof Exchange.Unsent unsent) {
			return this.secrets.clean(unsent.message()) + ".";
		}
		if (exchange instanceof Exchange.Lost lost) {
			return this.secrets.clean(lost.message());
		}
		return "it answered HTTP %d without a readable token.".formatted(((Exchange.Answered) exchange).status());
	}

	/**
	 * Reads a token.
	 * @param answered the token service's answer
	 * @return the token, null when waiting may help
	 * @throws CorException.Credentials when it does not
	 */
	private @Nullable Token read(Exchange.Answered answered) {
		int status = answered.status();
		if (status >= 200 && status < 300) {
			return token(Json.read(answered.body()));
		}
		if (status >= 500 || status == 408 || status == 425 || status == 429) {
			return null;
		}
		JsonNode body = Json.read(answered.body());
		String said = (body != null) ? this.secrets.clean(ErrorBody.of(body).message()) : "";
		String words = said.isEmpty() ? "" : " COR says: " + said;
		if (status == 400 || status == 401 || status == 403) {
			throw new CorException.Credentials(
					"COR does not accept the API credentials (HTTP %d). Check cor.api-key and cor.client-secret (COR_API_KEY, COR_CLIENT_SECRET) against COR's integrations page.%s"
						.formatted(status, words),
					null);
		}
		throw new CorException.Credentials(
				"cor.token-url (COR_TOKEN_URL) does not lead to COR's token service: %s answered HTTP %d.%s"
					.formatted(this.tokenUrl.getHost(), status, words),
				null);
	}

	private @Nullable Token token(@Nullable JsonNode body) {
		String value = (body != null) ? body.path("access_token").asString("") : "";
		if (value.isEmpty() || value.length() > LONGEST_TOKEN || value.chars().anyMatch((c) -> c <= ' ' || c >= 0x7f)) {
			return null;
		}
		return new Token(value,
				this.clock.instant().plus(life((body != null) ? body.path("expires_in").asString("") : "")));
	}

	private static Duration life(String expiresIn) {
		Duration life = DOCUMENTED_LIFE;
		if (expiresIn.matches("0*[1-9]\\d{0,8}")) {
			life = Duration.ofSeconds(Long.parseLong(expiresIn));
		}
		life = (life.compareTo(LONGEST_LIFE) > 0) ? LONGEST_LIFE : life;
		Duration margin = life.dividedBy(10);
		life = life.minus((margin.compareTo(LONGEST_MARGIN) > 0) ? LONGEST_MARGIN : margin);
		return (life.compareTo(SHORTEST_LIFE) < 0) ? SHORTEST_LIFE : life;
	}

	private record Token(String value, Instant renewAt) {

		/** Without the value. */
		@Override
		public String toString() {
			return "Token[until " + this.renewAt + "]";
		}

	}

}
