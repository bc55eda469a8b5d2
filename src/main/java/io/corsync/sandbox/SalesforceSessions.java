package io.corsync.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The sessions that are open, by their token.
 */
final class SalesforceSessions {

	private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

	private static final int SHORT_ID = 15;

	private final SalesforceWorld world;

	private final RandomGenerator random = new SecureRandom();

	private final Map<String, Use> open = new HashMap<>();

	SalesforceSessions(SalesforceWorld world) {
		this.world = world;
	}

	/**
	 * How often and when last a session was used.
	 */
	private record Use(int calls, Instant last) {
	}

	/**
	 * Opens a session for an OAuth client, whose token may be set to be a JWT.
	 */
	String openOAuth() {
		return this.world.settings().jwtTokens() ? opened(base64("{\"tnk\":\"core/prod\",\"alg\":\"RS256\"}") + "."
				+ base64("{\"sfi\":\"" + random(20) + "\"}") + "." + random(80)) : open();
	}

	/**
	 * Opens a session with an opaque token.
	 */
	String open() {
		String org = this.world.read(() -> this.world.organization().id()).substring(0, SHORT_ID);
		return opened(org + "!AQ" + random(92));
	}

	private synchronized String opened(String token) {
		this.open.put(token, new Use(0, this.world.now()));
		return token;
	}

	/**
	 * Uses a session for a SOAP call; false when it has ended or SOAP cannot take its
	 * token.
	 */
	synchronized boolean use(String token) {
		OrgSettings settings = this.world.settings();
		Use use = this.open.get(token);
		Instant now = this.world.now();
		if (use == null || token.startsWith("eyJ")) {
			return false;
		}
		boolean idle = use.last().plusSeconds(settings.sessionSeconds()).isBefore(now);
		boolean spent = settings.sessionEvery() > 0 && use.calls() >= settings.sessionEvery();
		if (idle || spent) {
			this.open.remove(token);
			return false;
		}
		this.open.put(token, new Use(use.calls() + 1, now));
		return true;
	}

	synchronized void end(String token) {
		this.open.remove(token);
	}

	synchronized void endAll() {
		this.open.clear();
	}

	private String random(int length) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(CHARACTERS.charAt(this.random.nextInt(CHARACTERS.length())));
		}
		return text.toString();
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
