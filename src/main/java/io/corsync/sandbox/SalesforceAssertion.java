package io.corsync.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the signed assertion of a JWT bearer.
 */
final class SalesforceAssertion {

	private static final Duration LONGEST = Duration.ofMinutes(3);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final SalesforceWorld world;

	SalesforceAssertion(SalesforceWorld world) {
		this.world = world;
	}

	/**
	 * Checks an assertion.
	 * @throws SalesforceToken.Refusal if it does not let anybody in
	 */
	void check(String assertion) {
		String[] parts = assertion.split("\\.", -1);
		if (parts.length != 3) {
			throw refusal("invalid assertion");
		}
		if (!"RS256".equals(json(parts[0]).path("alg").asString(""))) {
			throw refusal("algorithm not supported, RS256 is");
		}
		PublicKey key = this.world.credentials().jwtKey();
		if (key != null && !signed(parts, key)) {
			throw refusal("invalid assertion");
		}
		claims(json(parts[1]));
	}

	private void claims(JsonNode claims) {
		OrgCredentials credentials = this.world.credentials();
		if (!credentials.clientId().equals(claims.path("iss").asString(""))) {
			throw new SalesforceToken.Refusal("invalid_client_id", "client identifier invalid");
		}
		String host = this.world.settings().sandbox() ? "test" : "login";
		if (!("https://" + host + ".salesforce.com").equals(claims.path("aud").asString(""))) {
			throw refusal("audience is invalid");
		}
		if (!credentials.username().equalsIgnoreCase(claims.path("sub").asString(""))) {
			throw refusal("user hasn't approved this consumer");
		}
		Instant end = Instant.ofEpochSecond(claims.path("exp").asLong(0));
		Instant now = this.world.now();
		if (end.isBefore(now) || end.isAfter(now.plus(LONGEST))) {
			throw refusal("assertion expired or valid for more than 3 minutes");
		}
	}

	private static JsonNode json(String part) {
		try {
			return JSON.readTree(Base64.getUrlDecoder().decode(part));
		}
		catch (IllegalArgumentException | JacksonException ex) {
			throw refusal("invalid assertion");
		}
	}

	private static boolean signed(String[] parts, PublicKey key) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(key);
			signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
			return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return false;
		}
	}

	private static SalesforceToken.Refusal refusal(String description) {
		return new SalesforceToken.Refusal("invalid_grant", description);
	}

}
