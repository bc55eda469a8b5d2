package io.corsync.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static io.corsync.sandbox.RunningCor.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The token service.
 */
class CorTokensTests {

	private static final String GOOD = CorTokens.API_KEY + ":" + CorTokens.CLIENT_SECRET;

	private RunningCor cor;

	@BeforeEach
	void start() throws Exception {
		this.cor = new RunningCor();
	}

	@AfterEach
	void stop() {
		this.cor.close();
	}

	@Test
	void givesATokenForKeyAndSecret() throws Exception {
		ObjectNode answer = json(this.cor.token("grant_type=client_credentials", GOOD));

		assertThat(answer.path("token_type").stringValue()).isEqualTo("Bearer");
		assertThat(answer.path("expires_in").longValue()).isEqualTo(3600);
		assertThat(answer.path("access_token").stringValue()).isNotEmpty();
		assertThat(answer.path("refresh_token").stringValue()).isNotEmpty();
	}

	@Test
	void refusesWrongCredentialsAndGrants() throws Exception {
		assertThat(this.cor.token("grant_type=client_credentials", CorTokens.API_KEY + ":wrong").statusCode())
			.isEqualTo(401);
		assertThat(this.cor.token("grant_type=password", GOOD).statusCode()).isEqualTo(400);
	}

	@Test
	void refreshesOnce() throws Exception {
		String refresh = json(this.cor.token("grant_type=client_credentials", GOOD)).path("refresh_token")
			.stringValue();

		HttpResponse<String> first = this.cor.call("POST", "/v1/oauth/refreshtoken", "refresh_token=" + refresh,
				"application/x-www-form-urlencoded");
		HttpResponse<String> second = this.cor.call("POST", "/v1/oauth/refreshtoken", "refresh_token=" + refresh,
				"application/x-www-form-urlencoded");

		assertThat(json(first).path("access_token").stringValue()).isNotEmpty();
		assertThat(second.statusCode()).isEqualTo(401);
	}

	@Test
	void endsATokenAfterItsTime() throws Exception {
		this.cor.behave("{\"tokenSeconds\":60}");
		this.cor.login();
		this.cor.pass(Duration.ofSeconds(59));
		assertThat(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"").statusCode()).isEqualTo(201);

		this.cor.pass(Duration.ofSeconds(1));

		assertThat(this.cor.post("clients", "\"id\":\"A2\",\"name\":\"x\"").statusCode()).isEqualTo(401);
		assertThat(this.cor.get("/v1/projects").statusCode()).isEqualTo(401);
	}

}
