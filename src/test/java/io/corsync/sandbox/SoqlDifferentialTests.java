package io.corsync.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random conditions find what a naive predicate over all rows finds.
 */
class SoqlDifferentialTests {

	private static final long SEED = 20261123;

	private final SalesforceWorld world = SalesforceLoopback.world(400);

	private final List<OrgRow> all = new ArrayList<>(this.world.table("Opportunity").rows());

	private final Random random = new Random(SEED);

	/**
	 * A condition as text, and what it means.
	 */
	private record Case(String text, Predicate<OrgRow> meaning) {
	}

	@Test
	void findsWhatANaivePredicateFinds() {
		int found = 0;
		for (int i = 0; i < 2000; i++) {
			Case condition = condition(3);
			String query = "SELECT Id FROM Opportunity WHERE " + condition.text() + " ORDER BY SystemModstamp, Id";
			boolean deleted = this.random.nextBoolean();
			OrgSight sight = new OrgSight(this.world, deleted, this.world.now());
			List<String> actual = SoqlPlan.of(SoqlParser.parse(query), sight, true)
				.rows(sight)
				.stream()
				.map(OrgRow::id)
				.toList();
			List<String> expected = this.all.stream()
				.filter((row) -> deleted || !row.deleted())
				.filter(condition.meaning())
				.sorted((one, other) -> one.stamp().equals(other.stamp()) ? one.id().compareTo(other.id())
						: one.stamp().compareTo(other.stamp()))
				.map(OrgRow::id)
				.toList();
			assertThat(actual).as("seed %s, case %s: %s", SEED, i, query).isEqualTo(expected);
			found += actual.size();
		}
		assertThat(found).isGreaterThan(10_000);
	}

	private Case condition(int depth) {
		int kind = this.random.nextInt(depth > 0 ? 12 : 8);
		if (kind >= 10) {
			boolean and = kind == 10;
			Case one = condition(depth - 1);
			Case other = condition(depth - 1);
			return new Case("(" + one.text() + ") " + (and ? "AND" : "OR") + " (" + other.text() + ")",
					and ? one.meaning().and(other.meaning()) : one.meaning().or(other.meaning()));
		}
		if (kind == 9) {
			Case inner = condition(depth - 1);
			return new Case("NOT (" + inner.text() + ")", inner.meaning().negate());
		}
		return switch (kind) {
			case 0, 1 -> stamp();
			case 2 -> id();
			case 3 -> amount();
			case 4 -> text();
			case 5 -> closeDate();
			case 6 -> accountName();
			case 7 -> region();
			default -> won();
		};
	}

	private Case stamp() {
		Instant stamp = any().stamp();
		String operator = operator();
		return new Case("SystemModstamp " + operator + " " + stamp,
				(row) -> holds(row.stamp().compareTo(stamp), operator));
	}

	private Case id() {
		String id = any().id();
		if (this.random.nextBoolean()) {
			String other = any().id();
			return new Case("Id IN ('" + id + "', '" + other.substring(0, 15) + "')",
					(row) -> row.id().equals(id) || row.id().equals(other));
		}
		String operator = operator();
		return new Case("Id " + operator + " '" + id + "'", (row) -> holds(row.id().compareTo(id), operator));
	}

	private Case amount() {
		BigDecimal amount = (BigDecimal) Objects.requireNonNullElse(value(any(), "Amount"), BigDecimal.ZERO);
		String operator = operator();
		return new Case("Amount " + operator + " " + amount.toPlainString(), (row) -> {
			BigDecimal own = (BigDecimal) value(row, "Amount");
			return (own != null) ? holds(own.compareTo(amount), operator) : operator.equals("!=");
		});
	}

	private Case text() {
		String name = String.valueOf(value(any(), "Name"));
		String part = name.substring(0, 4);
		String escaped = part.replace("\\", "\\\\").replace("'", "\\'").replace("_", "\\_").replace("%", "\\%");
		return new Case("Name LIKE '" + escaped.toUpperCase(Locale.ROOT) + "%'",
				(row) -> String.valueOf(value(row, "Name"))
					.toLowerCase(Locale.ROOT)
					.startsWith(part.toLowerCase(Locale.ROOT)));
	}

	private Case closeDate() {
		LocalDate date = (LocalDate) value(any(), "CloseDate");
		String operator = operator();
		return new Case("CloseDate " + operator + " " + date,
				(row) -> holds(((LocalDate) value(row, "CloseDate")).compareTo(date), operator));
	}

	private Case accountName() {
		OrgRow account = this.world.table("Account").rows().iterator().next();
		String id = account.id();
		return this.random.nextBoolean() ? new Case("Account.Name = null", (row) -> value(row, "AccountId") == null)
				: new Case("Account.Id != '" + id + "'", (row) -> !id.equals(value(row, "AccountId")));
	}

	private Case region() {
		String region = OrgCatalog.REGIONS.get(this.random.nextInt(OrgCatalog.REGIONS.size()));
		return new Case("Region__c NOT IN ('" + region + "', null)",
				(row) -> value(row, "Region__c") != null && !region.equals(value(row, "Region__c")));
	}

	private static Case won() {
		return new Case("IsWon = true", (row) -> Boolean.TRUE.equals(value(row, "IsWon")));
	}

	private OrgRow any() {
		return this.all.get(this.random.nextInt(this.all.size()));
	}

	private String operator() {
		return List.of("=", "!=", "<", "<=", ">", ">=").get(this.random.nextInt(6));
	}

	private static boolean holds(int compared, String operator) {
		return switch (operator) {
			case "=" -> compared == 0;
			case "!=" -> compared != 0;
			case "<" -> compared < 0;
			case "<=" -> compared <= 0;
			case ">" -> compared > 0;
			default -> compared >= 0;
		};
	}

	private static Object value(OrgRow row, String field) {
		return row.value(row.object().field(field));
	}

}
