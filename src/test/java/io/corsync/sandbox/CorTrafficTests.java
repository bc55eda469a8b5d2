package io.corsync.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as a violation, and what does not.
 */
@Timeout(60)
class CorTrafficTests {

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

	private long count(CorViolation violation) {
		return this.cor.world().violations().counts().get(violation);
	}

	private List<Integer> postAtOnce(int count) throws Exception {
		this.cor.fault("{\"effect\":\"hang_before\",\"times\":" + count + "}");
		List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			posts.add(this.cor.postLater("clients", A1));
		}
		this.cor.world().pauses().awaitHanging(count);
		this.cor.world().pauses().release();
		List<Integer> statuses = new ArrayList<>();
		for (CompletableFuture<HttpResponse<String>> post : posts) {
			statuses.add(post.get().statusCode());
		}
		return statuses;
	}

	@Test
	void countsEveryDoubleThatARaceMakes() throws Exception {
		this.cor.behave("{\"uniqueness\":\"RACY\"}");

		assertThat(postAtOnce(8)).containsOnly(201);
		assertThat(count(CorViolation.DOUBLED_ENTITY)).isEqualTo(7);
		assertThat(count(CorViolation.OVERLAPPING_POSTS)).isEqualTo(7);
		assertThat(this.cor.world().company().all(CorKind.CLIENTS)).hasSize(8);
	}

	@Test
	void letsOneOfARaceWinByDefault() throws Exception {
		assertThat(postAtOnce(8)).containsOnlyOnce(201).filteredOn((status) -> status == 409).hasSize(7);
		assertThat(count(CorViolation.DOUBLED_ENTITY)).isZero();
		assertThat(count(CorViolation.OVERLAPPING_POSTS)).isEqualTo(7);
		assertThat(this.cor.world().company().all(CorKind.CLIENTS)).hasSize(1);
	}

	@Test
	void countsNoOverlapForOtherIdsOrVerbsOrKinds() throws Exception {
		this.cor.post("clients", "\"id\":\"A0\",\"name\":\"x\"");
		this.cor.fault("{\"effect\":\"hang_before\"}");
		CompletableFuture<HttpResponse<String>> hanging = this.cor.postLater("clients", A1);
		this.cor.world().pauses().awaitHanging(1);

		this.cor.post("clients", "\"id\":\"A2\",\"name\":\"x\"");
		this.cor.put("clients", "A1", "\"name\":\"x\"");
		this.cor.post("contracts", "\"id\":\"A1\",\"name\":\"x\",\"client_id\":\"A0\"");

		this.cor.world().pauses().release();
		hanging.get();
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void countsNoOverlapWithACallThatWasGivenUp() throws Exception {
		this.cor.fault("{\"effect\":\"hang_before\"}");
		CompletableFuture<HttpResponse<String>> hanging = this.cor.postLater("clients", A1);
		this.cor.world().pauses().awaitHanging(1);
		this.cor.pass(Duration.ofSeconds(31));

		assertThat(this.cor.post("clients", A1).statusCode()).isEqualTo(201);

		this.cor.world().pauses().release();
		assertThat(hanging.get().statusCode()).isEqualTo(409);
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void countsNoOverlapWithADroppedCall() throws Exception {
		this.cor.fault("{\"effect\":\"drop_before\"}");
		this.cor.postLater("clients", A1).exceptionally((lost) -> null).get();

		this.cor.post("clients", A1);

		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void countsCallsDuringAHoldButNotThoseUnderWay() throws Exception {
		this.cor.fault("{\"effect\":\"too_many\",\"retryAfter\":\"10\"}");
		this.cor.post("clients", A1);

		this.cor.put("clients", "A1", "\"name\":\"x\"");
		assertThat(count(CorViolation.CALL_DURING_HOLD)).as("under way").isZero();
		this.cor.pass(Duration.ofSeconds(5));
		this.cor.put("clients", "A1", "\"name\":\"x\"");
		assertThat(count(CorViolation.CALL_DURING_HOLD)).isOne();
		this.cor.pass(Duration.ofSeconds(5));
		this.cor.put("clients", "A1", "\"name\":\"x\"");
		assertThat(count(CorViolation.CALL_DURING_HOLD)).as("the hold is over").isOne();
	}

	@Test
	void limitsTheRate() throws Exception {
		this.cor.behave("{\"ratePerSecond\":2,\"retryAfterSeconds\":3}");

		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			statuses.add(this.cor.post("clients", "\"id\":\"A" + i + "\",\"name\":\"x\"").statusCode());
		}
		assertThat(statuses).containsExactly(201, 201, 429, 429);
		assertThat(this.cor.world().company().all(CorKind.CLIENTS)).hasSize(2);
		this.cor.pass(Duration.ofSeconds(3));
		HttpResponse<String> later = this.cor.post("clients", A1);
		assertThat(later.statusCode()).isEqualTo(409);
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void saysWhenToComeBackAsTold() throws Exception {
		this.cor.behave("{\"ratePerSecond\":1,\"retryAfter\":\"DATE\",\"retryAfterSeconds\":60}");
		this.cor.post("clients", A1);
		assertThat(this.cor.post("clients", A1).headers().firstValue("Retry-After"))
			.contains("Mon, 23 Nov 2026 09:16:30 GMT");
		this.cor.behave("{\"retryAfter\":\"NONE\"}");
		assertThat(this.cor.post("clients", A1).headers().firstValue("Retry-After")).isEmpty();
	}

	@Test
	void countsCallsOverTheStatedCeiling() throws Exception {
		this.cor.behave("{\"inFlightCeiling\":2}");
		this.cor.fault("{\"effect\":\"hang_before\",\"times\":3}");
		List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			posts.add(this.cor.postLater("clients", "\"id\":\"A" + i + "\",\"name\":\"x\""));
			this.cor.world().pauses().awaitHanging(i + 1);
		}
		this.cor.world().pauses().release();
		for (CompletableFuture<HttpResponse<String>> post : posts) {
			post.get();
		}

		assertThat(count(CorViolation.OVER_CEILING)).isOne();
		assertThat(this.cor.world().traffic().peak()).isEqualTo(3);
	}

}
