package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.corsync.ledger.Run.Status;
import io.corsync.ledger.Runs.Count;
import io.corsync.ledger.Runs.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs, watermarks and targets, on both databases.
 */
@ParameterizedClass
@EnumSource
class RunsTests {

	private static final SettableClock CLOCK = new SettableClock();

	private static final Instant FROM = Instant.parse("2026-11-21T23:59:59.999999Z");

	private static final Instant TO = Instant.parse("2026-11-22T23:59:59Z");

	private static final Plan PLAN = new Plan("sync", "changed", "fingerprint", "mapping-1", FROM, TO, "IsWon = true");

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private int target;

	private Lease lease;

	private Runs runs;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(CLOCK);
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@BeforeEach
	void newTarget() {
		this.target = database.newTarget().id();
		this.lease = database.leases().acquire(this.target, "sync", Duration.ZERO);
		this.runs = database.runs();
	}

	@Test
	void beginsWithEverythingThatIsKnown() {
		Run run = this.runs.begin(this.lease, PLAN);
		assertThat(run.number()).isPositive();
		assertThat(run).returns("sync", Run::command)
			.returns("changed", Run::selection)
			.returns("fingerprint", Run::fingerprint)
			.returns("mapping-1", Run::mappingVersion)
			.returns(FROM, Run::windowFrom)
			.returns(TO, Run::windowTo)
			.returns(Status.RUNNING, Run::state)
			.returns(null, Run::exitCode)
			.returns(null, Run::endedAt)
			.returns(CLOCK.instant(), Run::startedAt)
			.returns(ProcessHandle.current().pid(), Run::pid);
		assertThat(this.runs.find(this.target, run.number())).contains(run);
		assertThat(this.runs.find(database.newTarget().id(), run.number())).isEmpty();
		assertThat(this.runs.begin(this.lease, PLAN).number()).isGreaterThan(run.number());
	}

	@Test
	void hasNoWindowWhereNoneIsMeant() {
		Run run = this.runs.begin(this.lease, new Plan("retry", "what is stuck", "f", "m", null, null, "IsWon = true"));
		assertThat(run.windowFrom()).isNull();
		assertThat(run.windowTo()).isNull();
	}

	@Test
	void endsWithItsCertificate() {
		Run run = this.runs.begin(this.lease, PLAN);
		List<Count> counts = List.of(new Count("settle", "client", "read", 3),
				new Count("syncProjects", "project", "created", 2), new Count("syncProjects", "project", "read", 2));
		this.runs.end(this.lease, run.number(), Status.COMPLETED, 3, "It ended", counts);
		Run ended = this.runs.find(this.target, run.number()).orElseThrow();
		assertThat(ended).returns(Status.COMPLETED, Run::state)
			.returns(3, Run::exitCode)
			.returns("It ended", Run::message)
			.returns(CLOCK.instant(), Run::endedAt);
		assertThat(this.runs.counts(run.number())).containsExactlyElementsOf(counts);
		assertThat(this.runs.unfinished(this.target)).isEmpty();
	}

	@Test
	void replacesTheCertificateOfARunThatWasContinued() {
		Run run = this.runs.begin(this.lease, PLAN);
		this.runs.end(this.lease, run.number(), Status.FAILED, 4, "COR is out of order",
				List.of(new Count("syncProjects", "project", "read", 1)));
		this.runs.resume(this.lease, run.number());
		assertThat(this.runs.find(this.target, run.number()).orElseThrow()).returns(Status.RUNNING, Run::state)
			.returns(null, Run::exitCode)
			.returns(null, Run::message)
			.returns(null, Run::endedAt);
		List<Count> whole = List.of(new Count("syncProjects", "project", "read", 5));
		this.runs.end(this.lease, run.number(), Status.COMPLETED, 0, null, whole);
		assertThat(this.runs.counts(run.number())).isEqualTo(whole);
	}

	@Test
	void isNotEndedByWhoeverLostTheLease() {
		Run run = this.runs.begin(this.lease, PLAN);
		Lease next = database.leases().acquire(this.target, "sync", Duration.ZERO);
		this.runs.resume(next, run.number());
		this.runs.end(this.lease, run.number(), Status.FAILED, 5, "lost",
				List.of(new Count("syncProjects", "project", "read", 1)));
		assertThat(this.runs.find(this.target, run.number())).map(Run::state).contains(Status.RUNNING);
		assertThat(this.runs.counts(run.number())).isEmpty();
		this.runs.end(next, run.number(), Status.COMPLETED, 0, null, List.of());
		assertThat(this.runs.find(this.target, run.number())).map(Run::state).contains(Status.COMPLETED);
	}

	@Test
	void isUnfinishedUntilItCompletesOrIsGivenUp() {
		Run running = this.runs.begin(this.lease, PLAN);
		Run failed = this.runs.begin(this.lease, PLAN);
		Run stopped = this.runs.begin(this.lease, PLAN);
		Run completed = this.runs.begin(this.lease, PLAN);
		this.runs.end(this.lease, failed.number(), Status.FAILED, 4, "out of order", List.of());
		this.runs.end(this.lease, stopped.number(), Status.STOPPED, 143, "stopped", List.of());
		this.runs.end(this.lease, completed.number(), Status.COMPLETED, 0, null, List.of());
		assertThat(this.runs.unfinished(this.target)).extracting(Run::number)
			.containsExactly(running.number(), failed.number(), stopped.number());
		assertThat(this.runs.unfinished(this.target)).allMatch((run) -> run.state().unfinished());

		Instant endOfStopped = this.runs.find(this.target, stopped.number()).orElseThrow().endedAt();
		CLOCK.pass(Duration.ofMinutes(5));
		this.runs.interrupt(running.number(), "Given up");
		this.runs.interrupt(stopped.number(), "Given up");
		assertThat(this.runs.unfinished(this.target)).extracting(Run::number).containsExactly(failed.number());
		assertThat(this.runs.find(this.target, running.number()).orElseThrow()).returns(Status.INTERRUPTED, Run::state)
			.returns("Given up", Run::message)
			.returns(CLOCK.instant(), Run::endedAt);
		assertThat(this.runs.find(this.target, stopped.number()).orElseThrow().endedAt()).isEqualTo(endOfStopped);
	}

	@Test
	void tellsTheLastOnesFirst() {
		Run first = this.runs.begin(this.lease, PLAN);
		Run second = this.runs.begin(this.lease, PLAN);
		Run third = this.runs.begin(this.lease, PLAN);
		assertThat(this.runs.last(this.target, 2)).containsExactly(third, second);
		assertThat(this.runs.last(this.target, 10)).containsExactly(third, second, first);
		assertThat(this.runs.last(database.newTarget().id(), 10)).isEmpty();
	}

	@Test
	void neverMovesTheWatermarkBack() {
		Watermarks watermarks = database.watermarks();
		assertThat(watermarks.reached(this.target, "project")).isEmpty();
		watermarks.advance(this.target, "project", TO, 1);
		assertThat(watermarks.reached(this.target, "project")).contains(TO);
		watermarks.advance(this.target, "project", FROM, 2);
		assertThat(watermarks.reached(this.target, "project")).contains(TO);
		watermarks.advance(this.target, "project", TO.plusNanos(1000), 3);
		assertThat(watermarks.reached(this.target, "project")).contains(TO.plusNanos(1000));
		assertThat(watermarks.reached(this.target, "client")).isEmpty();
		assertThat(watermarks.reached(database.newTarget().id(), "project")).isEmpty();
	}

	@Test
	void recordsAPairOfOrgAndCorOnce() {
		Targets targets = database.targets();
		String org = "00D%015d".formatted(this.target + 1_000_000);
		assertThat(targets.find(org, "https://cor.example")).isEmpty();
		Target recorded = targets.record(org, "Agencia Ñandú 🦤", "https://cor.example");
		assertThat(targets.find(org, "https://cor.example")).contains(recorded);
		assertThat(targets.find(org, "https://other.example")).isEmpty();
		assertThat(targets.all()).contains(recorded);
		assertThat(targets.record(org, "again", "https://cor.example")).isEqualTo(recorded);
	}

	@Test
	void keepsTheCompanyThatCorNamedFirst() {
		Targets targets = database.targets();
		targets.recordCompany(this.target, "1234");
		targets.recordCompany(this.target, "99");
		assertThat(targets.all()).filteredOn((known) -> known.id() == this.target)
			.extracting(Target::companyId)
			.containsExactly("1234");
	}

	@Test
	void knowsWhatTheLastNightsSent() {
		Run unrelated = this.runs.begin(this.lease, new Plan("retry", "what is stuck", "f", "m", null, null, "x"));
		this.runs.end(this.lease, unrelated.number(), Status.COMPLETED, 0, null,
				List.of(new Count("settle", "project", "created", 1000)));
		Run named = this.runs.begin(this.lease, new Plan("sync", "ids", "f", "m", null, null, "x"));
		this.runs.end(this.lease, named.number(), Status.COMPLETED, 0, null,
				List.of(new Count("syncProjects", "project", "created", 1000)));
		for (int night = 1; night <= 3; night++) {
			Run run = this.runs.begin(this.lease, PLAN);
			this.runs.end(this.lease, run.number(), Status.COMPLETED, 0, null,
					List.of(new Count("settle", "project", "created", 10 * night),
							new Count("syncProjects", "project", "created", night)));
		}
		Run now = this.runs.begin(this.lease, PLAN);
		assertThat(this.runs.nights(this.target, now.number(), 2)).extracting(Runs.Night::rows)
			.containsExactlyInAnyOrder(33L, 22L);
		assertThat(this.runs.nights(this.target, now.number(), 30)).hasSize(3)
			.extracting(Runs.Night::outcome)
			.containsOnly("created");
		assertThat(this.runs.nights(database.newTarget().id(), now.number(), 30)).isEmpty();
	}

	@Test
	void knowsWhatOtherFilterWasUsedSinceTheLastPassOverHistory() {
		assertThat(otherwise("A")).isEmpty();
		complete(new Plan("sync", "everything", "f", "m", null, TO, "A"));
		assertThat(otherwise("A")).isEmpty();
		assertThat(this.runs.lastOtherwise(this.target, "A", "m2")).isPresent();
		Run other = complete(new Plan("sync", "changed", "f", "m", FROM, TO, "B"));
		complete(new Plan("sync", "changed", "f", "m", FROM, TO, "A"));
		complete(new Plan("sync", "ids", "f", "m", null, null, "C"));
		// Back again, and yet one night went by another filter.
		assertThat(otherwise("A")).map(Run::number).hasValue(other.number());
		Run failed = this.runs.begin(this.lease, new Plan("reconcile", "everything", "f", "m", null, null, "A"));
		this.runs.end(this.lease, failed.number(), Status.FAILED, 4, "down", List.of());
		assertThat(otherwise("A")).isPresent();
		complete(new Plan("reconcile", "everything", "f", "m", null, null, "A"));
		assertThat(otherwise("A")).isEmpty();
		assertThat(otherwise("B")).isPresent();
	}

	@Test
	void leavesARunOverHistoryToItsOwnCommand() {
		Run backfill = this.runs.begin(this.lease, new Plan("backfill", "dates", "f", "m", null, null, "A"));
		this.runs.suspend(this.lease, backfill.number());
		assertThat(state(backfill)).isEqualTo(Status.RUNNING);
		Lease next = database.leases().acquire(this.target, "sync", Duration.ZERO);
		this.runs.suspend(next, backfill.number());
		assertThat(state(backfill)).isEqualTo(Status.STOPPED);
		assertThat(this.runs.unfinished(this.target)).extracting(Run::number).containsExactly(backfill.number());
	}

	private Status state(Run run) {
		return this.runs.find(this.target, run.number()).orElseThrow().state();
	}

	private Optional<Run> otherwise(String filter) {
		return this.runs.lastOtherwise(this.target, filter, "m");
	}

	private Run complete(Plan plan) {
		Run run = this.runs.begin(this.lease, plan);
		this.runs.end(this.lease, run.number(), Status.COMPLETED, 0, null, List.of());
		return run;
	}

	@Test
	void remembersTheFilterByWhichArchivingIsAgreed() {
		Targets targets = database.targets();
		assertThat(targets.archiveFilter(this.lease.targetId())).isEmpty();
		targets.agreeToArchive(this.lease.targetId(), "IsWon = true");
		targets.agreeToArchive(this.lease.targetId(), "Amount > 5");
		assertThat(targets.archiveFilter(this.lease.targetId())).hasValue("Amount > 5");
	}

}
