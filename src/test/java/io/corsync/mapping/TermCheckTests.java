package io.corsync.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can never be computed is told before a row is read.
 */
class TermCheckTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					start     | CloseDate + 30                    | `+` takes a number, not CloseDate, which is a date; add a span to a date, such as CloseDate + days(30)
					start     | Amount + days(3)                  | `+` takes a date, not Amount, which is a number; add a span to a date
					start     | firstOfMonth(Amount)              | `firstOfMonth` takes a date, not Amount, which is a number
					start     | Amount                            | takes a date (YYYY-MM-DD), but its expression gives a number
					start     | days(3)                           | but its expression gives a span of days
					estimated | CloseDate                         | takes a number, but its expression gives a date
					estimated | round(IsWon, 2)                   | `round` takes a number, not IsWon, which is true or false
					estimated | round(Amount, CloseDate)          | `round` takes a number, not CloseDate, which is a date
					estimated | divide(Amount, IsWon, 2)          | `divide` takes a number, not IsWon
					estimated | Amount + 'x'                      | `+` takes a number, not a text; to put texts together, use a template or join(…)
					estimated | -CloseDate                        | `-` takes a number, not CloseDate
					estimated | OwnerId + 1                       | `+` takes a number, not OwnerId, which is a text
					estimated | Amount ? 1 : 2                    | `?` takes true or false, not Amount, which is a number
					billable  | !Amount                           | `!` takes true or false, not Amount
					billable  | IsWon && CloseDate                | `&&` and `||` takes true or false, not CloseDate
					billable  | Amount == CloseDate               | compares Amount, which is a number with CloseDate, which is a date; compare values of one type
					billable  | Amount                            | takes true or false, but its expression gives a number
					brief     | join(' ', Name, Number__c)        | makes a text of Number__c, which is a number, which Salesforce writes as 12345.0; write number(Number__c), which is 12345
					brief     | Number__c                         | write number(Number__c)
					brief     | upper(Number__c)                  | write number(Number__c)
					""")
	void namesWhatCanNeverBeComputed(String field, String expression, String words) {
		assertThat(problems(field, expression)).singleElement()
			.asString()
			.startsWith("my.yml:4:3: project." + field + " ")
			.contains(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			start     | CloseDate + days(30)
			start     | firstOfNextMonth(Signed__c) - months(1)
			start     | Type == 'x' ? CloseDate : Signed__c
			start     | first(CloseDate, Signed__c)
			start     | Name
			estimated | Amount * 2 / Number__c
			estimated | Name + 1
			estimated | round(Amount * 1.21, 2)
			estimated | isEmpty(Amount) ? 0 : Amount
			billable  | IsWon && Amount > 5 || Type == 'x'
			billable  | CloseDate >= '2026-01-01'
			brief     | join(' ', Name, number(Number__c), CloseDate)
			brief     | upper(trim(Name, 20))
			brief     | CloseDate
			""")
	void saysNothingOfWhatMayBeComputed(String field, String expression) {
		assertThat(problems(field, expression)).isEmpty();
	}

	@Test
	void looksAtStopsAndBehindTables() {
		MappingFile file = MappingFile.read("""
				version: 1
				project:
				  name: Name
				  stop-updates-when: "Amount"
				  income_type:
				    expression: "firstOfMonth(Amount)"
				    values: { 2026-01-01: fee }
				    default: one_time
				""", "my.yml");
		assertThat(new MappingCheck(Org.standard()::describe).findings(file, Org.organization(false), Map.of()).unfit())
			.extracting(MappingProblem::toString)
			.satisfiesExactly(
					(stop) -> assertThat(stop).startsWith(
							"my.yml:4:3: project.stop-updates-when can never be computed: it takes true or false"),
					(table) -> assertThat(table).startsWith("my.yml:5:3: project.income_type can never be computed"));
	}

	private static List<MappingProblem> problems(String field, String expression) {
		MappingFile file = MappingFile.read(
				"version: 1\nproject:\n  name: Name\n  %s: { expression: \"%s\" }\n".formatted(field, expression),
				"my.yml");
		return new MappingCheck(Org.standard()::describe).problems(file, Org.organization(false));
	}

}
