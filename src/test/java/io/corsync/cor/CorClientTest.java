package io.corsync.cor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CorClient} against a server on loopback that behaves as badly as
 * servers do.
 */
@Timeout(60)
class CorClientTest {

	private static final CallPermit ALWAYS = (deadline) -> {
	};

	private static final Payload WON = Payload.of(Map.of("name", text("Won"), "estimated", number("12500.50")));

	private final TestTime time = new TestTime();

	private final List<AutoCloseable> opened = new ArrayList<>();

	private LoopbackCor cor;

	@BeforeEach
	void start() throws IOException {
		this.cor = new LoopbackCor();
		this.opened.add(this.cor);
	}

	@AfterEach
	void stop() throws Exception {
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
	}

	@Test
	void createsWithIdFieldsAndSource() {
		CorAnswer answer = client().create(Kind.PROJECT, "006A", WON, ALWAYS);
		assertThat(answer).isEqualTo(new CorAnswer.Accepted("7", "3", ""));
		LoopbackCor.Request request = this.cor.calls.get(0);
		assertThat(request.method() + " " + request.path()).isEqualTo("POST /v2/integrations/projects");
		assertThat(request.headers()).containsEntry("content-type", "application/json")
			.containsEntry("authorization", "Bearer token-1");
		assertThat(Json.read(request.body())).isEqualTo(Json
			.read("{\"estimated\":12500.5,\"id\":\"006A\",\"metadata\":{\"source\":\"SALESFORCE\"},\"name\":\"Won\"}"));
		assertThat(this.cor.tokenRequests).singleElement().satisfies((token) -> {
			assertThat(token.path()).isEqualTo("/token?grant_type=client_credentials");
			assertThat(token.headers()).containsEntry("authorization", "Basic a2V5LTE6c2VjcmV0LTE=");
		});
	}

	@Test
	void updatesWithTheIdInThePathOnly() {
		client().update(Kind.CLIENT, "a/b c+?", Payload.empty(), ALWAYS);
		LoopbackCor.Request request = this.cor.calls.get(0);
		assertThat(request.method() + " " + request.path()).isEqualTo("PUT /v2/integrations/clients/a%2Fb%20c%2B%3F");
		assertThat(request.body()).isEqualTo("{\"metadata\":{\"source\":\"SALESFORCE\"}}");
	}

	@Test
	void numbersStayExactAndPlain() {
		Payload payload = Payload.of(Map.of("estimated", number("1E+15"), "value", number("0.00000001"), "hours",
				number("12345678901234567890.123456789")));
		client().create(Kind.PROJECT, "006A", payload, ALWAYS);
		assertThat(this.cor.calls.get(0).body()).contains(":1000000000000000,", ":0.00000001",
				":12345678901234567890.123456789");
	}

	@Test
	void namesOutsideAsciiArriveUnharmed() {
		client().create(Kind.CLIENT, "001A", Payload.of(Map.of("name", text("Ñandú 日本 😀 \u0000"))), ALWAYS);
		assertThat(Json.read(this.cor.calls.get(0).body()).get("name").asString()).isEqualTo("Ñandú 日本 😀 \u0000");
	}

	@Test
	void gzipAndChunksAreRead() {
		this.cor.script = (request, answer) -> {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
				gzip.write("{\"id\":9}".getBytes(StandardCharsets.UTF_8));
			}
			answer.write(200, "application/json", bytes.toByteArray(), "Content-Encoding: gzip");
		};
		CorClient client = client();
		assertThat(client.create(Kind.CLIENT, "001A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
		this.cor.script = (request, answer) -> answer
			.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"id\r\n4\r\n\":9}\r\n0\r\n\r\n");
		assertThat(client.create(Kind.CLIENT, "001A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
	}

	@Test
	void anAnswerThatDripsIsCutAtTheDeadline() {
		this.cor.script = (request, answer) -> {
			answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
			drip(answer);
		};
		assertUnclear("READ_TIMEOUT", client("cor.read-timeout", "300ms"));
	}

	@Test
	void headersThatDripAreCutAtTheDeadline() {
		this.cor.script = (request, answer) -> {
			answer.raw("HTTP/1.1 200 OK\r\n");
			drip(answer);
		};
		assertUnclear("READ_TIMEOUT", client("cor.read-timeout", "300ms"));
	}

	/** Waits for bytes that never come; each time-out sends one more. */
	private static void drip(LoopbackCor.Answer answer) throws IOException {
		answer.socket().setSoTimeout(20);
		for (int i = 0; i < 1000; i++) {
			answer.raw("x");
			try {
				answer.hang();
				return;
			}
			catch (SocketTimeoutException ex) {
				// next byte
			}
		}
	}

	@Test
	void silenceIsCutAtTheDeadline() {
		this.cor.script = (request, answer) -> answer.hang();
		assertUnclear("READ_TIMEOUT", client("cor.read-timeout", "300ms"));
	}

	@Test
	void aResetAfterTheRequestIsUnclear() {
		this.cor.script = (request, answer) -> answer.reset();
		assertUnclear("CONNECTION_RESET", client());
	}

	@Test
	void aConnectionClosedWithoutAnAnswerIsUnclear() {
		this.cor.script = (request, answer) -> answer.close();
		assertUnclear("CONNECTION_CLOSED", client());
	}

	@Test
	void aResetInTheMiddleOfTheAnswerIsUnclear() {
		CountDownLatch cut = new CountDownLatch(1);
		this.cor.script = (request, answer) -> {
			answer.raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":7");
			answer.reset();
			cut.countDown();
		};
		CorAnswer answer = client().create(Kind.PROJECT, "006A", WON, ALWAYS);
		assertThat(answer).isInstanceOf(CorAnswer.Unclear.class);
		assertThat(this.cor.calls).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n{\"id\":7}",
			"Transfer-Encoding: chunked\r\n\r\n8\r\n{\"id\":7}\r\n", "\r\n{\"id\":7" })
	void aCutAnswerIsUnclear(String rest) {
		this.cor.script = (request, answer) -> {
			answer.raw("HTTP/1.1 201 Created\r\n" + rest);
			answer.close();
		};
		assertThat(client().create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Unclear.class);
		assertThat(this.cor.calls).hasSize(1);
	}

	@Test
	void anEndlessAnswerIsNotReadToItsEnd() {
		this.cor.script = (request, answer) -> {
			answer.raw("HTTP/1.1 200 OK\r\n\r\n{\"id\":7,\"x\":\"");
			byte[] much = new byte[64 * 1024];
			while (true) {
				answer.socket().getOutputStream().write(much);
			}
		};
		assertUnclear("ANSWER_TOO_LARGE", client());
	}

	@Test
	void somethingThatIsNotHttpIsUnclear() {
		this.cor.script = (request, answer) -> {
			answer.raw("SSH-2.0-OpenSSH_9.6\r\n\r\n");
			answer.close();
		};
		assertThat(client().create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Unclear.class);
		assertThat(this.cor.calls).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void aServerErrorIsUnclearAndNeverSentAgain(int status) {
		this.cor.script = (request, answer) -> answer.html(status);
		CorAnswer.Unclear unclear = assertUnclear("HTTP_" + status, client());
		assertThat(unclear.raw()).contains("Please come back");
	}

	@Test
	void redirectsAreNotFollowedAndCookiesNotKept() {
		this.cor.script = (request, answer) -> answer.json(307, "", "Location: " + this.cor.url() + "/elsewhere",
				"Set-Cookie: a=b");
		CorClient client = client();
		assertUnclear("HTTP_307", client);
		client.create(Kind.PROJECT, "006A", WON, ALWAYS);
		assertThat(this.cor.calls).hasSize(2).noneMatch((request) -> request.headers().containsKey("cookie"));
	}

	@Test
	void aConnectionTheServerClosedWhileIdleMakesNoDoubt() throws Exception {
		CountDownLatch closed = new CountDownLatch(20);
		this.cor.script = (request, answer) -> {
			answer.json(200, "{\"id\":7}");
			answer.close();
			closed.countDown();
		};
		CorClient client = client();
		for (int i = 0; i < 20; i++) {
			assertThat(client.create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
			while (closed.getCount() > 19 - i) {
				Thread.onSpinWait();
			}
		}
		assertThat(this.cor.calls).hasSize(20);
	}

	@Test
	void connectionsAreReused() {
		CorClient client = client();
		for (int i = 0; i < 20; i++) {
			client.create(Kind.PROJECT, "006A", WON, ALWAYS);
		}
		assertThat(this.cor.connections).hasValueLessThanOrEqualTo(2);
	}

	@Test
	void aRefusedConnectionIsTriedAgainAndThenNotSent() throws IOException {
		CorClient client = client("cor.base-url", "http://127.0.0.1:" + unusedPort());
		AtomicInteger permits = new AtomicInteger();
		CorAnswer answer = client.create(Kind.PROJECT, "006A", WON, (deadline) -> permits.incrementAndGet());
		assertThat(answer).isInstanceOfSatisfying(CorAnswer.NotSent.class,
				(notSent) -> assertThat(notSent.cause()).isEqualTo("CONNECTION_REFUSED"));
		assertThat(permits).as("COR serves nobody, so attempts go on for 30 seconds").hasValueGreaterThan(5);
		assertThat(this.time.passed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
	}

	@Test
	void anUnknownHostIsNotSent() {
		CorClient client = client("cor.base-url", "https://cor.invalid");
		assertThat(client.create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOfSatisfying(CorAnswer.NotSent.class,
				(notSent) -> assertThat(notSent.cause()).isEqualTo("UNKNOWN_HOST"));
	}

	@Test
	void aFailedHandshakeIsNotSent() {
		CorClient client = client("cor.base-url", this.cor.url().replace("http:", "https:"), "cor.read-timeout", "2s");
		assertThat(client.create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.NotSent.class);
	}

	@Test
	void whileOthersAreServedTheAttemptsAreCounted() {
		this.cor.script = (request, answer) -> {
			if (request.body().contains("006A")) {
				answer.json(429, "{}");
			}
			else {
				answer.json(200, "{\"id\":1}");
			}
		};
		CorClient client = client();
		CorAnswer answer = client.create(Kind.PROJECT, "006A", WON, new CallPermit() {

			private boolean inner;

			@Override
			public void require(Duration deadline) {
				if (!this.inner) {
					this.inner = true;
					client.create(Kind.PROJECT, "006B", WON, ALWAYS);
					this.inner = false;
				}
			}

		});
		assertThat(answer).isInstanceOfSatisfying(CorAnswer.NotSent.class,
				(notSent) -> assertThat(notSent.cause()).isEqualTo("TOO_MANY_REQUESTS"));
		assertThat(this.cor.calls).filteredOn((request) -> request.body().contains("006A")).hasSize(5);
	}

	@Test
	void retryAfterInSecondsIsKept() {
		refuseOnce("Retry-After: 7");
		assertThat(client().create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(this.time.passed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
	}

	@Test
	void retryAfterAsADateIsKept() {
		refuseOnce("Retry-After: "
				+ DateTimeFormatter.RFC_1123_DATE_TIME.format(TestTime.START.plusSeconds(90).atOffset(ZoneOffset.UTC)));
		assertThat(client().create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(this.time.passed()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(92));
	}

	@Test
	void aRetryAfterDateIsComparedWithTheServersClock() {
		refuseOnce("Date: Mon, 01 Jun 2020 00:00:00 GMT", "Retry-After: Mon, 01 Jun 2020 00:00:30 GMT");
		client().create(Kind.PROJECT, "006A", WON, ALWAYS);
		assertThat(this.time.passed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "-5", "0", "Mon, 01 Jun 2020 00:00:00 GMT", "" })
	void aRetryAfterThatSaysNothingIsAPause(String value) {
		refuseOnce("Retry-After: " + value);
		assertThat(client().create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(this.time.passed()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "121", "99999999999999999999" })
	void aRetryAfterBeyondTwoMinutesEndsTheRun(String value) {
		refuseOnce("Retry-After: " + value);
		CorClient client = client();
		assertThatExceptionOfType(CorException.Unavailable.class)
			.isThrownBy(() -> client.create(Kind.PROJECT, "006A", WON, ALWAYS))
			.satisfies((ex) -> assertThat(ex.retryAt()).isAfterOrEqualTo(TestTime.START.plusSeconds(121)));
		assertThatExceptionOfType(CorException.Unavailable.class)
			.isThrownBy(() -> client.create(Kind.PROJECT, "006B", WON, ALWAYS));
		assertThat(this.cor.calls).hasSize(1);
	}

	private void refuseOnce(String... headers) {
		this.cor.script = (request, answer) -> {
			if (this.cor.calls.size() == 1) {
				answer.json(429, "{\"message\":\"slow down\"}", headers);
			}
			else {
				answer.json(200, "{\"id\":7}");
			}
		};
	}

	@Test
	void anOverloadedCorsRetryAfterHoldsTheOthers() {
		this.cor.script = (request, answer) -> {
			if (this.cor.calls.size() == 1) {
				answer.json(503, "{\"message\":\"busy\"}", "Retry-After: 7");
			}
			else {
				answer.json(200, "{\"id\":7}");
			}
		};
		CorClient client = client();
		assertThat(client.create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Unclear.class);
		assertThat(this.time.passed()).isZero();
		assertThat(client.create(Kind.PROJECT, "006B", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(this.time.passed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
		assertThat(client.pace().refused()).isOne();
	}

	@Test
	void aStormOf429LosesNothing() throws Exception {
		Random random = new Random(42);
		Set<String> created = ConcurrentHashMap.newKeySet();
		this.cor.script = (request, answer) -> {
			boolean refused;
			synchronized (random) {
				// Refused whatever its pace, a client would go slower and slower.
				refused = this.cor.calls.size() < 60 && random.nextInt(3) > 0;
			}
			if (refused) {
				answer.json(429, "{}");
				return;
			}
			String id = Json.read(request.body()).get("id").asString();
			answer.json(created.add(id) ? 200 : 500, "{\"id\":1}");
		};
		CorClient client = fastClient("cor.max-attempts", "20");
		List<CorAnswer> answers = parallel(64, (i) -> client.create(Kind.PROJECT, "id-" + i, WON, ALWAYS));
		assertThat(answers).as("seed 42").hasSize(64).allMatch(CorAnswer.Accepted.class::isInstance);
		assertThat(created).hasSize(64);
	}

	@Test
	void neverMoreCallsAreInFlightThanAllowed() throws Exception {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		this.cor.script = (request, answer) -> {
			most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
			Thread.yield();
			inFlight.decrementAndGet();
			answer.json(200, "{\"id\":7}");
		};
		CorClient client = client("cor.max-in-flight", "4");
		parallel(64, (i) -> client.create(Kind.PROJECT, "id-" + i, WON, ALWAYS));
		assertThat(most).hasValueLessThanOrEqualTo(4);
		assertThat(this.cor.connections).hasValueLessThanOrEqualTo(5 + 1);
	}

	@Test
	void anOutageStopsAfterFewDoubts() throws Exception {
		this.cor.script = (request, answer) -> answer.html(503);
		CorClient client = fastClient();
		List<CorAnswer> answers = parallel(200, (i) -> {
			try {
				return client.create(Kind.PROJECT, "id-" + i, WON, ALWAYS);
			}
			catch (CorException.Unavailable ex) {
				return null;
			}
		});
		assertThat(answers.stream().filter(CorAnswer.Unclear.class::isInstance)).hasSizeBetween(8, 40);
		assertThat(answers.stream().filter(Objects::isNull)).hasSizeGreaterThan(150);
		this.cor.script = (request, answer) -> answer.json(200, "{\"id\":7}");
		client.login();
		assertThat(client.create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
	}

	@Test
	void aHangingCorStopsAllCallsWithinAMinute() throws Exception {
		this.cor.script = (request, answer) -> answer.hang();
		FastTime fast = new FastTime();
		// The deadline is real time: 30 s of the fast clock.
		CorClient client = TestClients.client(this.cor, fast, "cor.read-timeout", "1500ms");
		this.opened.add(0, client);
		List<CorAnswer> answers = parallel(100, (i) -> {
			try {
				return client.create(Kind.PROJECT, "id-" + i, WON, ALWAYS);
			}
			catch (CorException.Unavailable ex) {
				assertThat(Duration.between(TestTime.START, fast.instant())).isLessThan(Duration.ofSeconds(60));
				return null;
			}
		});
		assertThat(answers.stream().filter(CorAnswer.Unclear.class::isInstance)).hasSizeBetween(8, 12);
		assertThat(this.cor.calls).hasSizeBetween(8, 12);
	}

	@Test
	void anUnreachableCorEndsTheRunForAllRowsTogether() throws Exception {
		CorClient client = fastClient("cor.base-url", "http://127.0.0.1:" + unusedPort());
		List<String> ends = parallel(40, (i) -> {
			try {
				return client.create(Kind.PROJECT, "id-" + i, WON, ALWAYS).getClass().getSimpleName();
			}
			catch (CorException.Unavailable ex) {
				return "Unavailable";
			}
		});
		assertThat(ends.stream().filter("Unavailable"::equals)).hasSizeGreaterThan(20);
	}

	@Test
	void thePermitIsAskedWithTheDeadlineAndMayStopTheCall() {
		CorClient client = client();
		AtomicReference<Duration> asked = new AtomicReference<>();
		assertThatExceptionOfType(CorException.Stopped.class)
			.isThrownBy(() -> client.create(Kind.PROJECT, "006A", WON, (deadline) -> {
				asked.set(deadline);
				throw new CorException.Stopped("lease is over");
			}))
			.withMessage("lease is over");
		assertThat(asked).hasValue(Duration.ofSeconds(10));
		assertThat(this.cor.calls).isEmpty();
	}

	@Test
	void aPermitThatTookLongerThanTheDeadlineSendsNothing() {
		CorClient client = client("cor.read-timeout", "50ms", "cor.max-attempts", "1");
		this.time.forward(Duration.ofSeconds(1));
		CorAnswer answer = client.create(Kind.PROJECT, "006A", WON, (deadline) -> {
			this.time.forward(Duration.ofSeconds(40));
			long late = System.nanoTime() + deadline.toNanos();
			while (System.nanoTime() < late) {
				Thread.onSpinWait();
			}
		});
		assertThat(answer).isInstanceOf(CorAnswer.NotSent.class);
		assertThat(this.cor.calls).isEmpty();
	}

	@Test
	void anInterruptStopsBeforeTheCall() {
		CorClient client = client();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(CorException.Stopped.class)
			.isThrownBy(() -> client.create(Kind.PROJECT, "006A", WON, ALWAYS));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.cor.calls).isEmpty();
	}

	@Test
	void anInterruptDuringTheCallLeavesItItsAnswer() {
		Thread caller = Thread.currentThread();
		this.cor.script = (request, answer) -> {
			caller.interrupt();
			answer.json(200, "{\"id\":7}");
		};
		assertThat(client().create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Accepted.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aClosedClientBeginsNothing() {
		CorClient client = client();
		client.login();
		client.close();
		assertThatExceptionOfType(CorException.Stopped.class)
			.isThrownBy(() -> client.create(Kind.PROJECT, "006A", WON, ALWAYS));
	}

	@Test
	void aCallInFlightWhenTheClientClosesIsUnclear() {
		CorClient client = client();
		this.cor.script = (request, answer) -> client.close();
		assertThat(client.create(Kind.PROJECT, "006A", WON, ALWAYS)).isInstanceOf(CorAnswer.Unclear.class);
	}

	private CorAnswer.Unclear assertUnclear(String cause, CorClient client) {
		AtomicInteger permits = new AtomicInteger();
		CorAnswer answer = client.create(Kind.PROJECT, "006A", WON, (deadline) -> permits.incrementAndGet());
		assertThat(answer).isInstanceOf(CorAnswer.Unclear.class);
		CorAnswer.Unclear unclear = (CorAnswer.Unclear) answer;
		assertThat(unclear.cause()).isEqualTo(cause);
		assertThat(this.cor.calls).hasSize(1);
		assertThat(permits).hasValue(1);
		return unclear;
	}

	private CorClient client(String... settings) {
		CorClient client = TestClients.client(this.cor, this.time, settings);
		this.opened.add(0, client);
		return client;
	}

	private CorClient fastClient(String... settings) {
		CorClient client = TestClients.client(this.cor, new FastTime(), settings);
		this.opened.add(0, client);
		return client;
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	static <T> List<T> parallel(int threads, Task<T> task) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<T>> futures = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				int number = i;
				futures.add(executor.submit(() -> task.run(number)));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	interface Task<T> {

		T run(int number) throws Exception;

	}

	private static JsonNode text(String value) {
		return JsonNodeFactory.instance.stringNode(value);
	}

	private static JsonNode number(String value) {
		return JsonNodeFactory.instance.numberNode(new BigDecimal(value));
	}

}
