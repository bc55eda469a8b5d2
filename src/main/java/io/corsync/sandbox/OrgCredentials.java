package io.corsync.sandbox;

import java.security.PublicKey;

import org.jspecify.annotations.Nullable;

/**
 * Who may log in to the org.
 *
 * @param clientId consumer key of the connected app
 * @param clientSecret its secret
 * @param username the integration's user
 * @param password the user's password with the security token, for login()
 * @param jwtKey the key that proves a JWT bearer, null to take any signature
 */
record OrgCredentials(String clientId, String clientSecret, String username, String password,
		@Nullable PublicKey jwtKey) {

	/**
	 * Well-known credentials of an org that holds nothing but sample data.
	 */
	static OrgCredentials sample() {
		return new OrgCredentials("sandbox-client", "sandbox-secret", "integracion@agencia-andina.example",
				"sandbox-password", null);
	}

	OrgCredentials withJwtKey(PublicKey key) {
		return new OrgCredentials(this.clientId, this.clientSecret, this.username, this.password, key);
	}

	@Override
	public String toString() {
		return "OrgCredentials[" + this.clientId + ", " + this.username + "]";
	}

}
