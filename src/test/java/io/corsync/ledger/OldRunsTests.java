package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.corsync.ledger.Entry.Key;
import io.corsync.ledger.Entry.LastRun;
import io.corsync.ledger.Entry.Verb;
import io.corsync.ledger.Run.Status;
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
 * What is known of runs that ended long ago goes, on both databases.
 */
@ParameterizedClass
@EnumSource
class OldRunsTests {

	/** More than are needed for what is usual. */
	private static final int LATER = 31;

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private Target target;

	private Lease lease;

	private LedgerWriter writer;

	private Runs runs;

	private OldRuns old;

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
		this.target = database.newTarget();
		this.lease = database.leases().acquire(this.target.id(), "sync", Duration.ofHours(1));
		this.writer = database.store().writer(this.lease);
		this.runs = database.runs();
		this.old = database.oldRuns();
	}

	@AfterEach
	void close() {
		this.writer.close();
	}

	@Test
	void withTheirCallsAndCertificates() {
		Run first = run(Status.COMPLETED);
		for (int i = 0; i < 5; i++) {
			call(first, Rows.synced(Rows.project(i)));
		}
		Instant before = later();
		OldRuns.Old mine = mine(before, first);
		assertThat(mine.needed()).isFalse();
		assertThat(this.old.remove(mine)).as("as long as there are calls").isFalse();
		assertThat(this.old.removeCalls(mine, 3)).isEqualTo(3);
		assertThat(this.old.removeCalls(mine, 3)).isEqualTo(2);
		assertThat(this.old.removeCalls(mine, 3)).isZero();
		assertThat(this.old.remove(mine)).isTrue();
		assertThat(this.runs.find(this.target.id(), first.number())).isEmpty();
		assertThat(this.runs.counts(first.number())).isEmpty();
		assertThat(database.ledger().find(this.target.id(), "project", ids(5))).hasSize(5);
		assertThat(database.ledger().firstAccepted(this.target.id(), Rows.project(0))).as("without its call")
			.isPresent();
		assertThat(this.old.before(before)).extracting(OldRuns.Old::number).doesNotContain(first.number());
	}

	@Test
	void butNotWhatSomebodyStillHasToSeeTo() {
		Run first = run(Status.COMPLETED);
		call(first, Rows.synced(Rows.project(1)));
		Entry stuck = call(first, Rows.stuck(Rows.unseen(Rows.project(2)), State.REJECTED, first.number(), null));
		Instant before = later();
		OldRuns.Old mine = mine(before, first);
		assertThat(this.old.removeCalls(mine, 10)).isEqualTo(1);
		assertThat(database.ledger().attempts(this.target.id(), stuck.key(), 5)).hasSize(1);
		assertThat(this.old.remove(mine)).isFalse();

		this.writer.save(stuck.synced("1", "{}", new LastRun(first.number() + 1, "syncProjects", "created")), null);
		assertThat(this.old.removeCalls(mine, 10)).isEqualTo(1);
		assertThat(this.old.remove(mine)).isTrue();
	}

	@Test
	void butNotARunThatHoldsRowsForAnApproval() {
		Run first = run(Status.COMPLETED);
		this.writer.save(Rows.stuck(Rows.unseen(Rows.project(1)), State.HELD, first.number(), null), null);
		assertThat(this.old.remove(mine(later(), first))).isFalse();
		assertThat(this.runs.find(this.target.id(), first.number())).isPresent();
	}

	@Test
	void butNotRunsThatGoOnOrAreYoung() {
		Run unfinished = run(Status.FAILED);
		Run going = this.runs.begin(this.lease, plan());
		Run done = run(Status.COMPLETED);
		Instant before = later();
		Run young = run(Status.COMPLETED);
		assertThat(this.old.before(before)).filteredOn((run) -> run.targetId() == this.target.id())
			.extracting(OldRuns.Old::number)
			.contains(done.number())
			.doesNotContain(unfinished.number(), going.number(), young.number());
	}

	private OldRuns.Old mine(Instant before, Run run) {
		return this.old.before(before)
			.stream()
			.filter((candidate) -> candidate.number() == run.number())
			.findFirst()
			.orElseThrow();
	}

	/** Enough later runs that an early one is not among the last. */
	private Instant later() {
		CLOCK.pass(Duration.ofDays(1));
		Instant before = CLOCK.instant();
		for (int i = 0; i < LATER; i++) {
			run(Status.COMPLETED);
		}
		return before;
	}

	private Run run(Status end) {
		Run run = this.runs.begin(this.lease, plan());
		this.runs.end(this.lease, run.number(), end, 0, null,
				List.of(new Runs.Count("syncProjects", "project", "read", 1)));
		return run;
	}

	private static Runs.Plan plan() {
		return new Runs.Plan("sync", "changed", "f", "m", Instant.EPOCH, CLOCK.instant(), "IsWon = true");
	}

	private Entry call(Run run, Entry entry) {
		return this.writer.save(entry, new Attempt(entry.key(), run.number(), CLOCK.instant(), CLOCK.instant(),
				Verb.POST, "Accepted", null, new TreeSet<>(List.of("name")), null));
	}

	private static List<String> ids(int rows) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < rows; i++) {
			Key key = Rows.project(i);
			ids.add(key.externalId());
		}
		return ids;
	}

}
