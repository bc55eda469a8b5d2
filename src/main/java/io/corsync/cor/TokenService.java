package io.corsync.cor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * COR's token service: asks for a token, again while waiting may help. Without a token
 * nothing was sent, so every failure here is surely safe.
 */
final class TokenService {

	/** What COR documents; used when the answer does not say. */
	private static final Duration DOCUMENTED_LIFE = Duration.ofHours(1);

	private static final Duration LONGEST_LIFE = Duration.ofDays(1);

	private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

	/** A token said to live shorter is used all the same; a 401 tells when it is over. */
	private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

	private static final int LONGEST_TOKEN = 8 * 1024;

	/** A token is small and asks for no work: whoever needs longer is out of order. */
	private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

	/** A dead token service ends a run well within a minute, hanging or not. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final URI tokenUrl;

	private final String authorization;

	private final int maxAttempts;

	private final Wire wire;

	private final Limiter limiter;

	private final Waits waits;

	private final Clock clock;

	private final Secrets secrets;

	TokenService(URI tokenUrl, String authorization, int maxAttempts, Wire wire, Limiter limiter, Waits waits,
			Clock clock, Secrets secrets) {
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
	 * Asks for a token.
	 * @param watch asked while waiting; it throws to end the wait
	 * @return the token
	 */
	Token request(Runnable watch) {
		Instant patient = this.clock.instant().plus(PATIENCE);
		for (int attempt = 1;; attempt++) {
			this.limiter.awaitHold(watch);
			Exchange exchange = this.wire.send(this.wire.begin(LONGEST_CALL), "POST", this.tokenUrl, this.authorization,
					null);
			if (exchange instanceof Exchange.Answered answered) {
				Token token = read(answered);
				if (token != null) {
					return token;
				}
				if (answered.status() == 429 && answered.retryAfter() != null) {
					this.limiter.hold(answered.retryAfter());
				}
			}
			if (attempt >= this.maxAttempts || this.clock.instant().isAfter(patient)) {
				throw new CorException.Unavailable(
						"COR's token service at %s did not give a token in %d attempts: %s Nothing was sent: check cor.token-url (COR_TOKEN_URL), or start the same command again later."
							.formatted(this.tokenUrl.getAuthority(), attempt, words(exchange)),
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

}
