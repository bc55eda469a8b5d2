package io.corsync.salesforce;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logs in over OAuth: sends a grant to the token endpoint and takes the access token as a
 * SOAP session.
 */
final class TokenLogin implements Login {

	private static final int LONGEST_ANSWER = 64 * 1024;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http;

	private final URI login;

	private final String version;

	private final Grant grant;

	TokenLogin(HttpClient http, URI login, String version, Grant grant) {
		this.http = http;
		this.login = login;
		this.version = version;
		this.grant = grant;
	}

	@Override
	public Session open() throws SoapFailure {
		URI endpoint = this.login.resolve("/services/oauth2/token");
		HttpPost post = new HttpPost(endpoint);
		post.setHeader("Accept", "application/json");
		List<NameValuePair> form = this.grant.parameters()
			.entrySet()
			.stream()
			.<NameValuePair>map((entry) -> new BasicNameValuePair(entry.getKey(), entry.getValue()))
			.toList();
		post.setEntity(new UrlEncodedFormEntity(form, StandardCharsets.UTF_8));
		TokenAnswer answer;
		try {
			answer = this.http.execute(post, TokenLogin::read);
		}
		catch (IOException ex) {
			throw NetworkFailure.of(this.login, ex);
		}
		JsonNode json = answer.json();
		if (answer.status() != 200 || json == null || !json.path("access_token").isString()) {
			throw OAuthErrors.of(this.login, answer);
		}
		return session(json.path("access_token").asString(), json.path("instance_url").asString(""));
	}

	/** The token has no expires_in: a session lasts until Salesforce refuses it. */
	private Session session(String token, String instance) throws SoapFailure {
		if (token.startsWith("eyJ") && token.chars().filter((c) -> c == '.').count() == 2) {
			throw new SoapFailure(Remedy.NONE,
					new SalesforceException.Credentials(null,
							"Salesforce issued a JWT-based access token, which its SOAP API does not accept: switch off"
									+ " \"Issue JSON Web Token (JWT)-based access tokens\" in the external client app",
							null));
		}
		try {
			URI home = instance.isBlank() ? this.login : SettingsCheck.address(instance);
			return new Session(home.resolve("/services/Soap/u/" + this.version), token);
		}
		catch (IllegalArgumentException ex) {
			throw new SoapFailure(Remedy.NONE, new SalesforceException.Unexpected(null, "The token answer of "
					+ this.login + " names an instance_url that cannot be used: " + ex.getMessage(), ex));
		}
	}

	private static TokenAnswer read(ClassicHttpResponse response) throws IOException {
		HttpEntity entity = response.getEntity();
		Header location = response.getFirstHeader("Location");
		String text = "";
		try {
			text = (entity != null) ? EntityUtils.toString(entity, StandardCharsets.UTF_8, LONGEST_ANSWER) : "";
		}
		catch (ParseException ex) {
			// A content type that cannot be read is an answer that cannot be read.
			text = "";
		}
		return new TokenAnswer(response.getCode(), json(text), (location != null) ? location.getValue() : null);
	}

	private static @Nullable JsonNode json(String text) {
		try {
			JsonNode json = JSON.readTree(text);
			return json.isObject() ? json : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/** What stands in the form that asks for a token. */
	@FunctionalInterface
	interface Grant {

		Map<String, String> parameters();

	}

	/**
	 * An answer of the token endpoint.
	 *
	 * @param status HTTP status
	 * @param json the JSON object, null when the body was something else
	 * @param location where a redirect points to
	 */
	record TokenAnswer(int status, @Nullable JsonNode json, @Nullable String location) {

	}

}
