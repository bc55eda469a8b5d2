package io.corsync.salesforce;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach and read the Salesforce org; {@link #problems()} says in words what does
 * not fit.
 *
 * @param loginUrl the org's My Domain
 * @param auth the way to log in
 * @param clientId consumer key of the external client app
 * @param clientSecret consumer secret, for {@code client-credentials}
 * @param username the user, for {@code jwt-bearer} and {@code password}
 * @param password password and security token, for {@code password}
 * @param privateKey PEM text or a file's path, for {@code jwt-bearer}
 * @param privateKeyPassphrase passphrase of the private key
 * @param audience audience of the JWT, when the one that fits the login address is wrong
 * @param proxy HTTP proxy, {@code host:port}
 * @param apiVersion version of the SOAP API
 * @param pageSize most rows in a page
 * @param organizationId the only org that may be read
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest silence of the server
 */
@ConfigurationProperties("salesforce")
public record SalesforceProperties(@Nullable String loginUrl, @DefaultValue("client-credentials") String auth,
		@Nullable String clientId, @Nullable String clientSecret, @Nullable String username, @Nullable String password,
		@Nullable String privateKey, @Nullable String privateKeyPassphrase, @Nullable String audience,
		@Nullable String proxy, @Nullable String apiVersion, @DefaultValue("2000") int pageSize,
		@Nullable String organizationId, @DefaultValue("10s") Duration connectTimeout,
		@DefaultValue("20s") Duration readTimeout) {

	/**
	 * What keeps these settings from working, all at once; nothing is called for it.
	 * @return sentences that name key, environment name and remedy; empty when all is
	 * well
	 */
	public List<String> problems() {
		return new SettingsCheck(this).problems();
	}

	/**
	 * The address to log in at, without a path.
	 * @return scheme, host and port
	 */
	URI login() {
		return SettingsCheck.address(this.loginUrl);
	}

	/**
	 * The API version in the form that addresses carry.
	 * @return such as {@code 65.0}
	 */
	String version() {
		if (this.apiVersion == null || this.apiVersion.isBlank()) {
			return isPassword() ? SettingsCheck.LAST_VERSION_WITH_LOGIN + ".0" : SettingsCheck.STUBS_VERSION + ".0";
		}
		String version = this.apiVersion.strip();
		return version.contains(".") ? version : version + ".0";
	}

	boolean isPassword() {
		return LoginWay.PASSWORD.is(this.auth);
	}

	@Override
	public String toString() {
		return "SalesforceProperties[loginUrl=" + this.loginUrl + ", auth=" + this.auth + ", clientId="
				+ masked(this.clientId) + ", clientSecret=" + masked(this.clientSecret) + ", username=" + this.username
				+ ", password=" + masked(this.password) + ", privateKey=" + masked(this.privateKey)
				+ ", privateKeyPassphrase=" + masked(this.privateKeyPassphrase) + ", audience=" + this.audience
				+ ", proxy=" + masked(this.proxy) + ", apiVersion=" + this.apiVersion + ", pageSize=" + this.pageSize
				+ ", organizationId=" + this.organizationId + ", connectTimeout=" + this.connectTimeout
				+ ", readTimeout=" + this.readTimeout + "]";
	}

	/** Whether a secret is there helps; its length would already say too much. */
	private static String masked(@Nullable String secret) {
		return (secret == null || secret.isEmpty()) ? "none" : "****";
	}

}
