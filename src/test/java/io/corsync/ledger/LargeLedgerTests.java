package io.corsync.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people and every night ask for reads few rows of a large ledger. H2 chooses by its
 * statistics, and chooses badly only when there are many rows.
 */
class LargeLedgerTests {

	private static final int ROWS = 250_000;

	/** Each of the thirty rows that are stuck may be met a few times on the way. */
	private static final long FEW = 600;

	private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

	private static TestDatabase database;

	private static Target target;

	private final List<String> plans = new ArrayList<>();

	private final TestDatabase explained = database.explained(this.plans::add);

	@BeforeAll
	static void fill() {
		database = TestDatabase.Brand.H2.open(new SettableClock());
		target = database.newTarget();
		database.jdbc().sql("""
				INSERT INTO ledger (target_id, kind, external_id, name, state, cause, message, source_stamp,
				  mapping_version, attempts, last_run, last_step, last_outcome, stuck_since, fence, version,
				  updated_at, name_key)
				SELECT :target, CASE WHEN MOD(x, 23) = 0 THEN 'client' WHEN MOD(x, 11) = 0 THEN 'contract'
				    ELSE 'project' END, '006' || LPAD(x, 15, '0'), 'Deal ' || x,
				  CASE WHEN MOD(x, 8000) = 0 THEN 'REJECTED' ELSE 'SYNCED' END,
				  CASE WHEN MOD(x, 8000) = 0 THEN 'ValidationError' END,
				  CASE WHEN MOD(x, 8000) = 0 THEN 'It is wrong' END, CURRENT_TIMESTAMP, 'mapping', 0, 1,
				  'syncProjects', 'created', CASE WHEN MOD(x, 8000) = 0 THEN CURRENT_TIMESTAMP END, 1, 1,
				  CURRENT_TIMESTAMP, 'deal ' || x
				FROM SYSTEM_RANGE(1, :rows)
				""").param("target", target.id()).param("rows", ROWS).update();
		database.jdbc().sql("ANALYZE").update();
	}

	@AfterAll
	static void close() {
		database.close();
	}

	private void assertFewRead() {
		assertThat(this.plans).isNotEmpty();
		assertThat(this.plans).allSatisfy((plan) -> assertThat(SCANNED.matcher(plan)
			.results()
			.map((result) -> Long.valueOf(result.group(1)))
			.mapToLong(Long::longValue)
			.sum()).as(plan).isLessThan(FEW));
	}

	@Test
	void aRowByItsIdWhateverItsKind() {
		assertThat(this.explained.ledger().find(target.id(), Rows.project(1).externalId())).hasSize(1);
		assertFewRead();
	}

	@Test
	void rowsByTheirIds() {
		assertThat(this.explained.ledger()
			.find(target.id(), "project", List.of(Rows.project(1).externalId(), Rows.project(2).externalId())))
			.hasSize(2);
		assertFewRead();
	}

	@Test
	void whatARunWithNothingToDoAsksFor() {
		assertThat(this.explained.ledger().outcomes(target.id(), 2, "syncProjects", "client")).isEmpty();
		assertThat(this.explained.runs().called(target.id(), 2)).isEmpty();
		assertThat(this.explained.ledger().nextDoubtDue(target.id(), 2, Rows.STAMP)).isEmpty();
		assertThat(this.explained.ledger().unfinished(target.id(), "project", null, null, 100)).isEmpty();
		assertThat(this.explained.ledger().unfinished(target.id(), "project", 2L, null, 100)).isEmpty();
		assertThat(this.explained.ledger().released(target.id(), "project", 2, null, 100)).isEmpty();
		assertFewRead();
	}

	@Test
	void whatIsStuck() {
		StuckRows stuck = this.explained.stuckRows();
		assertThat(stuck.groups(target.id())).isNotEmpty();
		assertThat(stuck.roots(target.id(), "ValidationError", State.REJECTED, 10)).hasSize(10);
		assertThat(stuck.page(target.id(), false, null, 10)).hasSize(10);
		assertThat(stuck.page(target.id(), 2, null, 10)).isEmpty();
		assertThat(stuck.waitedFor(target.id())).isZero();
		assertThat(stuck.parked(target.id())).isZero();
		assertThat(this.explained.ledger().stuck(target.id())).isPositive();
		assertThat(this.explained.ledger()
			.stuck(target.id(), "project", Set.of(State.REJECTED), new Ledger.Choice(null, null, Set.of()), null, 10))
			.hasSize(10);
		assertFewRead();
	}

}
