package io.corsync.salesforce;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;

import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the way to log in that {@code salesforce.auth} names.
 */
final class Logins {

	private Logins() {
	}

	/**
	 * The way to log in.
	 * @param settings settings without problems
	 * @param http for OAuth
	 * @param exchanges for SOAP
	 * @param clock what the time is
	 * @return the login
	 */
	static Login of(SalesforceProperties settings, HttpClient http, SoapExchanges exchanges, Clock clock) {
		URI login = settings.login();
		String version = settings.version();
		return switch (LoginWay.of(settings.auth()).orElseThrow()) {
			case CLIENT_CREDENTIALS ->
				new TokenLogin(http, login, version, () -> Map.of("grant_type", "client_credentials", "client_id",
						given(settings.clientId()), "client_secret", given(settings.clientSecret())));
			case JWT_BEARER -> new TokenLogin(http, login, version, jwt(settings, login, clock));
			case PASSWORD ->
				new PasswordLogin(exchanges, login, version, given(settings.username()), given(settings.password()));
		};
	}

	private static JwtGrant jwt(SalesforceProperties settings, URI login, Clock clock) {
		String audience = settings.audience();
		try {
			return new JwtGrant(given(settings.clientId()), given(settings.username()),
					(audience == null || audience.isBlank()) ? JwtGrant.audienceOf(login) : audience.strip(),
					PrivateKeys.read(given(settings.privateKey()), settings.privateKeyPassphrase()), clock);
		}
		catch (GeneralSecurityException ex) {
			throw new SalesforceException.Credentials(null,
					"salesforce.private-key (SALESFORCE_PRIVATE_KEY) " + ex.getMessage(), ex);
		}
	}

	private static String given(@Nullable String value) {
		if (value == null) {
			throw new IllegalStateException("settings were not checked");
		}
		return value.strip();
	}

}
