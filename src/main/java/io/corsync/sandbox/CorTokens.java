package io.corsync.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import tools.jackson.databind.node.ObjectNode;

/**
 * Gives out tokens and knows which ones still hold.
 */
final class CorTokens {

	static final String API_KEY = "sandbox-api-key";

	static final String CLIENT_SECRET = "sandbox-client-secret";

	private static final String BASIC = "Basic "
			+ Base64.getEncoder().encodeToString((API_KEY + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));

	private final Clock clock;

	private final Supplier<CorBehavior> behavior;

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Instant> access = new HashMap<>();

	private final Map<String, Instant> refresh = new HashMap<>();

	CorTokens(Clock clock, Supplier<CorBehavior> behavior) {
		this.clock = clock;
		this.behavior = behavior;
	}

	/** {@code POST /v1/oauth/token?grant_type=client_credentials} with Basic. */
	synchronized ObjectNode issue(CorCall call) {
		if (!call.authorization().equals(BASIC)) {
			throw CorRefusal.unauthorized("The API key or the client secret is wrong");
		}
		if (!"client_credentials".equals(call.query().get("grant_type"))) {
			throw CorRefusal.invalid("grant_type must be client_credentials");
		}
		return issue();
	}

	/** {@code POST /v1/oauth/refreshtoken} with a form; a refresh token serves once. */
	synchronized ObjectNode refresh(CorCall call) {
		String token = call.form().getOrDefault("refresh_token", "");
		if (this.refresh.remove(token) == null) {
			throw CorRefusal.unauthorized("The refresh token is unknown or used up");
		}
		return issue();
	}

	private ObjectNode issue() {
		long seconds = this.behavior.get().tokenSeconds();
		Instant now = this.clock.instant();
		this.access.values().removeIf((until) -> !now.isBefore(until));
		String accessToken = random();
		String refreshToken = random();
		this.access.put(accessToken, now.plusSeconds(seconds));
		this.refresh.put(refreshToken, now);
		return CorJson.object()
			.put("access_token", accessToken)
			.put("token_type", "Bearer")
			.put("expires_in", seconds)
			.put("refresh_token", refreshToken);
	}

	private String random() {
		byte[] bytes = new byte[24];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Refuses a call without a token that holds. */
	synchronized void check(CorCall call) {
		String header = call.authorization();
		Instant until = header.startsWith("Bearer ") ? this.access.get(header.substring("Bearer ".length())) : null;
		if (until == null || !this.clock.instant().isBefore(until)) {
			throw CorRefusal.unauthorized("The token is missing, unknown or expired");
		}
	}

	synchronized void expireAll() {
		this.access.clear();
	}

}
