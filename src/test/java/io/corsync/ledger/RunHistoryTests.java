package io.corsync.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.corsync.ledger.RunHistory.Choice;
import io.corsync.ledger.RunHistory.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs of the past come in pages, chosen by command and by how they ended, on both
 * databases.
 */
@ParameterizedClass
@EnumSource
class RunHistoryTests {

	private static final Choice ALL = new Choice(null, null);

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private Target target;

	private Lease lease;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(new SettableClock());
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@BeforeEach
	void takeLease() {
		this.target = database.newTarget();
		this.lease = database.leases().acquire(this.target.id(), "sync", Duration.ZERO);
	}

	private long begun(String command) {
		return database.runs()
			.begin(this.lease, new Runs.Plan(command, "changed", "print", "mapping-1", null, null, "IsWon = true"))
			.number();
	}

	private long ended(String command, Run.Status state, int code) {
		long number = begun(command);
		database.runs()
			.end(this.lease, number, state, code, null, List.of(new Runs.Count("syncProjects", "project", "read", 3),
					new Runs.Count("syncProjects", "project", "created", 3)));
		return number;
	}

	private List<Long> page(Choice choice, long before, int limit) {
		return database.runHistory().page(this.target.id(), choice, before, limit).stream().map(Run::number).toList();
	}

	@Test
	void comesInPagesNewestFirst() {
		List<Long> numbers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			numbers.add(0, ended("sync", Run.Status.COMPLETED, 0));
		}
		assertThat(page(ALL, Long.MAX_VALUE, 2)).isEqualTo(numbers.subList(0, 2));
		assertThat(page(ALL, numbers.get(1), 2)).isEqualTo(numbers.subList(2, 4));
		assertThat(page(ALL, numbers.get(4), 2)).isEmpty();
	}

	@Test
	void isChosenByCommandAndEnding() {
		long well = ended("sync", Run.Status.COMPLETED, 0);
		long open = ended("sync", Run.Status.COMPLETED, 3);
		long early = ended("backfill", Run.Status.FAILED, 4);
		long stopped = ended("sync", Run.Status.STOPPED, 143);
		long running = begun("retry");
		assertThat(page(new Choice("sync", null), Long.MAX_VALUE, 9)).containsExactly(stopped, open, well);
		assertThat(page(new Choice(null, Ending.WELL), Long.MAX_VALUE, 9)).containsExactly(well);
		assertThat(page(new Choice(null, Ending.UNSETTLED), Long.MAX_VALUE, 9)).containsExactly(open);
		assertThat(page(new Choice(null, Ending.EARLY), Long.MAX_VALUE, 9)).containsExactly(stopped, early);
		assertThat(page(new Choice(null, Ending.RUNNING), Long.MAX_VALUE, 9)).containsExactly(running);
		assertThat(page(new Choice("backfill", Ending.WELL), Long.MAX_VALUE, 9)).isEmpty();
	}

	@Test
	void bringsTheBooksOfManyRunsAtOnce() {
		long one = ended("sync", Run.Status.COMPLETED, 0);
		long other = ended("sync", Run.Status.COMPLETED, 0);
		long none = begun("sync");
		assertThat(database.runHistory().counts(List.of(one, other, none))).containsOnlyKeys(one, other)
			.containsEntry(one, database.runs().counts(one));
		assertThat(database.runHistory().counts(List.of())).isEmpty();
	}

}
