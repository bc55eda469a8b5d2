package io.corsync.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What SOQL finds in three hand-made deals, and what it refuses.
 */
class SoqlTests {

	private SalesforceWorld world;

	private String account;

	private String alpha;

	private String beta;

	private String gamma;

	@BeforeEach
	void deals() {
		this.world = SalesforceLoopback.world(0);
		OrgChanges changes = this.world.changes();
		this.account = changes.create("Account", Map.of("Name", "Ñandú & Cía."));
		this.alpha = changes.create("Opportunity",
				Map.of("Name", "Alpha 100%", "StageName", "Closed Won", "CloseDate", "2026-11-23", "Amount", "10.50",
						"AccountId", this.account, "Services__c", "Branding;Estrategia", "SystemModstamp",
						"2026-11-01T00:00:00Z"));
		this.beta = changes.create("Opportunity", Map.of("Name", "beta's_x", "StageName", "Prospecting", "CloseDate",
				"2025-02-01", "Amount", "-3", "Services__c", "Branding", "SystemModstamp", "2026-11-02T00:00:00Z"));
		this.gamma = changes.create("Opportunity", Map.of("Name", "Gamma\\", "StageName", "Closed Lost", "CloseDate",
				"2026-10-31", "Region__c", "Bogotá", "SystemModstamp", "2026-11-02T00:00:00Z"));
	}

	private String found(String where) {
		Map<String, String> names = Map.of(this.alpha, "a", this.beta, "b", this.gamma, "g");
		return rows("SELECT Id FROM Opportunity WHERE " + where).stream()
			.map(names::get)
			.sorted()
			.collect(Collectors.joining());
	}

	private List<String> rows(String query) {
		OrgSight sight = new OrgSight(this.world, false, this.world.now());
		return SoqlPlan.of(SoqlParser.parse(query), sight, true).rows(sight).stream().map(OrgRow::id).toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			Name = 'ALPHA 100%'                                 | a
			Name != 'alpha 100%'                                | bg
			Name <> 'alpha 100%'                                | bg
			Name LIKE 'alpha%'                                  | a
			Name LIKE '%100\\%'                                 | a
			Name LIKE '%\\_x'                                   | b
			Name LIKE 'Gamma\\\\'                               | g
			Name LIKE 'beta__\\_x'                              | b
			Name = 'beta\\'s_x'                                 | b
			Name = 'gamma\\\\'                                  | g
			Name > 'b' AND Name < 'C'                           | b
			Amount = 10.5                                       | a
			Amount > -3                                         | a
			Amount >= -3                                        | ab
			Amount != 10.50                                     | bg
			Amount = null                                       | g
			Amount != null                                      | ab
			Amount IN (10.5, null)                              | ag
			Amount NOT IN (10.5)                                | bg
			AccountId = ''                                      | bg
			Account.Name = 'ñandú & cía.'                       | a
			Account.Name != 'x'                                 | abg
			Account.Name = null                                 | bg
			Opportunity.Account.Name LIKE 'Ñ%'                  | a
			IsWon = TRUE                                        | a
			isclosed = true AND iswon = false                   | g
			NOT IsWon = true                                    | bg
			(NOT Name LIKE 'a%') AND (NOT Name LIKE 'b%')       | g
			(IsWon = true OR Amount < 0) AND Name LIKE '%a%'    | ab
			CloseDate = 2026-11-23                              | a
			CloseDate = TODAY                                   | a
			CloseDate < TODAY                                   | bg
			CloseDate = THIS_MONTH                              | a
			CloseDate = LAST_MONTH                              | g
			CloseDate = LAST_N_DAYS:23                          | ag
			CloseDate = LAST_N_DAYS:22                          | a
			CloseDate = LAST_YEAR                               | b
			CloseDate > LAST_YEAR                               | ag
			CloseDate <= LAST_QUARTER                           | b
			CloseDate = N_MONTHS_AGO:1                          | g
			CloseDate IN (2025-02-01, THIS_MONTH)               | ab
			CreatedDate = TODAY                                 | abg
			CreatedDate < TODAY                                 | ""
			SystemModstamp = 2026-11-02T00:00:00Z               | bg
			SystemModstamp > 2026-11-01T00:00:00.000Z           | bg
			SystemModstamp < 2026-11-02T01:00:00+01:00          | a
			SystemModstamp >= 2026-11-01T00:00:00Z AND SystemModstamp < 2026-11-02T00:00:00Z | a
			Services__c INCLUDES ('Branding;Estrategia')        | a
			Services__c INCLUDES ('branding','Producción')      | ab
			Services__c EXCLUDES ('Estrategia')                 | bg
			Region__c = 'BOGOTÁ'                                | g
			StageName IN ('Closed Won', 'Prospecting')          | ab
			AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'ñ%')     | a
			AccountId NOT IN (SELECT Id FROM Account)           | bg
			""")
	void finds(String where, String expected) {
		assertThat(found(where)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					SELECT FROM Account                            | MALFORMED_QUERY | unexpected token: 'FROM'
					SELECT Id                                      | MALFORMED_QUERY | unexpected token: '<EOF>'
					SELECT Id, FROM Account                        | MALFORMED_QUERY | unexpected token: 'FROM'
					SELECT * FROM Account                          | MALFORMED_QUERY | unexpected token: '*'
					SELECT Id FROM Account WHERE                   | MALFORMED_QUERY | unexpected token: '<EOF>'
					SELECT Id FROM Account LIMIT 1 LIMIT 2         | MALFORMED_QUERY | unexpected token: 'LIMIT'
					SELECT Id FROM Account WHERE Name == 'a'       | MALFORMED_QUERY | unexpected token: '='
					SELECT Id FROM Account WHERE Name IS NULL      | MALFORMED_QUERY | unexpected token: 'IS'
					SELECT Id FROM Account WHERE Name = \"a\"      | MALFORMED_QUERY | unexpected token: '\"'
					SELECT Id FROM Account WHERE Name = 'a' AND Phone = 'b' OR Fax = 'c' | MALFORMED_QUERY | unexpected token: 'OR'
					SELECT Id FROM Account WHERE Name = 'a' AND NOT Name = 'b' | MALFORMED_QUERY | unexpected token: 'NOT'
					SELECT Id FROM Account WHERE Name = 'a\\d'     | MALFORMED_QUERY | Illegal character sequence
					SELECT Id FROM Account WHERE Name = 'a         | MALFORMED_QUERY | unexpected token: '<EOF>'
					SELECT Id FROM Account WHERE Id IN ()          | MALFORMED_QUERY | unexpected token: ')'
					SELECT Id FROM Opportunity WHERE CloseDate = 2026-02-30 | MALFORMED_QUERY | Invalid date: 2026-02-30
					SELECT Id FROM Account WHERE CreatedDate > 2026-01-01T00:00:00 | MALFORMED_QUERY | unexpected token
					SELECT Id FROM Account WHERE CreatedDate > 2026-01-01T25:00:00Z | MALFORMED_QUERY | Invalid datetime
					SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS | MALFORMED_QUERY | unexpected token: 'LAST_N_DAYS'
					SELECT Id FROM Account WHERE CreatedDate > 2026-01-01  | INVALID_FIELD | value of filter criterion for field 'CreatedDate' must be of type dateTime
					SELECT Id FROM Account WHERE CreatedDate > '2026-01-01' | INVALID_FIELD | should not be enclosed in quotes
					SELECT Id FROM Opportunity WHERE CloseDate > 2026-01-01T00:00:00Z | INVALID_FIELD | value of filter criterion for field 'CloseDate' must be of type date
					SELECT Id FROM Opportunity WHERE Amount = '5'  | INVALID_FIELD | must be of type double and should not be enclosed in quotes
					SELECT Id FROM Opportunity WHERE IsWon = 'true' | INVALID_FIELD | must be of type boolean and should not be enclosed in quotes
					SELECT Id FROM Opportunity WHERE Name = 5      | INVALID_FIELD | must be of type string and should be enclosed in quotes
					SELECT Id FROM Opportunity WHERE Name > null   | INVALID_QUERY_FILTER_OPERATOR | invalid operator
					SELECT Id FROM Opportunity WHERE Id LIKE '006%' | INVALID_QUERY_FILTER_OPERATOR | invalid operator on id field
					SELECT Id FROM Opportunity WHERE Id = '006'    | INVALID_QUERY_FILTER_OPERATOR | invalid ID field: 006
					SELECT Id FROM Opportunity WHERE Name INCLUDES ('a') | INVALID_QUERY_FILTER_OPERATOR | invalid operator on string field
					SELECT Nothing FROM Account                    | INVALID_FIELD | No such column 'Nothing' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.
					SELECT Id FROM Account WHERE Nothing = 1       | INVALID_FIELD | No such column 'Nothing' on entity 'Account'
					SELECT Account FROM Opportunity                | INVALID_FIELD | No such column 'Account' on entity 'Opportunity'
					SELECT Nothing.Name FROM Account               | INVALID_FIELD | Didn't understand relationship 'Nothing' in field path
					SELECT CurrencyIsoCode FROM Opportunity        | INVALID_FIELD | No such column 'CurrencyIsoCode'
					SELECT Id, Name, id FROM Account               | INVALID_FIELD | duplicate field selected: Id
					SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account | MALFORMED_QUERY | maximum 5 levels
					SELECT Id FROM Nothing                         | INVALID_TYPE  | sObject type 'Nothing' is not supported.
					SELECT Id FROM Account WHERE Description = 'x' | INVALID_FIELD | field 'Description' can not be filtered in a query call
					SELECT Id FROM Opportunity WHERE Rich_Brief__c != null | INVALID_FIELD | can not be filtered in a query call
					SELECT Id FROM Account ORDER BY Description    | INVALID_FIELD | can not be sorted in a query call
					SELECT Id FROM Account ORDER BY Nothing        | INVALID_FIELD | No such column 'Nothing'
					SELECT Id FROM Account OFFSET 2001             | NUMBER_OUTSIDE_VALID_RANGE | Maximum SOQL offset allowed is 2000
					SELECT Id FROM Account WHERE Name = 'a' OR Id IN (SELECT AccountId FROM Opportunity) | MALFORMED_QUERY | Semi join sub-selects are not allowed with the 'OR' operator
					SELECT Id FROM Account WHERE NOT Id IN (SELECT AccountId FROM Opportunity) | MALFORMED_QUERY | only allowed at the top level
					SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE ContractId IN (SELECT Id FROM Contract)) | MALFORMED_QUERY | Nesting of semi join sub-selects is not supported
					SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Opportunity) | INVALID_FIELD | can only query id fields, cannot use: 'Name'
					SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Opportunity) | INVALID_FIELD | should be an id field
					SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Opportunity) | MALFORMED_QUERY | should point to the same object type
					SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account) | MALFORMED_QUERY | should not be on the same object type
					SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity LIMIT 1) | MALFORMED_QUERY | without COUNT
					SELECT Id FROM Opportunity WHERE Account.ParentId IN (SELECT Id FROM Contract) | INVALID_FIELD | cannot use: 'Account.ParentId'
					SELECT COUNT(Id) FROM Account                  | MALFORMED_QUERY | sandbox does not understand
					SELECT Name FROM Account GROUP BY Name         | MALFORMED_QUERY | sandbox does not understand GROUP
					SELECT Id, (SELECT Id FROM Contracts) FROM Account | MALFORMED_QUERY | sandbox does not understand
					""")
	void refuses(String query, String code, String words) {
		SoqlRefusal refusal = catchThrowableOfType(SoqlRefusal.class, () -> rows(query));
		assertThat(refusal).as(query).isNotNull();
		assertThat(refusal.code()).isEqualTo(code);
		assertThat(refusal.message(query)).contains(words);
	}

	@Test
	void pointsAtThePlace() {
		String query = "SELECT Id,\n  Nothing\nFROM Account";
		SoqlRefusal refusal = catchThrowableOfType(SoqlRefusal.class, () -> rows(query));
		assertThat(refusal.row(query)).isEqualTo(2);
		assertThat(refusal.column(query)).isEqualTo(3);
		assertThat(refusal.message(query)).startsWith("\n  Nothing\n  ^\nERROR at Row:2:Column:3\nNo such column");
	}

	@Test
	void refusesMoreThanAHundredThousandCharacters() {
		String start = "SELECT Id FROM Account WHERE Name != ''";
		String longest = start + " ".repeat(100_000 - start.length());
		assertThat(rows(longest)).hasSize(2);
		assertThatThrownBy(() -> rows(longest + " ")).isInstanceOf(SoqlRefusal.class)
			.hasMessageContaining("longer than 100000");
	}

	@Test
	void takesIdsOf15CharactersAndTellsTheirCaseApart() {
		assertThat(found("Id = '" + this.alpha.substring(0, 15) + "'")).isEqualTo("a");
		assertThat(found("AccountId IN ('" + this.account.substring(0, 15) + "')")).isEqualTo("a");
		assertThat(found("Id > '" + this.alpha + "' AND Id <= '" + this.gamma.substring(0, 15) + "'")).isEqualTo("bg");
		String swapped = this.alpha.substring(0, 3) + this.alpha.substring(3, 5).toUpperCase()
				+ this.alpha.substring(5, 15);
		assertThat(swapped).isNotEqualTo(this.alpha.substring(0, 15));
		assertThat(found("Id = '" + swapped + "'")).isEmpty();
		assertThatThrownBy(() -> found("Id = '" + this.alpha.toLowerCase() + "'")).hasMessageContaining("invalid ID");
	}

	@Test
	void ordersByManyFieldsWithNullsWhereWanted() {
		assertThat(rows("SELECT Id FROM Opportunity ORDER BY Amount")).containsExactly(this.gamma, this.beta,
				this.alpha);
		assertThat(rows("SELECT Id FROM Opportunity ORDER BY Amount NULLS LAST")).containsExactly(this.beta, this.alpha,
				this.gamma);
		assertThat(rows("SELECT Id FROM Opportunity ORDER BY SystemModstamp DESC, Name DESC"))
			.containsExactly(this.gamma, this.beta, this.alpha);
		assertThat(rows("SELECT Id FROM Opportunity ORDER BY SystemModstamp, Id LIMIT 1 OFFSET 1"))
			.containsExactly(this.beta);
		assertThat(rows("select id from opportunity as o where o.name like 'a%' order by o.account.name limit 5"))
			.containsExactly(this.alpha);
	}

	@Test
	void walksPastTiesByKeyset() {
		String stamp = "2026-11-02T00:00:00Z";
		String condition = "(SystemModstamp > " + stamp + " OR (SystemModstamp = " + stamp + " AND Id > '" + this.beta
				+ "'))";
		assertThat(rows("SELECT Id FROM Opportunity WHERE " + condition + " ORDER BY SystemModstamp, Id LIMIT 2000"))
			.containsExactly(this.gamma);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Account", "Opportunity.AccountId" })
	void forgetsWhatIsHidden(String hidden) {
		TreeSet<String> one = new TreeSet<>(List.of(hidden));
		this.world.settings((old) -> hidden.contains(".") ? old.withHiddenFields(one) : old.withHiddenObjects(one));
		assertThatThrownBy(() -> rows("SELECT Account.Name FROM Opportunity")).isInstanceOf(SoqlRefusal.class);
	}

}
