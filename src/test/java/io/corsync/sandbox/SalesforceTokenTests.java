package io.corsync.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets a token and who does not.
 */
class SalesforceTokenTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private SalesforceLoopback salesforce;

	private static KeyPair keys;

	@BeforeAll
	static void generateKeys() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		keys = generator.generateKeyPair();
	}

	@BeforeEach
	void start() throws Exception {
		this.salesforce = new SalesforceLoopback(
				new SalesforceWorld(SampleOrg.of(1, 1), Clock.fixed(SalesforceLoopback.NOW, ZoneOffset.UTC),
						OrgCredentials.sample().withJwtKey(keys.getPublic())));
	}

	@AfterEach
	void stop() {
		this.salesforce.close();
	}

	private String ask(String body, String... headers) throws Exception {
		return this.salesforce.send("POST", SalesforceToken.PATH, FORM, body, headers).body();
	}

	@Test
	void givesATokenToTheClientWithItsSecretInTheForm() throws Exception {
		String answer = ask("grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret");
		assertThat(answer)
			.contains("\"access_token\":\"00D", "\"instance_url\":\"" + this.salesforce.address + "\"",
					"\"token_type\":\"Bearer\"")
			.doesNotContain("expires_in", "refresh_token");
		String token = answer.replaceAll(".*\"access_token\":\"(.*?)\".*", "$1");
		assertThat(this.salesforce.connection(token, false).getUserInfo()).isNotNull();
	}

	@Test
	void givesATokenToTheClientWithItsSecretInTheHeader() throws Exception {
		String basic = Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes());
		assertThat(ask("grant_type=client_credentials", "Authorization", "Basic " + basic)).contains("access_token");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			grant_type=client_credentials&client_id=x&client_secret=sandbox-secret | invalid_client_id
			grant_type=client_credentials&client_id=sandbox-client&client_secret=x | invalid_client
			grant_type=client_credentials                                          | invalid_client_id
			grant_type=password&username=x                                         | unsupported_grant_type
			nothing                                                                | unsupported_grant_type
			grant_type=%zz                                                         | invalid_request
			grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x     | invalid_grant
			""")
	void refuses(String body, String error) throws Exception {
		var answer = this.salesforce.send("POST", SalesforceToken.PATH, FORM, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"error\":\"" + error + "\"", "error_description");
	}

	@Test
	void givesATokenForASignedAssertion() throws Exception {
		assertThat(ask(jwt("RS256", "sandbox-client", "login", 170, keys.getPrivate()))).contains("\"00D")
			.doesNotContain("issued_at");
	}

	@Test
	void refusesAssertionsOfOthers() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		PrivateKey other = generator.generateKeyPair().getPrivate();
		PrivateKey own = keys.getPrivate();
		assertThat(ask(jwt("RS256", "sandbox-client", "login", 170, other))).contains("invalid_grant");
		assertThat(ask(jwt("none", "sandbox-client", "login", 170, own))).contains("algorithm");
		assertThat(ask(jwt("RS256", "other", "login", 170, own))).contains("invalid_client_id");
		assertThat(ask(jwt("RS256", "sandbox-client", "test", 170, own))).contains("audience is invalid");
		assertThat(ask(jwt("RS256", "sandbox-client", "login", 181, own))).contains("3 minutes");
		assertThat(ask(jwt("RS256", "sandbox-client", "login", -1, own))).contains("expired");
	}

	@Test
	void failsAsScripted() throws Exception {
		this.salesforce.world.faults().add(SalesforceFault.fault("token", 1, "inactive_user", "user is inactive"));
		assertThat(ask("grant_type=client_credentials")).contains("inactive_user", "user is inactive");
	}

	@Test
	void keepsSecretsOutOfItsText() {
		assertThat(OrgCredentials.sample().toString()).doesNotContain("secret", "password");
	}

	private static String jwt(String algorithm, String client, String host, long seconds, PrivateKey key)
			throws Exception {
		String text = base64("{\"alg\":\"" + algorithm + "\"}") + "."
				+ base64("{\"iss\":\"" + client + "\",\"sub\":\"" + OrgCredentials.sample().username()
						+ "\",\"aud\":\"https://" + host + ".salesforce.com\",\"exp\":"
						+ SalesforceLoopback.NOW.plusSeconds(seconds).getEpochSecond() + "}");
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(key);
		signature.update(text.getBytes(StandardCharsets.US_ASCII));
		return "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + text + "."
				+ Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
