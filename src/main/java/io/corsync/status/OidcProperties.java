package io.corsync.status;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may log in through an issuer of OpenID Connect, in place of accounts or beside
 * them; the settings may be unsound, {@link #problems()} tells.
 *
 * @param issuer the issuer's address, null for no such login
 * @param clientId what the issuer calls this program
 * @param clientSecret the secret that goes with it
 * @param claim what of a person is compared
 * @param operators values of it that make an operator
 * @param viewers values of it that make a viewer
 */
@ConfigurationProperties("serve.oidc")
public record OidcProperties(@Nullable URI issuer, @Nullable String clientId, @Nullable String clientSecret,
		@DefaultValue("email") String claim, @DefaultValue List<String> operators, @DefaultValue List<String> viewers) {

	/** Secrets from files end in a line break more often than not. */
	public OidcProperties {
		issuer = (issuer == null || issuer.toString().isBlank()) ? null : issuer;
		clientId = stripped(clientId);
		clientSecret = stripped(clientSecret);
	}

	private static @Nullable String stripped(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/** Whether there is such a login. */
	boolean on() {
		return this.issuer != null;
	}

	/**
	 * What keeps these settings from working.
	 * @return sentences that name key, value and remedy; empty when all is well
	 */
	List<String> problems() {
		List<String> problems = new ArrayList<>();
		if (this.issuer == null) {
			if (this.clientId != null || this.clientSecret != null || !this.operators.isEmpty()
					|| !this.viewers.isEmpty()) {
				problems.add(
						"serve.oidc.issuer (SERVE_OIDC_ISSUER) is empty, while other settings of serve.oidc are there. Set the issuer's address, such as https://login.example.com.");
			}
			return problems;
		}
		if (!"https".equals(this.issuer.getScheme()) && !loopback(this.issuer)) {
			problems.add(
					"serve.oidc.issuer (SERVE_OIDC_ISSUER) is %s. Set an address that begins with https://; plain http is for this machine only."
						.formatted(this.issuer));
		}
		if (this.clientId == null) {
			problems.add(
					"serve.oidc.client-id (SERVE_OIDC_CLIENT_ID) is empty. Register this program with the issuer, and set the id that it gives.");
		}
		if (this.clientSecret == null) {
			problems.add(
					"serve.oidc.client-secret (SERVE_OIDC_CLIENT_SECRET) is empty. Set the secret that the issuer gives with the id.");
		}
		if (this.claim.isBlank()) {
			problems.add(
					"serve.oidc.claim (SERVE_OIDC_CLAIM) is empty. Set email, or the claim that lists a person's groups.");
		}
		if (this.operators.isEmpty() && this.viewers.isEmpty()) {
			problems.add(
					"serve.oidc.operators and serve.oidc.viewers (SERVE_OIDC_OPERATORS, SERVE_OIDC_VIEWERS) are empty, so nobody could log in. Set who may, by e-mail address.");
		}
		return problems;
	}

	private static boolean loopback(URI issuer) {
		try {
			return "http".equals(issuer.getScheme()) && issuer.getHost() != null
					&& InetAddress.getByName(issuer.getHost()).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	/** Without the secret. */
	@Override
	public String toString() {
		return "OidcProperties[issuer=%s, clientId=%s, claim=%s, operators=%s, viewers=%s]".formatted(this.issuer,
				this.clientId, this.claim, this.operators, this.viewers);
	}

}
