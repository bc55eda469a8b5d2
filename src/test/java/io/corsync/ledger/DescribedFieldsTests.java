package io.corsync.ledger;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Salesforce said of the mapped fields, on both databases.
 */
@ParameterizedClass
@EnumSource
class DescribedFieldsTests {

	private static final DescribedField NAME = new DescribedField("Opportunity", "Name", "string", null);

	private static final DescribedField TYPE = new DescribedField("Opportunity", "Type", "picklist",
			"[\"Añejo\",\"O'Higgins\"]");

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(new SettableClock());
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@Test
	void keepsTheLastOnesOfEachTarget() {
		DescribedFields fields = database.describedFields();
		Target target = database.newTarget();
		Lease lease = database.leases().acquire(target.id(), "sync", Duration.ofMinutes(1));
		assertThat(fields.of(target.id())).isEmpty();
		fields.keep(lease, List.of(TYPE, NAME));
		assertThat(fields.of(target.id())).containsExactly(NAME, TYPE);
		fields.keep(lease, List.of(NAME));
		assertThat(fields.of(target.id())).containsExactly(NAME);
		assertThat(fields.of(database.newTarget().id())).isEmpty();
	}

	@Test
	void keepsNothingOfARunThatHasLostItsLease() {
		DescribedFields fields = database.describedFields();
		Target target = database.newTarget();
		Lease old = database.leases().acquire(target.id(), "sync", Duration.ZERO);
		fields.keep(old, List.of(NAME));
		Lease other = database.leases().acquire(target.id(), "sync", Duration.ofMinutes(1));
		fields.keep(old, List.of(TYPE));
		assertThat(fields.of(target.id())).containsExactly(NAME);
		fields.keep(other, List.of(TYPE));
		assertThat(fields.of(target.id())).containsExactly(TYPE);
	}

}
