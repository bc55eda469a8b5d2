package io.corsync.sandbox;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OAuth token endpoint: client credentials and JWT bearer.
 */
final class SalesforceToken implements HttpHandler {

	static final String PATH = "/services/oauth2/token";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

	private final SalesforceWorld world;

	private final SalesforceHttp http;

	SalesforceToken(SalesforceWorld world) {
		this.world = world;
		this.http = new SalesforceHttp(world.faults());
	}

	/**
	 * A refused request for a token.
	 */
	static final class Refusal extends RuntimeException {

		private final String error;

		Refusal(String error, String description) {
			super(description);
			this.error = error;
		}

	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(SalesforceHttp.body(exchange), StandardCharsets.UTF_8);
			this.http.serve(exchange, "token", body, (refuse) -> answer(exchange, body, refuse));
		}
	}

	private SalesforceHttp.Answer answer(HttpExchange exchange, String body, @Nullable SalesforceFault refuse) {
		String grant = "";
		try {
			if (refuse != null && refuse.code() != null) {
				throw new Refusal(refuse.code(), String.valueOf(refuse.message()));
			}
			Map<String, String> form = form(exchange, body);
			grant = form.getOrDefault("grant_type", "");
			boolean jwt = grant.equals(JWT_BEARER);
			if (jwt) {
				new SalesforceAssertion(this.world).check(form.getOrDefault("assertion", ""));
			}
			else if (grant.equals("client_credentials")) {
				checkClient(exchange, form);
			}
			else {
				throw new Refusal("unsupported_grant_type", "grant type not supported");
			}
			Map<String, String> token = token(SalesforceHttp.address(exchange), jwt);
			this.world.log().add(this.world.now(), "token", grant, "OK");
			return json(200, token);
		}
		catch (Refusal ex) {
			this.world.log().add(this.world.now(), "token", grant, ex.error);
			return json(400, Map.of("error", ex.error, "error_description", String.valueOf(ex.getMessage())));
		}
	}

	private static Map<String, String> form(HttpExchange exchange, String body) {
		String type = exchange.getRequestHeaders().getFirst("Content-Type");
		if (!exchange.getRequestMethod().equals("POST") || type == null
				|| !type.startsWith("application/x-www-form-urlencoded")) {
			throw new Refusal("invalid_request", "a token is asked for with POST and a form");
		}
		Map<String, String> form = new LinkedHashMap<>();
		for (String pair : body.split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
			}
		}
		return form;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new Refusal("invalid_request", "the form is not URL-encoded");
		}
	}

	private void checkClient(HttpExchange exchange, Map<String, String> form) {
		String id = form.getOrDefault("client_id", "");
		String secret = form.getOrDefault("client_secret", "");
		String header = exchange.getRequestHeaders().getFirst("Authorization");
		if (header != null && header.startsWith("Basic ")) {
			String[] pair = basic(header.substring("Basic ".length())).split(":", 2);
			id = decode(pair[0]);
			secret = (pair.length > 1) ? decode(pair[1]) : "";
		}
		OrgCredentials credentials = this.world.credentials();
		if (!credentials.clientId().equals(id)) {
			throw new Refusal("invalid_client_id", "client identifier invalid");
		}
		if (!credentials.clientSecret().equals(secret)) {
			throw new Refusal("invalid_client", "invalid client credentials");
		}
	}

	private static String basic(String text) {
		try {
			return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new Refusal("invalid_client", "the Authorization header is not Base64");
		}
	}

	/**
	 * A token and where it serves. As in Salesforce there is no expires_in and no refresh
	 * token.
	 */
	private Map<String, String> token(String instance, boolean jwt) {
		Map<String, String> token = new LinkedHashMap<>();
		token.put("access_token", this.world.sessions().openOAuth());
		if (!jwt) {
			token.put("signature", Base64.getEncoder().encodeToString(new byte[32]));
		}
		token.put("scope", "api");
		token.put("instance_url", instance);
		token.put("id", instance + "/id/"
				+ this.world.read(() -> this.world.organization().id() + "/" + this.world.user().id()));
		token.put("token_type", "Bearer");
		if (!jwt) {
			token.put("issued_at", String.valueOf(this.world.now().toEpochMilli()));
		}
		return token;
	}

	private static SalesforceHttp.Answer json(int status, Map<String, String> body) {
		return new SalesforceHttp.Answer(status, "application/json;charset=UTF-8", JSON.writeValueAsString(body));
	}

}
