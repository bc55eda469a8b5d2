package io.corsync.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer of OpenID Connect at which one person is always logged in.
 */
final class FakeIssuer implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpServer server;

	private final RSAKey key;

	private final Map<String, String> nonces = new ConcurrentHashMap<>();

	/** What it says of the person. */
	volatile Map<String, Object> person = Map.of();

	/** Whether its tokens are signed with a key that nobody knows. */
	volatile boolean forged;

	FakeIssuer() throws IOException, JOSEException {
		this.key = new RSAKeyGenerator(2048).keyID("one").generate();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/.well-known/openid-configuration",
				(exchange) -> json(exchange,
						Map.of("issuer", url(), "authorization_endpoint", url() + "/authorize", "token_endpoint",
								url() + "/token", "jwks_uri", url() + "/keys", "subject_types_supported",
								List.of("public"), "id_token_signing_alg_values_supported", List.of("RS256"))));
		this.server.createContext("/keys",
				(exchange) -> json(exchange, new JWKSet(this.key.toPublicJWK()).toJSONObject()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/token", this::token);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
		String code = "code-" + this.nonces.size();
		this.nonces.put(code, asked.get("nonce"));
		exchange.getResponseHeaders()
			.set("Location", "%s?code=%s&state=%s".formatted(asked.get("redirect_uri"), code,
					asked.get("state").replace("=", "%3D")));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> asked = parameters(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(url())
			.subject("person-1")
			.audience("cor-sync")
			.issueTime(new Date())
			.expirationTime(Date.from(Instant.now().plusSeconds(300)))
			.claim("nonce", this.nonces.get(asked.get("code")));
		this.person.forEach(claims::claim);
		try {
			RSAKey signing = this.forged ? new RSAKeyGenerator(2048).keyID("one").generate() : this.key;
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
					claims.build());
			token.sign(new RSASSASigner(signing));
			json(exchange, Map.of("access_token", "access", "token_type", "Bearer", "expires_in", 300, "scope",
					"openid email profile", "id_token", token.serialize()));
		}
		catch (JOSEException ex) {
			throw new UncheckedIOException(new IOException(ex));
		}
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new HashMap<>();
		for (String pair : query.split("&")) {
			int equals = pair.indexOf('=');
			parameters.put(pair.substring(0, equals),
					URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
		}
		return parameters;
	}

	private static void json(HttpExchange exchange, Object body) throws IOException {
		byte[] bytes = JSON.writeValueAsBytes(body);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
