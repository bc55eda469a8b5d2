package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.corsync.cor.CorClient;
import io.corsync.cor.Kind;
import io.corsync.cor.TestCor;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many rows side by side, with parents that they share.
 */
class DeliveryTests {

	private static final int WORKERS = 16;

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	private static SandboxCor cor;

	private CorClient client;

	private Bench bench;

	@BeforeAll
	static void open() {
		database = TestDatabase.Brand.H2.open(CLOCK);
		cor = new SandboxCor();
	}

	@AfterAll
	static void close() {
		cor.close();
		database.close();
	}

	@BeforeEach
	void begin() {
		cor.reset();
		this.client = TestCor.fast(cor.settings(), WORKERS);
		this.client.login();
		this.bench = new Bench(database, CLOCK, this.client, WORKERS).run();
	}

	@AfterEach
	void end() {
		this.bench.close();
		this.client.close();
		assertThat(cor.violations()).isEmpty();
	}

	/** Many projects of few contracts of two clients. */
	private static List<Work> family(int projects) {
		Mapped[] clients = { Things.client(1), Things.client(2) };
		List<Work> works = new ArrayList<>();
		for (int i = 0; i < projects; i++) {
			Mapped client = clients[i % 2];
			Mapped contract = Things.contract(i % 6, client);
			works.add(Things.work(Things.project(i, client, contract), client, contract));
		}
		return works;
	}

	@RepeatedTest(3)
	void callsForEachParentOnceHoweverManyChildrenWait() {
		List<RowResult> results = this.bench.deliver(family(120), Insistence.NONE);
		assertThat(results).extracting(RowResult::outcome).containsOnly(Outcome.CREATED);
		assertThat(cor.calls()).isEqualTo(2 + 6 + 120);
		assertThat(cor.counts().path("peak_in_flight").asInt()).isGreaterThan(1);
	}

	@Test
	void callsForEachParentOnceWhenPortionsOverlap() {
		List<Work> works = family(120);
		List<CompletableFuture<RowResult>> results = new ArrayList<>();
		for (int i = 0; i < 120; i += 10) {
			results.addAll(this.bench.start(works.subList(i, i + 10), Insistence.NONE));
		}
		assertThat(Bench.join(results)).extracting(RowResult::outcome).containsOnly(Outcome.CREATED);
		assertThat(cor.calls()).isEqualTo(2 + 6 + 120);
	}

	@Test
	void letsChildrenOfOtherParentsPassWhenOneIsRefused() {
		cor.fault("""
				{"effect":"ANSWER","verb":"POST","kind":"clients","id":"%s","times":0,"status":400,
				 "body":"{\\"name\\":\\"ValidationError\\"}"}""".formatted(Things.client(1).externalId()));
		List<Work> works = family(60);
		List<RowResult> results = this.bench.deliver(works, Insistence.NONE);
		for (int i = 0; i < works.size(); i++) {
			assertThat(results.get(i).outcome()).isEqualTo((i % 2 == 0) ? Outcome.WAITING : Outcome.CREATED);
		}
		assertThat(this.bench.entry(Things.client(1)).state()).isEqualTo(State.REJECTED);
		assertThat(cor.calls(Things.client(1))).hasSize(1);
	}

	@Test
	void sendsTheNewestOfTwoVersionsInOnePortion() {
		Mapped old = Things.project(1);
		Mapped middle = Things.changed(old, "name", "Middle");
		Mapped newest = Things.changed(middle, "name", "Newest");
		List<RowResult> results = this.bench.deliver(Things.work(middle), Things.work(newest), Things.work(old));
		assertThat(results).extracting(RowResult::outcome).filteredOn(Outcome.CREATED::equals).hasSize(1);
		assertThat(results).extracting(RowResult::outcome).filteredOn(Outcome.UNCHANGED::equals).hasSize(2);
		assertThat(cor.calls(old)).containsExactly("POST 201");
		assertThat(cor.payload(old)).isEqualTo(newest.payload());
	}

	@RepeatedTest(3)
	void takesUpANewerVersionBehindTheOneThatIsUnderWay() {
		Mapped parent = Things.client(1);
		List<CompletableFuture<RowResult>> results = new ArrayList<>();
		Mapped version = Things.project(1, parent);
		for (int i = 1; i <= 8; i++) {
			version = Things.changed(version, "name", "Version " + i);
			results.addAll(this.bench.start(List.of(Things.work(version, parent)), Insistence.NONE));
		}
		Bench.join(results);
		assertThat(cor.payload(version)).isEqualTo(version.payload());
		assertThat(this.bench.entry(version).accepted()).isEqualTo(version.payload().text());
		assertThat(cor.calls(version)).filteredOn((call) -> call.startsWith("POST")).hasSize(1);
	}

	@Test
	void countsTheNewestSnapshotOfAParentThatSeveralRowsBring() {
		Mapped old = Things.client(1);
		Mapped renamed = Things.changed(old, "name", "Acme Inc.");
		this.bench.deliver(Things.work(Things.project(1, old), old), Things.work(Things.project(2, renamed), renamed),
				Things.work(Things.project(3, old), old));
		assertThat(cor.calls(old)).containsExactly("POST 201");
		assertThat(cor.payload(old)).isEqualTo(renamed.payload());
	}

}
