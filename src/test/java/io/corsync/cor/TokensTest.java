package io.corsync.cor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Tokens}, through the client.
 */
@Timeout(60)
class TokensTest {

	private static final CallPermit ALWAYS = (deadline) -> {
	};

	private final TestTime time = new TestTime();

	private LoopbackCor cor;

	private CorClient client;

	@BeforeEach
	void start() throws IOException {
		this.cor = new LoopbackCor();
		this.client = TestClients.client(this.cor, this.time, "cor.max-in-flight", "64");
	}

	@AfterEach
	void stop() throws IOException {
		this.client.close();
		this.cor.close();
	}

	@Test
	void aLoginTakesOneTokenAndTheNextDoesNothing() {
		this.client.login();
		this.client.login();
		call("006A");
		assertThat(this.cor.tokenRequests).hasSize(1);
	}

	@Test
	void aTokenIsRenewedBeforeItExpires() {
		this.client.login();
		this.time.forward(Duration.ofSeconds(3545));
		call("006A");
		call("006B");
		assertThat(this.cor.calls).extracting(LoopbackCor.Request::token).containsExactly("token-2", "token-2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"expires_in\":0", ",\"expires_in\":1", ",\"expires_in\":-5", ",\"expires_in\":null",
			",\"expires_in\":\"3600\"", ",\"expires_in\":1e99", ",\"expires_in\":99999999999999999999999",
			",\"expires_in\":\"soon\"", ",\"expires_in\":{}" })
	void anOddLifeOfATokenDoesNoHarm(String life) {
		this.cor.tokenScript = (request, answer) -> answer.json(200, "{\"access_token\":\"odd\"" + life + "}");
		for (int i = 0; i < 5; i++) {
			assertThat(call("id-" + i)).isInstanceOf(CorAnswer.Accepted.class);
		}
		assertThat(this.cor.tokenRequests).hasSize(1);
	}

	@Test
	void sixtyFourThreadsThatMeetA401TakeOneToken() throws Exception {
		this.client.login();
		CyclicBarrier all = new CyclicBarrier(64);
		this.cor.script = (request, answer) -> {
			if (request.token().equals("token-1")) {
				all.await();
				answer.json(401, "{\"message\":\"jwt expired\"}");
			}
			else {
				answer.json(200, "{\"id\":7}");
			}
		};
		List<CorAnswer> answers = CorClientTest.parallel(64, (i) -> call("id-" + i));
		assertThat(answers).allMatch(CorAnswer.Accepted.class::isInstance);
		assertThat(this.cor.tokenRequests).hasSize(2);
		assertThat(this.cor.calls).hasSize(128);
	}

	@Test
	void aTokenThatEndsBeforeItServedIsTakenAnew() {
		this.cor.script = (request, answer) -> answer.json(request.token().equals("token-3") ? 200 : 401, "{\"id\":7}");
		assertThat(call("006A")).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(this.cor.tokenRequests).hasSize(3);
	}

	@Test
	void refusedFreshTokensAreAMatterOfCredentials() {
		this.cor.script = (request, answer) -> answer.json(401, "{\"message\":\"nobody\"}");
		assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(() -> call("006A"))
			.withMessageContaining("fresh token");
		assertThat(this.cor.tokenRequests).hasSize(3);
		assertThat(this.cor.calls).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void whomCorDoesNotLetInDoesNotGoOnKnocking(int status) {
		this.cor.script = (request, answer) -> answer.json(status, "{\"message\":\"nobody\"}");
		assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(() -> call("006A"));
		int calls = this.cor.calls.size();
		assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(() -> call("006B"))
			.withMessageContaining("HTTP " + status);
		assertThat(this.cor.calls).hasSize(calls);

		this.cor.script = (request, answer) -> answer.json(200, "{\"id\":7}");
		this.client.login();
		assertThat(call("006B")).isInstanceOf(CorAnswer.Accepted.class);
	}

	@Test
	void thePermitIsAskedAgainAfterA401() {
		this.cor.script = (request, answer) -> answer.json(401, "{}");
		Set<Integer> asked = ConcurrentHashMap.newKeySet();
		assertThatExceptionOfType(CorException.Stopped.class)
			.isThrownBy(() -> this.client.create(Kind.PROJECT, "006A", Payload.empty(), (deadline) -> {
				asked.add(this.cor.calls.size());
				if (!this.cor.calls.isEmpty()) {
					throw new CorException.Stopped("lease is over");
				}
			}));
		assertThat(asked).containsExactlyInAnyOrder(0, 1);
		assertThat(this.cor.calls).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403 })
	void refusedCredentialsAreSaidInPlainWords(int status) {
		this.cor.tokenScript = (request, answer) -> answer.json(status,
				"{\"error\":\"invalid_client\",\"error_description\":\"key-1-unknown secret-1\"}");
		assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(this.client::login)
			.withMessageContaining("COR_CLIENT_SECRET")
			.withMessageContaining("***")
			.withMessageNotContaining("secret-1");
		assertThat(this.cor.tokenRequests).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 404, 405 })
	void aWrongTokenUrlIsNamed(int status) {
		this.cor.tokenScript = (request, answer) -> answer.html(status);
		assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(this.client::login)
			.withMessageContaining("cor.token-url");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 408, 429, 500, 503 })
	void aTokenServiceOutOfOrderIsTriedAgainAndThenUnavailable(int status) {
		this.cor.tokenScript = (request, answer) -> answer.html(status);
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(() -> call("006A"))
			.withMessageContaining("Nothing was sent");
		assertThat(this.cor.tokenRequests).hasSize(5);
		assertThat(this.cor.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"access_token\":\"\"}", "{\"access_token\":null}", "{\"access_token\":{}}",
			"{\"access_token\":\"two words\"}", "{\"access_token\":\"a\\r\\nX-Evil: b\"}", "[]", "nothing" })
	void anUnreadableTokenIsNoToken(String body) {
		this.cor.tokenScript = (request, answer) -> answer.json(200, body);
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(this.client::login);
	}

	@Test
	void aTokenServiceThatRecoversIsEnough() {
		this.cor.tokenScript = (request, answer) -> {
			switch (this.cor.tokenRequests.size()) {
				case 1 -> answer.reset();
				case 2 -> answer.html(503);
				case 3 -> answer.json(429, "{}", "Retry-After: 20");
				default -> answer.json(200, "{\"access_token\":\"at-last\"}");
			}
		};
		assertThat(call("006A")).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(this.time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void aTokenServiceThatAsksForMuchPatienceEndsTheRun() {
		this.cor.tokenScript = (request, answer) -> answer.json(429, "{}", "Retry-After: 600");
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(this.client::login)
			.satisfies((ex) -> assertThat(ex.retryAt()).isEqualTo(TestTime.START.plusSeconds(600)));
	}

	@Test
	void allThreadsShareAFailedLogin() throws Exception {
		CyclicBarrier begun = new CyclicBarrier(64);
		this.cor.tokenScript = (request, answer) -> {
			answer.html(503);
		};
		List<String> ends = CorClientTest.parallel(64, (i) -> {
			begun.await();
			try {
				return String.valueOf(call("id-" + i));
			}
			catch (CorException.Unavailable ex) {
				return "Unavailable";
			}
		});
		assertThat(ends).containsOnly("Unavailable");
		assertThat(this.cor.calls).isEmpty();
		assertThat(this.cor.tokenRequests).hasSizeLessThan(64);
	}

	@Test
	void theTokenStaysOutOfTheAnswer() {
		this.cor.script = (request, answer) -> answer.json(400, "{\"message\":\"you sent " + request.token() + "\"}");
		assertThat(call("006A").toString()).doesNotContain("token-1").contains("you sent ***");
	}

	private CorAnswer call(String id) {
		return this.client.create(Kind.PROJECT, id, Payload.empty(), ALWAYS);
	}

}
