package io.corsync.salesforce;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SalesforcePropertiesTests {

	@Test
	void reportsAllProblemsAtOnceWithKeyVariableAndRemedy() {
		SalesforceProperties settings = Settings
			.of(Map.of("page-size", "5", "proxy", "nowhere", "api-version", "70", "organization-id", "001"));
		assertThat(settings.problems()).hasSize(7)
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.login-url", "SALESFORCE_LOGIN_URL",
					"https://example.my.salesforce.com"))
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.client-id", "SALESFORCE_CLIENT_ID"))
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.client-secret"))
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.page-size", "200 to 2000"))
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.proxy", "host:port"))
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.api-version", "65.0"))
			.anySatisfy((problem) -> assertThat(problem).contains("salesforce.organization-id", "00D"));
		assertThatExceptionOfType(SalesforceException.Credentials.class)
			.isThrownBy(() -> SoapSalesforce.connect(settings, new SteppingClock()).serverTime())
			.withMessageContaining("login-url")
			.withMessageContaining("organization-id");
	}

	@Test
	void acceptsPlainHttpOnLoopbackOnly() {
		assertThat(Settings.clientCredentials("http://127.0.0.1:8080").problems()).isEmpty();
		assertThat(Settings.clientCredentials("http://localhost:8080").problems()).isEmpty();
		assertThat(Settings.clientCredentials("http://example.my.salesforce.com").problems()).singleElement()
			.asString()
			.contains("https://");
		assertThat(Settings.clientCredentials("http://localhost.example.com").problems()).hasSize(1);
	}

	@Test
	void saysThatClientCredentialsNeedTheMyDomain() {
		assertThat(Settings.clientCredentials("https://login.salesforce.com").problems()).singleElement()
			.asString()
			.contains("My Domain");
	}

	@Test
	void refusesPasswordLoginsAboveTheLastVersionThatHasThem() {
		Map<String, String> password = Map.of("login-url", "https://login.salesforce.com", "auth", "password",
				"username", "u", "password", "p");
		assertThat(Settings.of(password).problems()).isEmpty();
		assertThat(Settings.of(password).version()).isEqualTo("64.0");
		Map<String, String> newer = new java.util.HashMap<>(password);
		newer.put("api-version", "65");
		assertThat(Settings.of(newer).problems()).singleElement().asString().contains("64.0", "client-credentials");
	}

	@Test
	void namesTheKnownLoginsWhenOneIsNot() {
		assertThat(Settings.clientCredentials("https://example.my.salesforce.com", "auth", "magic").problems())
			.singleElement()
			.asString()
			.contains("salesforce.auth", "client-credentials, jwt-bearer or password");
	}

	@Test
	void showsNoSecrets() {
		assertThat(Settings
			.clientCredentials("https://example.my.salesforce.com", "password", "hush", "private-key", "-----BEGIN",
					"private-key-passphrase", "open")
			.toString()).contains("https://example.my.salesforce.com")
			.doesNotContain("consumer-secret", "consumer-key", "hush", "BEGIN", "open");
	}

	@Test
	void readsTheProxyWithAndWithoutScheme() {
		for (String proxy : new String[] { "proxy.example.com:3128", "http://proxy.example.com:3128" }) {
			assertThat(Settings.clientCredentials("https://example.my.salesforce.com", "proxy", proxy).problems())
				.isEmpty();
		}
	}

}
