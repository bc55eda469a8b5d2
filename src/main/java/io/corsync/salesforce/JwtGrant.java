package io.corsync.salesforce;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * Vouches for a user with a JWT that is signed by the private key (RFC 7523).
 */
final class JwtGrant implements TokenLogin.Grant {

	/** Salesforce takes up to 3 minutes; the rest is for clocks that differ. */
	private static final Duration VALIDITY = Duration.ofMinutes(2);

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final String clientId;

	private final String username;

	private final String audience;

	private final PrivateKey key;

	private final Clock clock;

	JwtGrant(String clientId, String username, String audience, PrivateKey key, Clock clock) {
		this.clientId = clientId;
		this.username = username;
		this.audience = audience;
		this.key = key;
		this.clock = clock;
	}

	/**
	 * The audience that fits a login address: Salesforce wants one of two names, whatever
	 * the My Domain is.
	 * @param login the login address
	 * @return production's or the sandboxes' login
	 */
	static String audienceOf(URI login) {
		String host = login.getHost().toLowerCase(Locale.ROOT);
		boolean sandbox = host.equals("test.salesforce.com") || host.contains(".sandbox.") || host.contains("--");
		return sandbox ? "https://test.salesforce.com" : "https://login.salesforce.com";
	}

	@Override
	public Map<String, String> parameters() {
		return Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion());
	}

	private String assertion() {
		long expires = this.clock.instant().plus(VALIDITY).getEpochSecond();
		Map<String, Object> claims = new TreeMap<>(
				Map.of("iss", this.clientId, "sub", this.username, "aud", this.audience, "exp", expires));
		String content = base64("{\"alg\":\"RS256\"}") + "." + base64(JsonMapper.shared().writeValueAsString(claims));
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.key);
			signature.update(content.getBytes(StandardCharsets.US_ASCII));
			return content + "." + BASE64.encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the JWT cannot be signed with salesforce.private-key", ex);
		}
	}

	private static String base64(String text) {
		return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
