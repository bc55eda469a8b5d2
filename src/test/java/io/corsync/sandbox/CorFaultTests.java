package io.corsync.sandbox;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.corsync.sandbox.RunningCor.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every fault, and what the company holds after it.
 */
@Timeout(60)
class CorFaultTests {

	private static final String A1 = "\"id\":\"A1\",\"name\":\"Acme\"";

	private RunningCor cor;

	@BeforeEach
	void start() throws Exception {
		this.cor = new RunningCor();
	}

	@AfterEach
	void stop() {
		this.cor.close();
	}

	private boolean exists(String id) {
		return this.cor.world().company().knows(CorKind.CLIENTS, id);
	}

	@Test
	void answersWhatItIsTold() throws Exception {
		this.cor.fault("{\"effect\":\"answer\",\"status\":418,\"body\":\"{\\\"message\\\":\\\"tea\\\"}\"}");

		HttpResponse<String> answer = this.cor.post("clients", A1);

		assertThat(answer.statusCode()).isEqualTo(418);
		assertThat(answer.body()).isEqualTo("{\"message\":\"tea\"}");
		assertThat(exists("A1")).isFalse();
		assertThat(this.cor.post("clients", A1).statusCode()).as("once is once").isEqualTo(201);
	}

	@Test
	void answersAPageBeforeOrAfterTheWork() throws Exception {
		this.cor.fault("{\"effect\":\"html\",\"id\":\"A1\"}");
		this.cor.fault("{\"effect\":\"html\",\"id\":\"A2\",\"status\":503,\"processed\":true}");

		HttpResponse<String> before = this.cor.post("clients", A1);
		HttpResponse<String> after = this.cor.post("clients", "\"id\":\"A2\",\"name\":\"x\"");

		assertThat(before.statusCode()).isEqualTo(502);
		assertThat(before.headers().firstValue("Content-Type")).contains("text/html");
		assertThat(exists("A1")).isFalse();
		assertThat(after.statusCode()).isEqualTo(503);
		assertThat(exists("A2")).isTrue();
	}

	@Test
	void dropsTheConnectionBeforeTheWork() {
		this.cor.fault("{\"effect\":\"drop_before\"}");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		assertThat(exists("A1")).isFalse();
		assertThat(this.cor.world().calls().of("A1")).singleElement()
			.satisfies((line) -> assertThat(line.note()).isEqualTo("DROP_BEFORE"));
	}

	@Test
	void dropsTheConnectionAfterTheWork() throws Exception {
		this.cor.fault("{\"effect\":\"drop_after\"}");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		assertThat(exists("A1")).isTrue();
		assertThat(json(this.cor.post("clients", A1)).path("name").stringValue()).isEqualTo("DuplicateExternalIdError");
	}

	@Test
	void carriesOutLateWhatItDropped() {
		this.cor.fault("{\"effect\":\"drop_then_process\",\"millis\":3600000}");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		assertThat(exists("A1")).isFalse();
		assertThat(this.cor.world().later().runAll()).isEqualTo(1);
		assertThat(exists("A1")).isTrue();
		assertThat(this.cor.world().later().runAll()).as("once").isZero();
		assertThat(this.cor.world().calls().counts()).containsEntry("POST clients", 1L);
		assertThat(this.cor.world().calls().of("A1")).extracting(CorCallLog.Line::note)
			.containsExactly("DROP_THEN_PROCESS", "carried out late: 201");
	}

	@Test
	void carriesOutLateByItself() throws Exception {
		this.cor.fault("{\"effect\":\"drop_then_process\",\"millis\":1}");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		while (!exists("A1")) {
			Thread.onSpinWait();
		}
		assertThat(this.cor.world().company().all(CorKind.CLIENTS)).hasSize(1);
	}

	@Test
	void refusesLateWhatWasRepeatedInTheMeantime() throws Exception {
		this.cor.fault("{\"effect\":\"drop_then_process\",\"millis\":3600000}");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		this.cor.post("clients", A1);

		this.cor.world().later().runAll();

		assertThat(this.cor.world().company().all(CorKind.CLIENTS)).hasSize(1);
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void doublesLateWhatWasRepeatedTooEarlyInARacyCor() throws Exception {
		this.cor.behave("{\"uniqueness\":\"RACY\"}");
		this.cor.fault("{\"effect\":\"drop_then_process\",\"millis\":3600000}");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		this.cor.post("clients", A1);

		this.cor.world().later().runAll();

		assertThat(this.cor.world().company().all(CorKind.CLIENTS)).hasSize(2);
		assertThat(this.cor.world().violations().counts()).containsEntry(CorViolation.DOUBLED_ENTITY, 1L);
	}

	@Test
	void hangsBeforeTheWorkUntilReleased() throws Exception {
		this.cor.fault("{\"effect\":\"hang_before\"}");

		CompletableFuture<HttpResponse<String>> answer = this.cor.postLater("clients", A1);
		this.cor.world().pauses().awaitHanging(1);
		assertThat(exists("A1")).isFalse();
		assertThat(answer).isNotDone();
		this.cor.world().pauses().release();

		assertThat(answer.get().statusCode()).isEqualTo(201);
	}

	@Test
	void hangsAfterTheWorkUntilReleased() throws Exception {
		this.cor.fault("{\"effect\":\"hang_after\"}");

		CompletableFuture<HttpResponse<String>> answer = this.cor.postLater("clients", A1);
		this.cor.world().pauses().awaitHanging(1);
		assertThat(exists("A1")).isTrue();
		assertThat(answer).isNotDone();
		this.cor.world().pauses().release();

		assertThat(answer.get().statusCode()).isEqualTo(201);
	}

	@Test
	void servesOthersWhileManyHang() throws Exception {
		this.cor.fault("{\"effect\":\"hang_before\",\"times\":80,\"id\":\"H.*\"}");
		List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
		for (int i = 0; i < 80; i++) {
			hanging.add(this.cor.postLater("clients", "\"id\":\"H" + i + "\",\"name\":\"x\""));
		}
		this.cor.world().pauses().awaitHanging(80);

		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(201);

		this.cor.world().pauses().release();
		for (CompletableFuture<HttpResponse<String>> answer : hanging) {
			assertThat(answer.get().statusCode()).isEqualTo(201);
		}
		assertThat(this.cor.world().traffic().peak()).isEqualTo(81);
		assertThat(this.cor.world().traffic().inFlight()).isZero();
	}

	@Test
	void cutsTheAnswerAfterTheWork() {
		this.cor.fault("{\"effect\":\"cut\"}");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.cor.post("clients", A1));
		assertThat(exists("A1")).isTrue();
	}

	@Test
	void answersAnUnreadableSuccessAfterTheWork() throws Exception {
		this.cor.fault("{\"effect\":\"unreadable\"}");

		HttpResponse<String> answer = this.cor.post("clients", A1);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(CorJson.object(answer.body().getBytes(StandardCharsets.UTF_8))).isNull();
		assertThat(exists("A1")).isTrue();
	}

	@Test
	void dripsAWholeAnswer() throws Exception {
		this.cor.fault("{\"effect\":\"drip\",\"millis\":1}");

		assertThat(json(this.cor.post("clients", A1)).path("name").stringValue()).isEqualTo("Acme");
	}

	@Test
	void asksForPatience() throws Exception {
		this.cor.fault("{\"effect\":\"too_many\",\"retryAfter\":\"7\"}");
		this.cor.fault("{\"effect\":\"too_many\",\"retryAfter\":\"date:90\"}");
		this.cor.fault("{\"effect\":\"too_many\"}");

		HttpResponse<String> seconds = this.cor.post("clients", A1);
		HttpResponse<String> date = this.cor.post("clients", A1);
		HttpResponse<String> none = this.cor.post("clients", A1);

		assertThat(List.of(seconds.statusCode(), date.statusCode(), none.statusCode())).containsOnly(429);
		assertThat(seconds.headers().firstValue("Retry-After")).contains("7");
		assertThat(date.headers().firstValue("Retry-After")).contains("Mon, 23 Nov 2026 09:17:00 GMT");
		assertThat(none.headers().firstValue("Retry-After")).isEmpty();
		assertThat(exists("A1")).isFalse();
	}

	@Test
	void refusesAGoodTokenOnce() throws Exception {
		this.cor.fault("{\"effect\":\"unauthorized\"}");

		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(401);
		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(201);
	}

	@Test
	void endsAllTokens() throws Exception {
		this.cor.fault("{\"effect\":\"expire_tokens\"}");

		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(401);
		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(401);
		this.cor.login();
		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(201);
	}

	@Test
	void meetsTheTokenServiceToo() throws Exception {
		this.cor.fault("{\"effect\":\"html\",\"kind\":\"token\",\"status\":503}");

		assertThat(this.cor.token("grant_type=client_credentials", "a:b").statusCode()).isEqualTo(503);
	}

	@Test
	void meetsTheChosenCallsOnly() throws Exception {
		this.cor.fault("{\"effect\":\"answer\",\"verb\":\"PUT\",\"kind\":\"clients\",\"id\":\"A.*\",\"skip\":1,"
				+ "\"times\":2,\"status\":500}");
		this.cor.post("clients", A1);
		this.cor.post("clients", "\"id\":\"B1\",\"name\":\"x\"");

		List<Integer> statuses = new ArrayList<>();
		for (String id : List.of("A1", "B1", "A1", "B1", "A1", "A1")) {
			statuses.add(this.cor.put("clients", id, "\"name\":\"y\"").statusCode());
		}

		assertThat(statuses).containsExactly(200, 200, 500, 200, 500, 200);
	}

	@Test
	void drawsTheSameCallsForTheSameSeedInAnyOrder() {
		CorFault often = CorFault.of(RunningCor.object("{\"effect\":\"cut\",\"times\":0,\"probability\":0.3}"));
		List<String> forwards = drawn(11, often, false);

		assertThat(drawn(11, often, true)).containsExactlyInAnyOrderElementsOf(forwards);
		assertThat(drawn(12, often, false)).isNotEqualTo(forwards);
		assertThat(forwards).hasSizeBetween(220, 380);
	}

	private static List<String> drawn(long seed, CorFault fault, boolean backwards) {
		CorFaults faults = new CorFaults(seed);
		faults.add(fault);
		List<String> met = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			String id = "O" + (backwards ? 999 - i : i);
			CorCall call = new CorCall("POST", "/", "projects", id, "", Map.of(), "", "", new byte[0], null);
			faults.next(call).ifPresent((drawn) -> met.add(id));
		}
		return met;
	}

	@Test
	void refusesAFaultItDoesNotUnderstand() {
		for (String json : List.of("{}", "{\"effect\":\"explode\"}", "{\"effect\":\"cut\",\"when\":1}",
				"{\"effect\":\"cut\",\"id\":\"(\"}", "{\"effect\":\"too_many\",\"retryAfter\":\"soon\"}")) {
			assertThatIllegalArgumentException().as(json).isThrownBy(() -> this.cor.fault(json));
		}
	}

	@Test
	void takesTheTimeItIsTold() throws Exception {
		this.cor.behave("{\"latencyMillis\":30}");
		long start = System.nanoTime();

		this.cor.post("clients", A1);

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
	}

}
