package io.corsync.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.batch.infrastructure.item.ExecutionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class SourceReaderTests {

	private static final Instant STAMP = Instant.parse("2026-11-23T10:00:00Z");

	private final SoapServer server = new SoapServer();

	private final SteppingClock clock = new SteppingClock();

	private final SoapSalesforce salesforce = Settings.salesforce(this.server, this.clock, "read-timeout", "2s");

	@AfterEach
	void stop() {
		this.salesforce.close();
		this.server.close();
	}

	private SourceReader reader(String... fields) {
		return this.salesforce
			.reader(new SourceQuery("Opportunity", new TreeSet<>(Set.of(fields)), List.of("IsWon = true"), false));
	}

	private static List<String> ids(int count) {
		return IntStream.range(0, count).mapToObj(SoapServer::id).toList();
	}

	private static List<String> rest(SourceReader reader) throws Exception {
		List<String> ids = new ArrayList<>();
		for (SourceRow row = reader.read(); row != null; row = reader.read()) {
			ids.add(row.id());
		}
		return ids;
	}

	private static List<String> some(SourceReader reader, int count) throws Exception {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(java.util.Objects.requireNonNull(reader.read()).id());
		}
		return ids;
	}

	private List<String> all() throws Exception {
		SourceReader reader = reader();
		reader.open(new ExecutionContext());
		try {
			return rest(reader);
		}
		finally {
			reader.close();
		}
	}

	@Test
	void handsOutRowsThatShareOneStampOnceEach() throws Exception {
		this.server.add(5000, STAMP);
		assertThat(all()).isEqualTo(ids(5000));
		assertThat(this.server.usedLocators).doesNotHaveDuplicates();
	}

	@Test
	void tellsWithTheFirstRowHowManyThereAre() throws Exception {
		this.server.add(900, STAMP);
		SourceReader reader = reader();
		reader.open(new ExecutionContext());
		assertThat(reader.expected()).isEqualTo(-1);
		some(reader, 1);
		assertThat(reader.expected()).isEqualTo(900);
		rest(reader);
		assertThat(reader.expected()).as("at later pages, whose queries are smaller").isEqualTo(900);
		reader.startAfter(new Position(STAMP, SoapServer.id(99)));
		reader.open(new ExecutionContext());
		some(reader, 1);
		assertThat(reader.expected()).as("behind the position").isEqualTo(800);
		reader.close();
	}

	@Test
	void asksInTheOrderOfThePositionWithEachConditionInParentheses() throws Exception {
		this.server.add(300, STAMP);
		all();
		List<SoapServer.Request> queries = this.server.queries();
		assertThat(queries.get(0).soql())
			.isEqualTo("SELECT Id, SystemModstamp FROM Opportunity WHERE (IsWon = true) ORDER BY SystemModstamp, Id");
		assertThat(queries.get(0).batchSize()).isEqualTo("200");
		assertThat(queries.get(1).soql())
			.isEqualTo("SELECT Id, SystemModstamp FROM Opportunity WHERE (IsWon = true) AND (SystemModstamp >"
					+ " 2026-11-23T10:00:00Z OR (SystemModstamp = 2026-11-23T10:00:00Z AND Id > '" + SoapServer.id(199)
					+ "')) ORDER BY SystemModstamp, Id");
		assertThat(queries.get(1).batchSize()).isEqualTo("400");
		assertThat(queries.get(0).body()).contains("client>cor-sync/");
	}

	@Test
	void growsPagesOfSmallRowsUpToTheConfiguredSize() throws Exception {
		this.server.add(12_000, STAMP);
		assertThat(all()).hasSize(12_000);
		assertThat(this.server.queries()).extracting(SoapServer.Request::batchSize)
			.startsWith("200", "400", "800", "1600", "2000")
			.endsWith("2000");
	}

	@Test
	void keepsPagesOfLargeRowsSmall() throws Exception {
		String text = "x".repeat(60_000);
		for (int i = 0; i < 900; i++) {
			this.server.rows.add(new SoapServer.Row(STAMP, SoapServer.id(i),
					(i < 600) ? "" : "<sf:Description>" + text + "</sf:Description>"));
		}
		SourceReader reader = reader("Description");
		reader.open(new ExecutionContext());
		assertThat(rest(reader)).isEqualTo(ids(900));
		reader.close();
		assertThat(this.server.queries().get(this.server.queries().size() - 1).batchSize()).isEqualTo("200");
	}

	@Test
	void givesUpAnAnswerThatIsTooLargeAndAsksForFewerRows() throws Exception {
		String text = "<sf:Description>" + "x".repeat(100_000) + "</sf:Description>";
		for (int i = 0; i < 1000; i++) {
			this.server.rows.add(new SoapServer.Row(STAMP, SoapServer.id(i), (i < 600) ? "" : text));
		}
		SourceReader reader = reader("Description");
		reader.open(new ExecutionContext());
		assertThat(rest(reader)).isEqualTo(ids(1000));
		reader.close();
		assertThat(this.server.queries()).extracting(SoapServer.Request::batchSize).containsSubsequence("800", "200");
	}

	@Test
	void takesSmallerPagesThanItAskedFor() throws Exception {
		this.server.largestPage = 7;
		this.server.add(100, STAMP);
		assertThat(all()).isEqualTo(ids(100));
	}

	@Test
	void understandsCompressedAnswers() throws Exception {
		this.server.gzip = true;
		this.server.add(500, STAMP);
		assertThat(all()).isEqualTo(ids(500));
	}

	@Test
	void goesOnBehindTheLastRowWhateverFailsInTheMiddle() throws Exception {
		this.server.largestPage = 50;
		this.server.add(2000, STAMP);
		CountDownLatch end = new CountDownLatch(1);
		List<SoapServer.Reply> faults = List.of(SoapServer.html(200), SoapServer.html(503), SoapServer.raw(503, ""),
				SoapServer.cut(), SoapServer.hangUp(), SoapServer.silent(end), SoapServer.truncated(),
				SoapServer.faulty("INVALID_QUERY_LOCATOR", "invalid query locator"),
				SoapServer.faulty("SERVER_UNAVAILABLE", "down"), SoapServer.faulty("UNKNOWN_EXCEPTION", "1234-5"),
				SoapServer.faulty("REQUEST_LIMIT_EXCEEDED",
						"ConcurrentRequests (Concurrent API Requests) Limit exceeded."),
				SoapServer.faulty("QUERY_TIMEOUT", "Your query has been running for too long."),
				SoapServer.faulty("OPERATION_TOO_LARGE", "exceeded 100000 distinct ids"),
				SoapServer.faulty("INVALID_SESSION_ID", "Session expired"));
		for (SoapServer.Reply fault : faults) {
			this.server.script.add(this.server.ok());
			this.server.script.add(this.server.ok());
			this.server.script.add(fault);
		}
		assertThat(all()).isEqualTo(ids(2000));
		end.countDown();
		assertThat(this.server.script).isEmpty();
		assertThat(this.server.usedLocators).doesNotHaveDuplicates();
	}

	@Test
	void survivesSessionsThatEndEveryThreeCallsForThousandsOfPages() throws Exception {
		this.server.sessionLasts = 3;
		this.server.largestPage = 2;
		this.server.add(4000, STAMP);
		assertThat(all()).isEqualTo(ids(4000));
		assertThat(this.server.tokenRequests).hasSizeGreaterThan(600);
		assertThat(this.clock.pauses).isEmpty();
	}

	@Test
	void resumesAfterTheLastRowHandedOut() throws Exception {
		this.server.add(1000, STAMP);
		SourceReader reader = reader();
		ExecutionContext context = new ExecutionContext();
		reader.open(context);
		assertThat(some(reader, 250)).isEqualTo(ids(250));
		reader.update(context);
		some(reader, 100);
		reader.close();

		SourceReader other = reader();
		other.open(context);
		assertThat(rest(other)).isEqualTo(ids(1000).subList(250, 1000));
		other.close();

		reader.open(context);
		assertThat(rest(reader)).isEqualTo(ids(1000).subList(250, 1000));
		reader.close();
	}

	@Test
	void beginsAnewWhenReopenedWithoutAStoredPosition() throws Exception {
		this.server.add(500, STAMP);
		SourceReader reader = reader();
		reader.open(new ExecutionContext());
		some(reader, 300);
		reader.close();
		reader.open(new ExecutionContext());
		assertThat(rest(reader)).isEqualTo(ids(500));
		reader.close();
	}

	@Test
	void theGivenPositionWinsOverTheStoredOneButOnlyOnce() throws Exception {
		this.server.add(500, STAMP);
		SourceReader reader = reader();
		ExecutionContext context = new ExecutionContext();
		reader.open(context);
		some(reader, 10);
		reader.update(context);
		reader.startAfter(new Position(STAMP, SoapServer.id(399)));
		reader.open(context);
		assertThat(some(reader, 50)).isEqualTo(ids(500).subList(400, 450));
		reader.update(context);
		reader.open(context);
		assertThat(rest(reader)).isEqualTo(ids(500).subList(450, 500));
		reader.startAfter(null);
		reader.open(context);
		assertThat(rest(reader)).isEqualTo(ids(500));
		reader.close();
	}

	@Test
	void canBeReadOnAfterAFailureThatReachedTheCaller() throws Exception {
		this.server.largestPage = 200;
		this.server.add(1000, STAMP);
		this.server.script.add(this.server.ok());
		this.server.script.add(SoapServer.faulty("INVALID_FIELD", "No such column 'Foo' on entity 'Opportunity'."));
		SourceReader reader = reader();
		ExecutionContext context = new ExecutionContext();
		reader.open(context);
		assertThat(some(reader, 200)).isEqualTo(ids(200));
		assertThatExceptionOfType(SalesforceException.InvalidRequest.class).isThrownBy(reader::read);
		reader.update(context);
		assertThat(some(reader, 1)).containsExactly(SoapServer.id(200));
		reader.close();
		reader.open(context);
		assertThat(rest(reader)).isEqualTo(ids(1000).subList(200, 1000));
		reader.close();
	}

	@Test
	void fetchesTheNextPageWhileTheCurrentOneIsConsumed() throws Exception {
		this.server.add(1000, STAMP);
		CountDownLatch asked = new CountDownLatch(1);
		this.server.script.add(this.server.ok());
		this.server.script.add((http, request, server) -> {
			asked.countDown();
			server.answer(http, request);
		});
		SourceReader reader = reader();
		reader.open(new ExecutionContext());
		some(reader, 1);
		assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
		reader.close();
	}

	@Test
	void closingEndsTheCallUnderWayAndTheThread() throws Exception {
		SoapSalesforce patient = Settings.salesforce(this.server, this.clock);
		this.server.add(1000, STAMP);
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.server.script.add(this.server.ok());
		this.server.script.add((http, request, server) -> {
			asked.countDown();
			SoapServer.silent(end).to(http, request, server);
		});
		SourceReader reader = patient.reader(new SourceQuery("Contract", new TreeSet<>(), List.of(), false));
		reader.open(new ExecutionContext());
		some(reader, 1);
		Thread background = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("salesforce.Contract"))
			.findFirst()
			.orElseThrow();
		assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
		reader.close();
		background.join(10_000);
		assertThat(background.isAlive()).isFalse();
		end.countDown();
		patient.close();
	}

	@Test
	void readsDeletedRowsWhenAsked() throws Exception {
		this.server.add(10, STAMP);
		SourceReader reader = this.salesforce
			.reader(new SourceQuery("Opportunity", new TreeSet<>(Set.of("IsDeleted")), List.of(), true));
		reader.open(new ExecutionContext());
		assertThat(rest(reader)).hasSize(10);
		reader.close();
		assertThat(this.server.queries().get(0).operation()).isEqualTo("queryAll");
	}

	@Test
	void halvesTheWindowUntilAQueryIsNotTooMuch() throws Exception {
		for (int day = 0; day < 100; day++) {
			this.server.add(10, STAMP.minus(Duration.ofDays(100 - day)));
		}
		this.server.mostRows = 130;
		assertThat(all()).isEqualTo(ids(1000));
		assertThat(this.salesforce.count(new SourceQuery("Opportunity", new TreeSet<>(), List.of(), false)))
			.isEqualTo(1000);
	}

	@Test
	void halvesANightsWindowFromItsOwnEnds() throws Exception {
		Instant begin = STAMP.minus(Duration.ofMinutes(16));
		for (int minute = 0; minute < 16; minute++) {
			this.server.add(10, begin.plus(Duration.ofMinutes(minute)));
		}
		this.server.mostRows = 45;
		SourceQuery night = new SourceQuery("Opportunity", new TreeSet<>(), List.of(), false)
			.within(new Window(begin, STAMP));
		SourceReader reader = this.salesforce.reader(night);
		reader.open(new ExecutionContext());
		assertThat(rest(reader)).isEqualTo(ids(160));
		reader.close();
		// The whole, its half, and then four quarters.
		assertThat(this.server.queries()).hasSize(6);
		assertThat(this.server.queries().get(2).soql()).contains("(SystemModstamp < " + begin.plusSeconds(240) + ")");
		assertThat(this.salesforce.count(night)).isEqualTo(160);
		assertThat(this.server.queries()).hasSize(12);
	}

	@Test
	void readsRowsThatBecomeVisibleBehindTheEndOfTheLastPart() throws Exception {
		this.server.add(10, STAMP.minus(Duration.ofDays(10)));
		this.server.add(10, STAMP.plus(Duration.ofMinutes(30)));
		this.server.mostRows = 15;
		assertThat(all()).isEqualTo(ids(20));
	}

	@Test
	void halvesTheWindowWhenAQueryIsNotAnsweredInTime() throws Exception {
		this.server.add(20, STAMP);
		CountDownLatch end = new CountDownLatch(1);
		this.server.script.add(SoapServer.silent(end));
		assertThat(all()).isEqualTo(ids(20));
		end.countDown();
		assertThat(this.server.queries().get(1).soql()).contains("(SystemModstamp < 2012-12-");
	}

	@Test
	void asksWithALimitWhenTheServerFindsTheShortestWindowTooMuch() throws Exception {
		this.server.add(500, STAMP);
		this.server.mostRows = 60;
		assertThat(all()).isEqualTo(ids(500));
		assertThat(this.server.queries()).anyMatch((query) -> query.soql().endsWith(" LIMIT 50"));
	}

	@Test
	void losesNoRowBehindOneThatChangedWhileItWasRead() throws Exception {
		Instant stamp = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
		String changed = SoapServer.id(699);
		this.server.largestPage = 100;
		this.server.add(1000, stamp);
		this.server.xml = (row) -> row.id().equals(changed)
				? new SoapServer.Row(stamp.plusSeconds(7200), changed, "").xml() : row.xml();
		this.server.script.addAll(Collections.nCopies(7, this.server.ok()));
		this.server.script.add(SoapServer.faulty("INVALID_QUERY_LOCATOR", "gone"));
		SourceReader reader = reader();
		ExecutionContext context = new ExecutionContext();
		reader.open(context);
		some(reader, 700);
		reader.update(context);
		assertThat(context.getString("salesforce.Opportunity.id")).isEqualTo(SoapServer.id(698));
		Set<String> read = new TreeSet<>(rest(reader));
		reader.close();
		assertThat(read).containsAll(ids(1000).subList(700, 1000));
	}

}
