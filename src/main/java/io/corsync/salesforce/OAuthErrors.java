package io.corsync.salesforce;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the errors of Salesforce's token endpoint mean, with the remedy.
 */
final class OAuthErrors {

	private static final String CLIENT = "check salesforce.client-id (SALESFORCE_CLIENT_ID) and salesforce.client-secret"
			+ " (SALESFORCE_CLIENT_SECRET) against Consumer Key and Secret of the external client app; a new app takes"
			+ " up to 10 minutes to work";

	private static final Map<String, String> REMEDIES = Map.ofEntries(Map.entry("invalid_client", CLIENT),
			Map.entry("invalid_client_id", CLIENT), Map.entry("invalid_client_credentials", CLIENT),
			Map.entry("invalid_grant",
					"for client-credentials, salesforce.login-url has to be the org's My Domain and the external client"
							+ " app needs the client credentials flow switched on with a user to run as; for jwt-bearer, check"
							+ " salesforce.username, that the app holds the certificate of salesforce.private-key, that the"
							+ " user is pre-authorized for it, and this machine's clock"),
			Map.entry("unsupported_grant_type", "switch the flow of salesforce.auth on in the external client app"),
			Map.entry("unauthorized_client", "switch the flow of salesforce.auth on in the external client app"),
			Map.entry("inactive_user", "the Salesforce user is inactive or locked: activate it, or name another"),
			Map.entry("inactive_org", "the Salesforce org is closed, locked or suspended: ask Salesforce"),
			Map.entry("invalid_app_access",
					"pre-authorize the user for the external client app by a profile or permission set"),
			Map.entry("app_not_found", "install the external client app in this org, or correct salesforce.client-id"),
			Map.entry("invalid_scope", "give the external client app the scope 'api'"),
			Map.entry("invalid_request", "check salesforce.login-url and the keys of salesforce.auth"));

	private static final String OTHERWISE = "look up the login in Setup, Login History, and check the external client app";

	private OAuthErrors() {
	}

	static SoapFailure of(URI login, TokenLogin.TokenAnswer answer) {
		JsonNode json = answer.json();
		int status = answer.status();
		if (json != null && json.path("error").isString()) {
			return refused(login, status, json.path("error").asString(), json.path("error_description").asString(""));
		}
		if (status >= 500 || status == 429 || status == 408 || (status == 200 && json == null)) {
			return new SoapFailure(Remedy.REPEAT, new SalesforceException.Unavailable(null,
					"Salesforce's login at " + login + " is out of order (HTTP " + status + "): try later", null));
		}
		if (status >= 300 && status < 400) {
			return credentials(null, "The login at " + login + " points elsewhere (" + host(answer.location())
					+ "): set salesforce.login-url (SALESFORCE_LOGIN_URL) to the org's My Domain", null);
		}
		if (status == 404 || status == 405) {
			return credentials(null, "There is no Salesforce login at " + login + " (HTTP " + status
					+ "): set salesforce.login-url (SALESFORCE_LOGIN_URL) to the org's My Domain", null);
		}
		return credentials(null, "The login at " + login + " answered HTTP " + status
				+ " without a reason: check salesforce.login-url (SALESFORCE_LOGIN_URL) and the proxy", null);
	}

	private static SoapFailure refused(URI login, int status, String error, String description) {
		String lower = (error + " " + description).toLowerCase(Locale.ROOT);
		if (error.equals("server_error") || error.equals("temporarily_unavailable") || error.equals("unknown_error")
				|| status >= 500 || status == 429 || lower.contains("rate exceeded")
				|| lower.contains("retry your request")) {
			return new SoapFailure(Remedy.REPEAT, new SalesforceException.Unavailable(error,
					"Salesforce's login is out of order (" + text(error, description) + "): try later", null));
		}
		if (lower.contains("not supported on this domain")) {
			return credentials(error,
					login + " does not answer this kind of login (" + text(error, description)
							+ "): set salesforce.login-url (SALESFORCE_LOGIN_URL) to the org's My Domain, such as"
							+ " https://example.my.salesforce.com",
					null);
		}
		if (lower.contains("audience")) {
			return credentials(error,
					"Salesforce refused the login (" + text(error, description)
							+ "): set salesforce.audience (SALESFORCE_AUDIENCE) to https://login.salesforce.com, or"
							+ " https://test.salesforce.com for a sandbox",
					null);
		}
		String key = error.toLowerCase(Locale.ROOT);
		return credentials(error, "Salesforce refused the login (" + text(error, description) + "): "
				+ REMEDIES.getOrDefault(key, OTHERWISE), null);
	}

	private static SoapFailure credentials(@Nullable String code, String message, @Nullable Throwable cause) {
		return new SoapFailure(Remedy.NONE, new SalesforceException.Credentials(code, message, cause));
	}

	private static String text(String error, String description) {
		return description.isEmpty() ? error : error + ": " + description;
	}

	/** A redirect's query may carry anything, the host is enough. */
	private static String host(@Nullable String location) {
		try {
			return (location != null) ? String.valueOf(URI.create(location).getHost()) : "nowhere";
		}
		catch (IllegalArgumentException ex) {
			return "an unreadable address";
		}
	}

}
