package io.corsync.status;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * The issuer, asked for its addresses when somebody wants to log in for the first time:
 * where it is out of order meanwhile, nights go on.
 */
final class OidcIssuer implements ClientRegistrationRepository {

	static final String ID = "oidc";

	private final OidcProperties properties;

	private @Nullable ClientRegistration registration;

	OidcIssuer(OidcProperties properties) {
		this.properties = properties;
	}

	@Override
	public synchronized @Nullable ClientRegistration findByRegistrationId(String registrationId) {
		if (!ID.equals(registrationId)) {
			return null;
		}
		if (this.registration == null) {
			this.registration = ClientRegistrations
				.fromIssuerLocation(Objects.requireNonNull(this.properties.issuer()).toString())
				.registrationId(ID)
				.clientId(Objects.requireNonNull(this.properties.clientId()))
				.clientSecret(Objects.requireNonNull(this.properties.clientSecret()))
				.scope("openid", "email", "profile")
				.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
				.build();
		}
		return this.registration;
	}

}
