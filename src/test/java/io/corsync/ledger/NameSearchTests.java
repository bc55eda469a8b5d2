package io.corsync.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Set;

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
 * Rows are found by how their names begin, on both databases.
 */
@ParameterizedClass
@EnumSource
class NameSearchTests {

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private Target target;

	private Lease lease;

	private LedgerWriter writer;

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
		this.lease = database.leases().acquire(this.target.id(), "sync", Duration.ZERO);
		this.writer = database.store().writer(this.lease);
	}

	@AfterEach
	void closeWriter() {
		this.writer.close();
	}

	private Entry save(int number, String name) {
		return this.writer.save(Entry.unseen(Rows.project(number), name, Rows.SOURCE)
			.synced("4711", "{\"name\":\"x\"}", Rows.ended(7, "created")), null);
	}

	private List<String> found(String beginning) {
		return database.nameSearch()
			.beginning(this.target.id(), beginning, 10)
			.stream()
			.map(NameSearch.Hit::name)
			.toList();
	}

	@Test
	void capitalsAndBlanksAroundMakeNoDifference() {
		save(1, "Ácme Rollout 2026");
		save(2, "acme campaign");
		save(3, "ACME");
		save(4, "Other acme");
		assertThat(found("acme")).containsExactly("ACME", "acme campaign");
		assertThat(found(" ÁCME r ")).containsExactly("Ácme Rollout 2026");
		assertThat(found("Acme C")).containsExactly("acme campaign");
		assertThat(found("nobody")).isEmpty();
		assertThat(found(" ")).isEmpty();
	}

	@Test
	void signsOfPatternsMeanThemselves() {
		save(1, "100% done");
		save(2, "100 things");
		save(3, "a_b");
		save(4, "axb");
		save(5, "Ñandú 日本 🎉 party");
		assertThat(found("100%")).containsExactly("100% done");
		assertThat(found("a_")).containsExactly("a_b");
		assertThat(found("ñandú 日")).containsExactly("Ñandú 日本 🎉 party");
		assertThat(found("'; DROP TABLE ledger --")).isEmpty();
	}

	@Test
	void longNamesAreFoundByTheirBeginning() {
		String name = "A deal with a name that never ends ".repeat(5).strip();
		save(1, name);
		assertThat(found(name)).containsExactly(name);
		assertThat(found(name.substring(0, 30))).containsExactly(name);
	}

	@Test
	void aNewNameReplacesTheOldOne() {
		Entry entry = save(1, "Old name");
		this.writer.save(entry.about("New name", Rows.SOURCE), null);
		assertThat(found("old")).isEmpty();
		assertThat(found("new")).containsExactly("New name");
	}

	@Test
	void whatIsForgottenIsNotFound() {
		Entry entry = save(1, "Secret deal");
		database.traces()
			.erase(this.lease, List.of(new Traces.Emptied(entry, null, null)), Set.of("Secret deal"), (text) -> text,
					Rows.STAMP);
		assertThat(found("secret")).isEmpty();
	}

	@Test
	void noMoreThanWantedAreFoundAndNoneOfAnotherTarget() {
		for (int i = 0; i < 12; i++) {
			save(i, "Mass %02d".formatted(i));
		}
		assertThat(found("mass")).hasSize(10).startsWith("Mass 00").endsWith("Mass 09");
		assertThat(database.nameSearch().beginning(database.newTarget().id(), "mass", 10)).isEmpty();
	}

}
