package io.corsync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the sample data holds.
 */
class SampleOrgTests {

	private final SalesforceWorld world = SalesforceLoopback.world(3000);

	private Collection<OrgRow> rows(String object) {
		return this.world.table(object).rows();
	}

	private static Object value(OrgRow row, String field) {
		return row.value(row.object().field(field));
	}

	private long count(String object, Predicate<OrgRow> predicate) {
		return rows(object).stream().filter(predicate).count();
	}

	@Test
	void hasTheSizeOfAnAgency() {
		assertThat(rows("Opportunity")).hasSize(3000);
		assertThat(rows("Account")).hasSize(200);
		assertThat(rows("Contract")).hasSize(150);
		assertThat(rows("Organization")).hasSize(1);
	}

	@Test
	void isTheSameForASeedAndAnotherForAnother() {
		assertThat(text(SalesforceLoopback.world(50))).isEqualTo(text(SalesforceLoopback.world(50)));
		SalesforceWorld other = new SalesforceWorld(SampleOrg.of(50, 43), Clock.systemUTC(), OrgCredentials.sample());
		assertThat(text(other)).isNotEqualTo(text(SalesforceLoopback.world(50)));
	}

	private static String text(SalesforceWorld world) {
		StringBuilder text = new StringBuilder();
		for (OrgTable table : world.tables()) {
			for (OrgRow row : table.from(Instant.MIN)) {
				table.object().fields().forEach((field) -> text.append(row.value(field)).append('|'));
			}
		}
		return text.toString();
	}

	@Test
	void hasIdsWithPrefixAndChecksum() {
		Map<String, String> prefixes = Map.of("Opportunity", "006", "Account", "001", "Contract", "800", "User", "005",
				"Organization", "00D");
		prefixes.forEach((object, prefix) -> {
			assertThat(rows(object)).allSatisfy((row) -> {
				assertThat(row.id()).hasSize(18).startsWith(prefix);
				assertThat(OrgId.normal(row.id().substring(0, 15))).isEqualTo(row.id());
			});
		});
		// A published example of an id in both lengths.
		assertThat(OrgId.normal("001D000000IqhSL")).isEqualTo("001D000000IqhSLIAZ");
		assertThat(OrgId.normal("001D000000IqhSLIAA")).isNull();
	}

	@Test
	void keepsEveryValueWithinItsField() {
		for (OrgTable table : this.world.tables()) {
			for (OrgRow row : table.rows()) {
				for (OrgField field : table.object().fields()) {
					Object value = row.value(field);
					if (value != null && field.type() != OrgFieldType.DATETIME) {
						assertThat(field.value(field.text(value))).as(field.name()).isNotNull();
					}
					assertThat(value == null && field.is(OrgTrait.REQUIRED)).as(field.name()).isFalse();
				}
			}
		}
	}

	@Test
	void pointsToRowsThatExist() {
		for (OrgTable table : this.world.tables()) {
			for (OrgField field : table.object().fields()) {
				if (field.type() == OrgFieldType.REFERENCE) {
					Function<OrgRow, Object> reference = (row) -> row.value(field);
					Set<Object> ids = table.rows()
						.stream()
						.map(reference)
						.collect(Collectors.toCollection(HashSet::new));
					ids.remove(null);
					assertThat(ids).allSatisfy(
							(id) -> assertThat(this.world.table(field.referenceTo()).find((String) id)).isNotNull());
				}
			}
		}
	}

	@Test
	void holdsTheAwkwardCases() {
		assertThat(count("Opportunity", (row) -> value(row, "AccountId") == null)).isPositive();
		assertThat(count("Opportunity", OrgRow::deleted)).isPositive();
		assertThat(count("Opportunity", (row) -> Boolean.FALSE.equals(value(row, "IsWon")))).isPositive();
		assertThat(count("Contract", (row) -> value(row, "Name") == null)).isPositive();
		assertThat(count("Opportunity", (row) -> value(row, "ContractId") != null && value(row, "AccountId") != null
				&& !value(row, "AccountId").equals(value(contract(row), "AccountId"))))
			.isPositive();
		List<String> amounts = rows("Opportunity").stream()
			.filter((row) -> value(row, "Amount") != null)
			.map((row) -> row.object().field("Amount").text(value(row, "Amount")))
			.toList();
		assertThat(amounts).contains("0", "0.01", "1.0E7", "1.23456789012345E14");
		String names = rows("Opportunity").stream().map((row) -> value(row, "Name") + "").collect(Collectors.joining());
		assertThat(names).contains("ñ", "\"", "&", "<b>", "🎄");
		assertThat(rows("Opportunity").stream()
			.collect(Collectors.groupingBy(OrgRow::stamp, Collectors.counting()))
			.values()).anySatisfy((many) -> assertThat(many).isGreaterThan(100));
	}

	private OrgRow contract(OrgRow row) {
		return this.world.table("Contract").find((String) value(row, "ContractId"));
	}

	@Test
	void writesDescriptionsOfAGivenSize() {
		SalesforceWorld large = new SalesforceWorld(SampleOrg.of(20, 1).withTextSize(20_000), Clock.systemUTC(),
				OrgCredentials.sample());
		for (String object : List.of("Opportunity", "Account", "Contract")) {
			assertThat(large.table(object).rows()).allSatisfy(
					(row) -> assertThat(value(row, "Description").toString().length()).isBetween(19_990, 20_000));
		}
	}

}
