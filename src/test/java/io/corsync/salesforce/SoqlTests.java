package io.corsync.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SoqlTests {

	@Test
	void escapesWhatHasAMeaning() {
		assertThat(Soql.quote("O'Neill \\ Söhne\n")).isEqualTo("'O\\'Neill \\\\ Söhne\\n'");
	}

	@Test
	void writesMillisecondsOnlyWhenThereAreAny() {
		assertThat(Soql.dateTime(Instant.parse("2026-11-23T10:00:00Z"))).isEqualTo("2026-11-23T10:00:00Z");
		assertThat(Soql.dateTime(Instant.parse("2026-11-23T10:00:00.120Z"))).isEqualTo("2026-11-23T10:00:00.120Z");
	}

	@Test
	void windowsLeaveTheirEndOut() {
		assertThat(Soql.between("SystemModstamp", Instant.parse("2026-11-22T00:00:00Z"),
				Instant.parse("2026-11-23T00:00:00Z")))
			.isEqualTo("SystemModstamp >= 2026-11-22T00:00:00Z AND SystemModstamp < 2026-11-23T00:00:00Z");
	}

	@Test
	void datesIncludeTheLastDay() {
		assertThat(Soql.dates("CloseDate", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31)))
			.isEqualTo("CloseDate >= 2026-01-01 AND CloseDate <= 2026-01-31");
	}

	@Test
	void combinesConditionsInParentheses() {
		assertThat(Soql.all(List.of("A = 1 OR B = 2", "C = 3"))).isEqualTo("(A = 1 OR B = 2) AND (C = 3)");
		assertThat(Soql.in("Id", List.of("006a", "006b"))).isEqualTo("Id IN ('006a', '006b')");
	}

	@Test
	void refusesWhatWouldMatchEverythingOrNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> Soql.in("Id", List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> Soql.all(List.of()));
	}

	@Test
	void selectsEachFieldOnce() {
		SourceQuery query = new SourceQuery("Opportunity", new TreeSet<>(Set.of("id", "Name", "Account.Name")),
				List.of("IsWon = true"), false);
		assertThat(Soql.select(query, List.of(),
				new Position(Instant.parse("2026-11-23T10:00:00Z"), "006000000000001AAA"), 5))
			.isEqualTo("SELECT Id, SystemModstamp, Account.Name, Name FROM Opportunity WHERE (IsWon = true) AND"
					+ " (SystemModstamp > 2026-11-23T10:00:00Z OR (SystemModstamp = 2026-11-23T10:00:00Z AND Id >"
					+ " '006000000000001AAA')) ORDER BY SystemModstamp, Id LIMIT 5");
		assertThat(Soql.count(query, List.of())).isEqualTo("SELECT COUNT() FROM Opportunity WHERE (IsWon = true)");
	}

	@Test
	void refusesNamesThatAreNone() {
		SourceQuery query = new SourceQuery("Opportunity", new TreeSet<>(Set.of("Name FROM User --")), List.of(),
				false);
		assertThatExceptionOfType(SalesforceException.InvalidRequest.class)
			.isThrownBy(() -> Soql.select(query, List.of(), null, 0))
			.withMessageContaining("'Name FROM User --'");
	}

}
