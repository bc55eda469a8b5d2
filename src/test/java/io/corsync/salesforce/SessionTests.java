package io.corsync.salesforce;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class SessionTests {

	private final SoapServer server = new SoapServer();

	private final SteppingClock clock = new SteppingClock();

	private final SoapSalesforce salesforce = Settings.salesforce(this.server, this.clock);

	@AfterEach
	void stop() {
		this.salesforce.close();
		this.server.close();
	}

	@Test
	void touchesNothingBeforeItIsAsked() {
		assertThat(this.salesforce.usage()).isEmpty();
		assertThat(this.salesforce.link("006000000000001AAA")).hasPath("/006000000000001AAA");
		assertThat(this.server.tokenRequests).isEmpty();
	}

	@Test
	void takesATokenWithoutAnExpiryAndKeepsIt() {
		this.salesforce.serverTime();
		this.salesforce.serverTime();
		assertThat(this.server.tokenRequests).singleElement()
			.asString()
			.contains("grant_type=client_credentials", "client_id=consumer-key", "client_secret=consumer-secret");
		assertThat(this.server.requests).extracting(SoapServer.Request::path).containsOnly("/services/Soap/u/65.0");
	}

	@Test
	void logsInAgainWhenTheSessionEnds() {
		this.server.sessionLasts = 1;
		for (int i = 0; i < 5; i++) {
			assertThat(this.salesforce.serverTime()).isEqualTo("2026-11-23T10:00:00.123Z");
		}
		assertThat(this.server.tokenRequests).hasSize(5);
	}

	@Test
	void saysThatSessionsEndAtOnceInsteadOfLoggingInForEver() {
		this.server.sessionLasts = 0;
		assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("ends every new session at once")
			.extracting(SalesforceException::code)
			.isEqualTo("INVALID_SESSION_ID");
		assertThat(this.server.tokenRequests).hasSize(2);
		this.server.sessionLasts = 5;
		assertThat(this.salesforce.serverTime()).isNotNull();
	}

	@Test
	void oneThreadLogsInForAll() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Object>> calls = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				calls.add(this.salesforce::serverTime);
			}
			for (Future<Object> call : threads.invokeAll(calls)) {
				assertThat(call.get()).isNotNull();
			}
			assertThat(this.server.tokenRequests).hasSize(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void saysThatSoapTakesNoJwtShapedToken() {
		this.server.tokens.add(new SoapServer.Token(200, "{\"access_token\":\"eyJhbGciOi.eyJzdWIi.c2ln\"}"));
		assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("JWT")
			.withMessageNotContaining("eyJ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					invalid_client        | invalid client credentials                                  | SALESFORCE_CLIENT_SECRET
					invalid_client_id     | client identifier invalid                                   | SALESFORCE_CLIENT_ID
					invalid_grant         | request not supported on this domain                        | My Domain
					invalid_grant         | no client credentials user enabled                          | user to run as
					invalid_grant         | audience is invalid                                         | SALESFORCE_AUDIENCE
					unsupported_grant_type| grant type not supported                                    | switch the flow
					inactive_user         | user is inactive                                            | activate
					invalid_app_access    | user is not admin approved to access this app               | pre-authorize
					something_new         | who knows                                                   | Login History
					""")
	void explainsWhyTheLoginWasRefused(String error, String description, String remedy) {
		this.server.tokens.add(new SoapServer.Token(400,
				"{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}"));
		assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining(error)
			.withMessageContaining(description)
			.withMessageContaining(remedy)
			.extracting(SalesforceException::code)
			.isEqualTo(error);
	}

	@Test
	void waitsForALoginThatIsOutOfOrder() {
		this.server.tokens.add(new SoapServer.Token(503, ""));
		this.server.tokens.add(new SoapServer.Token(200, "<html>maintenance</html>"));
		this.server.tokens.add(new SoapServer.Token(400,
				"{\"error\":\"invalid_grant\",\"error_description\":\"login rate exceeded\"}"));
		assertThat(this.salesforce.serverTime()).isNotNull();
		assertThat(this.clock.pauses).hasSize(3);
	}

	@Test
	void followsNoRedirect() {
		this.server.tokens
			.add(new SoapServer.Token(302, "", Map.of("Location", "https://elsewhere.example.com/?secret=1")));
		assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("elsewhere.example.com")
			.withMessageNotContaining("secret=1")
			.withMessageContaining("My Domain");
	}

	@Test
	void sendsNoTokenToAnInstanceInTheOpen() {
		this.server.tokens.add(
				new SoapServer.Token(200, "{\"access_token\":\"00D!x\",\"instance_url\":\"http://evil.example.com\"}"));
		assertThatExceptionOfType(SalesforceException.Unexpected.class).isThrownBy(this.salesforce::serverTime)
			.withMessageContaining("http://evil.example.com");
	}

	@Test
	void vouchesForTheUserWithASignedJwt() throws Exception {
		KeyPair pair = Pem.pair();
		String pem = Pem.pkcs8(pair.getPrivate());
		try (SoapSalesforce jwt = new SoapSalesforce(Settings.of(Map.of("login-url", this.server.url(), "auth",
				"jwt-bearer", "client-id", "consumer-key", "username", "sync@example.com", "private-key", pem)),
				this.clock, this.clock)) {
			jwt.serverTime();
		}
		String form = this.server.tokenRequests.get(0);
		assertThat(form).contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer");
		String[] parts = form.replaceAll(".*assertion=([^&]*).*", "$1").split("\\.");
		String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
		assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)).contains("RS256");
		assertThat(claims).isEqualTo("{\"aud\":\"https://login.salesforce.com\",\"exp\":"
				+ this.clock.instant().plus(Duration.ofMinutes(2)).getEpochSecond()
				+ ",\"iss\":\"consumer-key\",\"sub\":\"sync@example.com\"}");
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(pair.getPublic());
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "https://login.salesforce.com,https://login.salesforce.com",
			"https://test.salesforce.com,https://test.salesforce.com",
			"https://agency.my.salesforce.com,https://login.salesforce.com",
			"https://agency--dev.sandbox.my.salesforce.com,https://test.salesforce.com" })
	void choosesTheAudienceByTheAddress(URI login, String audience) {
		assertThat(JwtGrant.audienceOf(login)).isEqualTo(audience);
	}

	@Test
	void readsEveryFormOfPrivateKey(@TempDir Path directory) throws Exception {
		PrivateKey key = Pem.key();
		Path file = Files.writeString(directory.resolve("key.pem"), Pem.pkcs8(key));
		assertThat(PrivateKeys.read(file.toString(), null)).isEqualTo(key);
		assertThat(PrivateKeys.read(Pem.traditional(key), null)).isEqualTo(key);
		assertThat(PrivateKeys.read(Pem.encrypted(key, "open sesame"), "open sesame")).isEqualTo(key);
		assertThat(PrivateKeys.read(Pem.pkcs8(key).replace("\n", "\\n"), null)).isEqualTo(key);
	}

	@Test
	void saysWhatIsWrongWithAPrivateKey() throws Exception {
		String encrypted = Pem.encrypted(Pem.key(), "open sesame");
		assertThat(keyProblem(encrypted, "")).contains("there is no passphrase");
		assertThat(keyProblem(encrypted, "wrong")).contains("passphrase is wrong");
		assertThat(keyProblem("no-such-file.pem", "")).contains("cannot be read");
		assertThat(keyProblem("-----BEGIN CERTIFICATE-----", "")).contains("holds no PEM private key");
	}

	private static String keyProblem(String key, String passphrase) {
		List<String> problems = Settings
			.of(Map.of("login-url", "https://login.salesforce.com", "auth", "jwt-bearer", "client-id", "c", "username",
					"u", "private-key", key, "private-key-passphrase", passphrase))
			.problems();
		assertThat(problems).singleElement().asString().contains("salesforce.private-key (SALESFORCE_PRIVATE_KEY)");
		return problems.get(0);
	}

	@Test
	void logsInWithAPasswordOverSoap() {
		try (SoapSalesforce password = new SoapSalesforce(Settings.of(Map.of("login-url", this.server.url(), "auth",
				"password", "username", "sync@example.com", "password", "secret<token>")), this.clock, this.clock)) {
			password.serverTime();
		}
		assertThat(this.server.requests).extracting(SoapServer.Request::operation)
			.containsExactly("login", "getServerTimestamp");
		assertThat(this.server.requests.get(0).path()).isEqualTo("/services/Soap/u/64.0");
		assertThat(this.server.requests.get(0).body()).contains("sync@example.com", "secret&lt;token");
	}

	@Test
	void explainsARefusedPassword() {
		this.server.script
			.add(SoapServer.faulty("INVALID_LOGIN", "Invalid username, password, security token; or user locked out."));
		try (SoapSalesforce password = new SoapSalesforce(Settings.of(Map.of("login-url", this.server.url(), "auth",
				"password", "username", "sync@example.com", "password", "hush")), this.clock, this.clock)) {
			assertThatExceptionOfType(SalesforceException.Credentials.class).isThrownBy(password::serverTime)
				.withMessageContaining("SALESFORCE_PASSWORD")
				.withMessageNotContaining("hush");
		}
	}

}
