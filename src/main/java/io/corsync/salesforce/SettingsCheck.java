package io.corsync.salesforce;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;

/**
 * Finds what does not fit in the {@code salesforce} settings, and says the remedy.
 */
final class SettingsCheck {

	/**
	 * The version of the published stubs: one element of a later version that they do not
	 * know would fail a whole answer.
	 */
	static final int STUBS_VERSION = 65;

	/** SOAP login() does not exist from API 65 on. */
	static final int LAST_VERSION_WITH_LOGIN = 64;

	private static final int SMALLEST_PAGE = 200;

	private static final int LARGEST_PAGE = 2000;

	private static final Pattern VERSION = Pattern.compile("\\d{1,3}(\\.0)?");

	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

	private final SalesforceProperties settings;

	private final List<String> problems = new ArrayList<>();

	SettingsCheck(SalesforceProperties settings) {
		this.settings = settings;
	}

	List<String> problems() {
		loginUrl();
		LoginWay.of(this.settings.auth())
			.ifPresentOrElse(this::credentials, () -> problem("auth", "'" + this.settings.auth() + "' is not known",
					"use client-credentials, jwt-bearer or password"));
		version();
		ranges();
		proxy();
		organization();
		return List.copyOf(this.problems);
	}

	private void loginUrl() {
		if (isBlank(this.settings.loginUrl())) {
			problem("login-url", "is missing",
					"set it to the org's My Domain, such as https://example.my.salesforce.com (Setup, My Domain)");
			return;
		}
		try {
			URI login = address(this.settings.loginUrl());
			if (LoginWay.CLIENT_CREDENTIALS.is(this.settings.auth()) && isSharedLogin(login)) {
				problem("login-url", login + " does not answer client credentials",
						"set it to the org's My Domain, such as https://example.my.salesforce.com (Setup, My Domain)");
			}
		}
		catch (IllegalArgumentException ex) {
			problem("login-url", String.valueOf(ex.getMessage()),
					"give an address such as https://example.my.salesforce.com");
		}
	}

	private void credentials(LoginWay way) {
		switch (way) {
			case CLIENT_CREDENTIALS -> {
				required("client-id", this.settings.clientId(),
						"it is the Consumer Key of the external client app in Salesforce");
				required("client-secret", this.settings.clientSecret(),
						"it is the Consumer Secret of the external client app in Salesforce");
			}
			case JWT_BEARER -> {
				required("client-id", this.settings.clientId(),
						"it is the Consumer Key of the external client app in Salesforce");
				required("username", this.settings.username(), "it is the Salesforce user to work as");
				privateKey();
			}
			case PASSWORD -> {
				required("username", this.settings.username(), "it is the Salesforce user to work as");
				required("password", this.settings.password(),
						"it is the user's password with the security token behind it");
			}
		}
	}

	private void privateKey() {
		String key = this.settings.privateKey();
		if (isBlank(key)) {
			required("private-key", key, "it is the PEM text, or the path of a PEM file, whose certificate stands in"
					+ " the external client app");
			return;
		}
		try {
			PrivateKeys.read(key, this.settings.privateKeyPassphrase());
		}
		catch (GeneralSecurityException ex) {
			problem("private-key", String.valueOf(ex.getMessage()),
					"give an RSA key as PEM text or a PEM file's path"
							+ " (openssl genpkey -algorithm RSA makes one), and the passphrase of an encrypted one as"
							+ " salesforce.private-key-passphrase");
		}
	}

	private void version() {
		String version = this.settings.version();
		if (!VERSION.matcher(version).matches()) {
			problem("api-version", "'" + version + "' is not a version", "leave it out, or give one such as 65.0");
			return;
		}
		int number = (int) Double.parseDouble(version);
		if (this.settings.isPassword() && number > LAST_VERSION_WITH_LOGIN) {
			problem("api-version",
					version + " has no login with username and password: Salesforce took it away with 65",
					"set it to 64.0 or leave it out; better, set salesforce.auth to client-credentials");
		}
		else if (number > STUBS_VERSION) {
			problem("api-version", version + " is newer than this program understands",
					"set it to " + STUBS_VERSION + ".0 or leave it out; Salesforce keeps older versions working");
		}
	}

	private void ranges() {
		int pageSize = this.settings.pageSize();
		if (pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE) {
			problem("page-size", pageSize + " is outside Salesforce's limits", "give a number from 200 to 2000");
		}
		if (this.settings.connectTimeout().toMillis() < 1) {
			problem("connect-timeout", this.settings.connectTimeout() + " is no time", "give one such as 10s");
		}
		if (this.settings.readTimeout().toMillis() < 1) {
			problem("read-timeout", this.settings.readTimeout() + " is no time", "give one such as 20s");
		}
	}

	private void proxy() {
		String proxy = this.settings.proxy();
		if (!isBlank(proxy)) {
			try {
				proxy(proxy);
			}
			catch (IllegalArgumentException ex) {
				problem("proxy", "is not the address of a proxy", "give host:port, such as proxy.example.com:3128");
			}
		}
	}

	private void organization() {
		String id = this.settings.organizationId();
		if (!isBlank(id)) {
			try {
				if (!SalesforceId.parse(id).value().startsWith("00D")) {
					problem("organization-id", "'" + id + "' is not the id of an org",
							"give the id that starts with 00D (Setup, Company Information)");
				}
			}
			catch (IllegalArgumentException ex) {
				problem("organization-id", String.valueOf(ex.getMessage()),
						"give the id that starts with 00D (Setup, Company Information)");
			}
		}
	}

	private void required(String key, @Nullable String value, String meaning) {
		if (isBlank(value)) {
			problem(key, "is missing", "set it for salesforce.auth " + this.settings.auth() + "; " + meaning);
		}
	}

	private void problem(String key, String what, String remedy) {
		String variable = "SALESFORCE_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
		this.problems.add("salesforce." + key + " (" + variable + ") " + what + ": " + remedy);
	}

	/**
	 * Reads the address of a Salesforce server.
	 * @param text an address, or a host name
	 * @return scheme, host and port
	 * @throws IllegalArgumentException when it is none, or would carry secrets in the
	 * open
	 */
	static URI address(@Nullable String text) {
		String address = (text != null) ? text.strip() : "";
		URI uri = URI.create(address.contains("://") ? address : "https://" + address);
		String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
		if (uri.getHost() == null || uri.getRawUserInfo() != null
				|| !(scheme.equals("https") || scheme.equals("http"))) {
			throw new IllegalArgumentException("'" + address + "' is not the address of a server");
		}
		if (scheme.equals("http") && !isLoopback(uri.getHost())) {
			throw new IllegalArgumentException("'" + address
					+ "' would send secrets in the open: plain http:// is for this machine only, use https://");
		}
		return URI.create(scheme + "://" + uri.getHost() + ((uri.getPort() >= 0) ? ":" + uri.getPort() : ""));
	}

	/**
	 * Reads the address of a proxy.
	 * @param text {@code host:port} or {@code http://host:port}
	 * @return host and port as an address
	 */
	static URI proxy(String text) {
		String address = text.strip();
		URI uri = URI.create(address.contains("://") ? address : "http://" + address);
		if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1
				|| uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException("not host:port");
		}
		return uri;
	}

	static boolean isSharedLogin(URI login) {
		return login.getHost().equalsIgnoreCase("login.salesforce.com")
				|| login.getHost().equalsIgnoreCase("test.salesforce.com");
	}

	private static boolean isLoopback(String host) {
		return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
	}

	@Contract("null -> true")
	private static boolean isBlank(@Nullable String text) {
		return text == null || text.isBlank();
	}

}
