package io.corsync.salesforce;

import java.net.URI;

import com.sforce.soap.partner.LoginResult;

/**
 * Logs in with username and password over SOAP, for API versions that still have it.
 */
final class PasswordLogin implements Login {

	private static final long LONGEST_ANSWER = 1024 * 1024;

	private final SoapExchanges exchanges;

	private final URI login;

	private final String version;

	private final String username;

	private final String password;

	PasswordLogin(SoapExchanges exchanges, URI login, String version, String username, String password) {
		this.exchanges = exchanges;
		this.login = login;
		this.version = version;
		this.username = username;
		this.password = password;
	}

	@Override
	public Session open() throws SoapFailure {
		Session anonymous = new Session(this.login.resolve("/services/Soap/u/" + this.version), "");
		LoginResult result = this.exchanges
			.once(anonymous, (connection) -> connection.login(this.username, this.password), LONGEST_ANSWER,
					new CallScope())
			.value();
		if (result.isPasswordExpired()) {
			throw new SoapFailure(Remedy.NONE,
					new SalesforceException.Credentials("PASSWORD_EXPIRED",
							"The password of " + this.username + " has expired: set a new one in Salesforce and as"
									+ " salesforce.password (SALESFORCE_PASSWORD)",
							null));
		}
		return new Session(endpoint(result.getServerUrl()), result.getSessionId());
	}

	private static URI endpoint(String serverUrl) throws SoapFailure {
		try {
			SettingsCheck.address(serverUrl.replaceFirst("(://[^/]*).*", "$1"));
			return URI.create(serverUrl);
		}
		catch (IllegalArgumentException ex) {
			throw new SoapFailure(Remedy.NONE, new SalesforceException.Unexpected(null,
					"The login names a server that cannot be used: " + ex.getMessage(), ex));
		}
	}

}
