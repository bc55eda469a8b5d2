package io.corsync.mapping;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MoneyCheckTests {

	@ParameterizedTest
	@CsvSource(delimiterString = "->", nullValues = "-", quoteCharacter = '~', textBlock = """
			{ constant: fee } -> may be fee beside `estimated` on line 4
			{ from: Type, values: { Retainer: fee, Project: one_time } } -> may be fee
			{ from: Type, values: { Project: one_time }, default: fee } -> may be fee
			{ from: Income__c, default: fee } -> may be fee
			{ expression: "Type == 'Retainer' ? 'fee' : 'one_time'" } -> may be fee
			{ constant: one_time } -> -
			{ from: Type, values: { Fee: one_time } } -> -
			Income_Type__c -> -
			{ expression: "Type == 'x' ? 'one_time' : Income_Type__c" } -> -
			""")
	void warnsOfAFeeBesideAnEstimate(String incomeType, String words) {
		List<String> warnings = warnings("estimated: Amount\n  income_type: " + incomeType, false);
		if (words == null) {
			assertThat(warnings).isEmpty();
			return;
		}
		assertThat(warnings).singleElement().asString().startsWith("my.yml:5:3: project.income_type ").contains(words);
	}

	@Test
	void warnsNotWhereTheEstimateIsLeftOut() {
		String fee = "\n  income_type: { from: Type, values: { Retainer: fee, Project: one_time } }";
		assertThat(warnings("brief: Description" + fee, false)).isEmpty();
		assertThat(warnings("estimated: { expression: \"Type == 'Retainer' ? null : Amount\" }" + fee, false))
			.isEmpty();
		String rule = "\nrules: [ { name: fees, when: { Type: Retainer }, project: { income_type: { constant: fee }%s } } ]";
		assertThat(warnings("estimated: Amount" + rule.formatted(", estimated: none"), false)).isEmpty();
		assertThat(warnings("estimated: Amount" + rule.formatted(""), false)).singleElement()
			.asString()
			.startsWith("my.yml:5:");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", nullValues = "-", quoteCharacter = '~',
			textBlock = """
					Amount -> CurrencyIsoCode -> -
					{ from: [Budget__c, Amount] } -> currencyisocode -> -
					{ expression: Amount * 2 } -> CurrencyIsoCode -> -
					Account.Budget__c -> account.CurrencyIsoCode -> -
					Amount -> { constant: EUR } -> is the same for all, but estimated is in the currency of each record
					Amount -> { from: CurrencyIsoCode, owner: create } -> is sent once, but estimated with every change
					{ from: Amount, owner: create } -> { from: CurrencyIsoCode, owner: create } -> -
					{ from: Amount, owner: create } -> CurrencyIsoCode -> -
					Account.Budget__c -> CurrencyIsoCode -> is read from the Opportunity, and estimated from Account
					{ from: [Amount, Account.Budget__c] } -> CurrencyIsoCode -> and estimated from the Opportunity and Account
					{ from: [Amount, Account.Budget__c] } -> { from: [CurrencyIsoCode, Account.CurrencyIsoCode] } -> so that it may change its currency
					{ constant: 5 } -> CurrencyIsoCode -> estimated from the mapping
					""")
	void warnsOfAnAmountWhoseCurrencyComesFromElsewhere(String amount, String currency, String words) {
		String lines = "estimated: " + amount + "\n  currency_id: " + currency;
		assertThat(warnings(lines, false)).isEmpty();
		if (words == null) {
			assertThat(warnings(lines, true)).isEmpty();
			return;
		}
		assertThat(warnings(lines, true)).singleElement().asString().contains(words);
	}

	@Test
	void warnsOfNothingInTheDefaultMapping() {
		assertThat(warnings(MappingFile.defaults(), false)).isEmpty();
	}

	@Test
	void saysWhatToDoWhereThereIsOneCurrencyOnly() {
		MappingFile file = MappingFile.read("version: 1\nproject: { name: Name, currency_id: CurrencyIsoCode }\n",
				"my.yml");
		assertThat(new MappingCheck(Org.standard()::describe).problems(file, Org.organization(false))).singleElement()
			.asString()
			.contains("reads CurrencyIsoCode, which only an org with several currencies has; write { constant: … }");
	}

	private static List<String> warnings(String lines, boolean severalCurrencies) {
		MappingFile file = MappingFile.read("version: 1\nproject:\n  name: Name\n  " + lines + "\n", "my.yml");
		return warnings(file, severalCurrencies);
	}

	private static List<String> warnings(MappingFile file, boolean severalCurrencies) {
		Problems warnings = new Problems(file.name());
		new MoneyCheck(severalCurrencies, warnings).look(file.sections());
		return warnings.list().stream().map(MappingProblem::toString).toList();
	}

}
