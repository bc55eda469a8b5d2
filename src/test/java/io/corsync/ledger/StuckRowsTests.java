package io.corsync.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.corsync.ledger.StuckRows.Group;
import io.corsync.ledger.StuckRows.Root;
import io.corsync.ledger.StuckRows.Rooted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is stuck, by what it waits for in the end, on both databases.
 */
@ParameterizedClass
@EnumSource
class StuckRowsTests {

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private Target target;

	private LedgerWriter writer;

	private StuckRows stuck;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(new SettableClock());
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@BeforeEach
	void openWriter() {
		this.target = database.newTarget();
		this.writer = database.store().writer(database.leases().acquire(this.target.id(), "sync", Duration.ZERO));
		this.stuck = database.stuckRows();
	}

	@AfterEach
	void closeWriter() {
		this.writer.close();
	}

	private Entry save(Entry entry) {
		return this.writer.save(entry, null);
	}

	/**
	 * A refused client, a contract that waits for it, two projects that wait for that.
	 */
	private Entry tree() {
		Entry client = save(Rows.stuck(Rows.client(1), State.REJECTED));
		save(Rows.waiting(Rows.contract(1), Rows.client(1)));
		save(Rows.waiting(Rows.project(1), Rows.contract(1)));
		save(Rows.waiting(Rows.project(2), Rows.contract(1)));
		return client;
	}

	@Test
	void countsRowsWithWhatTheyWaitForInTheEnd() {
		tree();
		assertThat(this.stuck.groups(this.target.id())).containsExactlyInAnyOrder(
				new Group("ValidationError", State.REJECTED, "It is wrong", "client", false, 1),
				new Group("ValidationError", State.REJECTED, "It is wrong", "contract", true, 1),
				new Group("ValidationError", State.REJECTED, "It is wrong", "project", true, 2));
		assertThat(this.stuck.waitedFor(this.target.id())).isEqualTo(1);
	}

	@Test
	void namesTheRootOfEachRowPageByPage() {
		Entry client = tree();
		List<Rooted> rows = new ArrayList<>();
		List<Rooted> page = this.stuck.page(this.target.id(), false, null, 3);
		while (!page.isEmpty()) {
			rows.addAll(page);
			page = this.stuck.page(this.target.id(), false, rows.get(rows.size() - 1).entry().key(), 3);
		}
		assertThat(rows).extracting((row) -> row.entry().key())
			.containsExactly(Rows.client(1), Rows.contract(1), Rows.project(1), Rows.project(2));
		assertThat(rows.get(0).root()).isNull();
		assertThat(rows.subList(1, 4)).allSatisfy((row) -> {
			assertThat(row.root()).isEqualTo(client.key());
			assertThat(row.rootState()).isEqualTo(State.REJECTED);
			assertThat(row.rootCause()).isEqualTo("ValidationError");
		});
	}

	@Test
	void putsWhatMostWaitForFirst() {
		save(Rows.stuck(Rows.client(7), State.REJECTED));
		Entry client = tree();
		List<Root> roots = this.stuck.roots(this.target.id(), "ValidationError", State.REJECTED, 5);
		assertThat(roots).extracting((root) -> root.entry().key(), Root::waiting)
			.containsExactly(tuple(client.key(), 3L), tuple(Rows.client(7), 0L));
		assertThat(this.stuck.roots(this.target.id(), "ValidationError", State.REJECTED, 1, 5))
			.extracting((root) -> root.entry().key())
			.containsExactly(Rows.client(7));
		assertThat(this.stuck.waitingFor(this.target.id(), client.key(), 2)).extracting(Entry::key)
			.containsExactly(Rows.contract(1), Rows.project(1));
	}

	@Test
	void followsAProjectThroughProductAndBrandToTheClient() {
		Entry client = save(Rows.stuck(Rows.client(1), State.REJECTED));
		save(Rows.waiting(Rows.brand(1), Rows.client(1)));
		save(Rows.waiting(Rows.product(1), Rows.brand(1)));
		save(Rows.waiting(Rows.project(1), Rows.product(1)));
		assertThat(this.stuck.groups(this.target.id())).containsExactlyInAnyOrder(
				new Group("ValidationError", State.REJECTED, "It is wrong", "client", false, 1),
				new Group("ValidationError", State.REJECTED, "It is wrong", "brand", true, 1),
				new Group("ValidationError", State.REJECTED, "It is wrong", "product", true, 1),
				new Group("ValidationError", State.REJECTED, "It is wrong", "project", true, 1));
		assertThat(this.stuck.waitedFor(this.target.id())).isEqualTo(1);
		assertThat(this.stuck.roots(this.target.id(), "ValidationError", State.REJECTED, 5))
			.extracting((root) -> root.entry().key(), Root::waiting)
			.containsExactly(tuple(client.key(), 3L));
		assertThat(this.stuck.waitingFor(this.target.id(), client.key(), 9)).extracting(Entry::key)
			.containsExactly(Rows.brand(1), Rows.product(1), Rows.project(1));
		assertThat(this.stuck.page(this.target.id(), false, null, 9)).filteredOn((row) -> row.root() != null)
			.hasSize(3)
			.allSatisfy((row) -> assertThat(row.root()).isEqualTo(client.key()));
	}

	@Test
	void countsAWaitingRowForItselfOnceItsParentIsNotStuck() {
		save(Rows.synced(Rows.client(1)));
		save(Rows.waiting(Rows.project(1), Rows.client(1)));
		save(Rows.waiting(Rows.project(2), Rows.client(404)));
		assertThat(this.stuck.groups(this.target.id()))
			.containsExactly(new Group("ValidationError", State.WAITING, "It is wrong", "project", false, 2));
		assertThat(this.stuck.waitedFor(this.target.id())).isZero();
	}

	@Test
	void leavesOutWhatWasSetAsideButNotWhatWaitsForIt() {
		Entry client = tree();
		save(client.parked("not now"));
		assertThat(this.stuck.groups(this.target.id())).extracting(Group::kind)
			.containsExactlyInAnyOrder("contract", "project");
		assertThat(this.stuck.roots(this.target.id(), "ValidationError", State.REJECTED, 5)).hasSize(1);
		assertThat(this.stuck.page(this.target.id(), true, null, 10)).extracting((row) -> row.entry().key())
			.containsExactly(Rows.client(1));
		assertThat(this.stuck.parked(this.target.id())).isEqualTo(1);
	}

}
