package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.corsync.cor.CorClient;
import io.corsync.cor.Kind;
import io.corsync.cor.TestCor;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Runs.Night;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that a guard keeps, on both databases.
 */
@ParameterizedClass
@EnumSource
class HeldTests {

	private static final int WORKERS = 16;

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	private static SandboxCor cor;

	@Parameter
	private TestDatabase.Brand brand;

	private CorClient client;

	private Bench bench;

	@BeforeParameterizedClassInvocation
	static void open(TestDatabase.Brand brand) {
		database = brand.open(CLOCK);
		cor = new SandboxCor();
	}

	@AfterParameterizedClassInvocation
	static void close() {
		cor.close();
		database.close();
	}

	@BeforeEach
	void begin() {
		cor.reset();
		this.client = TestCor.fast(cor.settings(), WORKERS);
		this.client.login();
		this.bench = new Bench(database, CLOCK, this.client, WORKERS);
	}

	@AfterEach
	void end() {
		this.bench.close();
		this.client.close();
		assertThat(cor.violations()).isEmpty();
	}

	private void night() {
		this.bench.guard(VolumeGuard.of(2, List.of(), List.of()));
		this.bench.run();
	}

	private void approved() {
		this.bench.guard(VolumeGuard.none());
		this.bench.run();
	}

	private static List<Work> projects(int count) {
		return IntStream.range(0, count).mapToObj((i) -> Things.work(Things.project(i))).toList();
	}

	private static List<Work> renamed(List<Work> works) {
		return works.stream().map((work) -> Things.work(Things.changed(work.subject(), "name", "Renamed"))).toList();
	}

	private long count(List<RowResult> results, Outcome outcome) {
		return results.stream().filter((result) -> result.outcome() == outcome).count();
	}

	@Test
	void sendsUpToTheLimitAndHoldsTheRestUntilItIsApproved() {
		night();
		List<Work> works = projects(130);
		List<RowResult> results = this.bench.deliver(works, Insistence.NONE);
		assertThat(count(results, Outcome.CREATED)).isEqualTo(100);
		assertThat(count(results, Outcome.HELD)).isEqualTo(30);
		assertThat(cor.calls()).isEqualTo(100);

		night();
		results = this.bench.deliver(works, Insistence.ALL);
		assertThat(count(results, Outcome.HELD)).isEqualTo(30);
		assertThat(cor.calls()).isEqualTo(100);

		approved();
		results = this.bench.deliver(works, Insistence.APPROVED);
		assertThat(count(results, Outcome.CREATED)).isEqualTo(30);
		assertThat(cor.calls()).isEqualTo(130);
	}

	@Test
	void countsChangesApartFromCreations() {
		approved();
		List<Work> old = projects(310);
		this.bench.deliver(old, Insistence.NONE);
		night();
		List<Work> works = new ArrayList<>(renamed(old));
		IntStream.range(1000, 1100).forEach((i) -> works.add(Things.work(Things.project(i))));
		List<RowResult> results = this.bench.deliver(works, Insistence.NONE);
		assertThat(count(results, Outcome.UPDATED)).isEqualTo(300);
		assertThat(count(results, Outcome.HELD)).isEqualTo(10);
		assertThat(count(results, Outcome.CREATED)).isEqualTo(100);
	}

	@Test
	void letsWhatCostsNoCallPass() {
		approved();
		List<Work> old = projects(120);
		this.bench.deliver(old, Insistence.NONE);
		night();
		List<Work> works = new ArrayList<>(old);
		IntStream.range(1000, 1100).forEach((i) -> works.add(Things.work(Things.project(i))));
		List<RowResult> results = this.bench.deliver(works, Insistence.NONE);
		assertThat(count(results, Outcome.UNCHANGED)).isEqualTo(120);
		assertThat(count(results, Outcome.CREATED)).isEqualTo(100);
	}

	@Test
	void isSyncedAgainWithoutACallWhenItsSourceGoesBack() {
		approved();
		Mapped project = Things.project(1);
		this.bench.deliver(Things.work(project));
		this.bench.guard(full("project", Kind.PROJECT, VolumeGuard.Action.UPDATE));
		this.bench.run();
		Mapped renamed = Things.changed(project, "name", "Renamed");
		assertThat(this.bench.outcome(renamed)).isEqualTo(Outcome.HELD);
		Entry held = this.bench.entry(project);
		assertThat(held.state()).isEqualTo(State.HELD);
		assertThat(held.accepted()).isEqualTo(project.payload().text());

		Mapped again = Things.changed(renamed, "name", "Renamed again");
		this.bench.run();
		assertThat(this.bench.outcome(again)).isEqualTo(Outcome.HELD);
		assertThat(this.bench.entry(project)).returns("Renamed again", Entry::name)
			.returns(held.lastRun(), Entry::lastRun)
			.returns(again.sourceStamp(), (entry) -> entry.source().stamp());

		Mapped back = Things.changed(again, "name", project.name());
		assertThat(this.bench.outcome(back)).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.bench.entry(project).state()).isEqualTo(State.SYNCED);
		assertThat(cor.calls()).isEqualTo(1);
	}

	@Test
	void letsChildrenOfAHeldParentWaitAndNamesIt() {
		this.bench.guard(full("client", Kind.CLIENT, VolumeGuard.Action.CREATE));
		this.bench.run();
		Mapped parent = Things.client(1);
		Mapped child = Things.project(1, parent);
		assertThat(this.bench.outcome(child, parent)).isEqualTo(Outcome.WAITING);
		assertThat(this.bench.entry(parent).state()).isEqualTo(State.HELD);
		Entry waiting = this.bench.entry(child);
		assertThat(waiting.trouble().waitsFor()).isEqualTo(Delivery.key(parent));
		assertThat(waiting.trouble().message()).contains("Client 1", "approve");
		assertThat(cor.calls()).isZero();

		// A child's approval does not include its parent.
		approved();
		assertThat(this.bench.deliver(List.of(Things.work(child, parent)), Insistence.APPROVED).get(0).outcome())
			.isEqualTo(Outcome.WAITING);
		assertThat(this.bench.deliver(List.of(Things.work(parent)), Insistence.APPROVED).get(0).outcome())
			.isEqualTo(Outcome.CREATED);
		assertThat(this.bench.outcome(child, parent)).isEqualTo(Outcome.CREATED);
	}

	@Test
	void putsAParentBackThatCorLostWhateverTheLimit() {
		approved();
		Mapped parent = Things.client(1);
		this.bench.deliver(Things.work(parent));
		cor.deleteByHand(parent);
		this.bench.guard(full("client", Kind.CLIENT, VolumeGuard.Action.CREATE));
		this.bench.run();
		assertThat(this.bench.outcome(Things.project(1, parent), parent)).isEqualTo(Outcome.CREATED);
		assertThat(cor.has(parent)).isTrue();
	}

	@Test
	void knowsAfterAKillForWhatItHasCalled() {
		night();
		this.bench.deliver(projects(130), Insistence.NONE);
		assertThat(this.bench.called()).singleElement()
			.returns("project", (called) -> called.kind())
			.returns(Entry.Verb.POST, (called) -> called.verb())
			.returns(100L, (called) -> called.rows());
	}

	/** As if the run had sent its limit before it was killed. */
	private static VolumeGuard full(String kind, Kind of, VolumeGuard.Action action) {
		VolumeGuard guard = VolumeGuard.of(2, List.of(new Night(1, kind, "created", 1)), List.of());
		IntStream.range(0, 1000).forEach((i) -> guard.admits(of, action));
		return guard;
	}

}
