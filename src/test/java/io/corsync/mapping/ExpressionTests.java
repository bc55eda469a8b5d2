package io.corsync.mapping;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpressionTests {

	private static final Map<String, String> ROW = Map.ofEntries(Map.entry("Amount", "1.0E7"),
			Map.entry("Fee__c", "1234.50"), Map.entry("Share__c", "0.1"), Map.entry("Hours__c", "3.0"),
			Map.entry("CloseDate", "2026-01-31"), Map.entry("Signed__c", "2026-11-23T02:00:00.000Z"),
			Map.entry("Type", "Retainer"), Map.entry("Blank__c", " \t"), Map.entry("Number__c", "007"),
			Map.entry("IsWon", "true"), Map.entry("IsPrivate", "false"), Map.entry("Account.Id", Rows.ACCOUNT_ID),
			Map.entry("Account.Name", "Acme"), Map.entry("Region__r.Code__c", "EMEA"),
			Map.entry("Html__c", "<p>One</p><ul><li>a</li><li>b &amp; c</li></ul>"),
			Map.entry("Name", "Ñandú 🎉 \uD83D\uDC69\u200D\uD83D\uDCBB"));

	@ParameterizedTest
	@CsvSource(delimiterString = "->", nullValues = "-", quoteCharacter = '~', textBlock = """
			Type -> Retainer
			Account.Name -> Acme
			account.NAME -> Acme
			Region__r.Code__c -> EMEA
			Missing__c -> -
			Account.Missing__c -> -
			Nobody.Name -> -
			Blank__c -> -
			null -> -
			'' -> -
			'text' -> text
			"it's" -> it's
			'it\\'s' -> it's
			true -> true
			1250 -> 1250
			0.750 -> 0.750
			12345678901234567890.12345678901234567890 -> 12345678901234567890.12345678901234567890
			Amount -> 1.0E7
			number(Amount) -> 10000000
			Amount + 1 -> 10000001
			Fee__c + Share__c -> 1234.6
			0.1 + 0.2 -> 0.3
			Share__c * 3 -> 0.3
			Fee__c - 0.50 -> 1234
			1 - 2 - 3 -> -4
			2 + 3 * 4 -> 14
			(2 + 3) * 4 -> 20
			-Fee__c -> -1234.50
			- -Hours__c -> 3.0
			Amount / 8 -> 1250000
			1 / 8 -> 0.125
			Fee__c / 0.5 -> 2469
			Amount + Missing__c -> -
			Missing__c * 2 -> -
			Amount / Missing__c -> -
			-Missing__c -> -
			Blank__c + 1 -> -
			first(Missing__c, 0) + 1 -> 1
			""")
	void computesExactly(String expression, String value) {
		assertThat(Computed.text(expression, ROW)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", nullValues = "-", quoteCharacter = '~', textBlock = """
			CloseDate + days(30) -> 2026-03-02
			days(30) + CloseDate -> 2026-03-02
			CloseDate - days(31) -> 2025-12-31
			CloseDate + months(1) -> 2026-02-28
			CloseDate + years(-1) -> 2025-01-31
			CloseDate + days(Hours__c) -> 2026-02-03
			CloseDate + days(Missing__c) -> -
			Missing__c + days(1) -> -
			firstOfMonth(CloseDate) -> 2026-01-01
			lastOfMonth(CloseDate + days(1)) -> 2026-02-28
			firstOfNextMonth(CloseDate) -> 2026-02-01
			firstOfNextMonth(CloseDate + months(11)) -> 2027-01-01
			firstOfMonth(Missing__c) -> -
			date(Signed__c) -> 2026-11-22
			Signed__c + days(0) -> 2026-11-22
			date(Signed__c) == date('2026-11-22') -> true
			date('2026-02-28') + days(1) -> 2026-03-01
			CloseDate < Signed__c -> true
			CloseDate > date('2026-01-30') -> true
			CloseDate == date('2026-01-31') -> true
			CloseDate <= '2026-01-31' -> true
			""")
	void computesDates(String expression, String value) {
		assertThat(Computed.text(expression, ROW)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", nullValues = "-", quoteCharacter = '~', textBlock = """
			Type == 'Retainer' -> true
			Type == 'retainer' -> false
			Type != 'Fee' -> true
			Amount == 10000000 -> true
			Amount == '1.0E7' -> true
			Amount > Fee__c -> true
			Amount >= 1.0 -> true
			Number__c == 7 -> true
			Number__c == '7' -> false
			Type == 7 -> false
			Type == CloseDate -> false
			Type == date('2026-01-31') -> false
			IsWon -> true
			IsWon == true -> true
			IsWon == 'true' -> true
			IsPrivate != true -> true
			Type == true -> false
			!IsPrivate -> true
			!Missing__c -> true
			Missing__c == null -> true
			Missing__c == Blank__c -> true
			Missing__c == '' -> true
			Missing__c != 'x' -> true
			Missing__c < 1 -> false
			Missing__c >= 0 -> false
			IsWon && Type == 'Retainer' -> true
			IsWon and not IsPrivate -> true
			IsPrivate || Missing__c -> false
			IsPrivate or IsWon -> true
			IsWon || Type -> true
			IsPrivate && Type -> false
			IsPrivate ? Type:trim(Type, 3) -> Ret
			IsPrivate ? Type :trim(Type, 3) -> Ret
			IsPrivate ? 'a:b':"c:d" -> c:d
			IsWon && IsWon && IsPrivate -> false
			oneOf(Type, 'Fee', 'Retainer') -> true
			oneOf(Type, 'Fee') -> false
			oneOf(Hours__c, 1, 3) -> true
			oneOf(Missing__c, 'a', null) -> true
			Type == 'Retainer' ? 'fee' : 'one_time' -> fee
			Missing__c ? 'a' : 'b' -> b
			Type == 'x' ? 1 : Type == 'Retainer' ? 2 : 3 -> 2
			IsWon ? Type : 1 / 0 -> Retainer
			isEmpty(Blank__c) -> true
			isEmpty(Type) -> false
			contains(Type, 'tain') -> true
			contains(Missing__c, 'a') -> false
			startsWith(Type, 'Re') -> true
			startsWith(Type, 're') -> false
			""")
	void compares(String expression, String value) {
		assertThat(Computed.text(expression, ROW)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", nullValues = "-", quoteCharacter = '~', textBlock = """
			round(Fee__c, 0) -> 1235
			round(-2.5, 0) -> -3
			roundDown(2.999, 2) -> 2.99
			roundUp(2.001, 2) -> 2.01
			round(Amount, 2) -> 10000000.00
			round(Missing__c, 2) -> -
			divide(10, 3, 2) -> 3.33
			divide(Amount, Hours__c, 0) -> 3333333
			divide(Amount, Missing__c, 2) -> -
			first(Missing__c, Blank__c, Type, 1 / 0) -> Retainer
			first(Missing__c, null) -> -
			trim('  abcdef ', 3) -> abc
			trim('ab cd', 3) -> ab
			trim(Name, 7) -> Ñandú 🎉
			trim(Missing__c, 3) -> -
			upper('año') -> AÑO
			lower(Type) -> retainer
			replace(Type, 'a', '[.*]$1') -> Ret[.*]$1iner
			replace(Type, 'tain', '') -> Reer
			replace(Type, 'e', Missing__c) -> Rtainr
			replace('aaa', 'aa', 'a') -> aa
			plain(Html__c) -> One\\n- a\\n- b & c
			join(' – ', Account.Name, Missing__c, Type) -> Acme – Retainer
			join(' ', round(Fee__c, 2), 'EUR') -> 1234.50 EUR
			join(', ', CloseDate + days(1), IsWon, Hours__c * 2) -> 2026-02-01, true, 6
			join('-', Missing__c) -> -
			join('', 'a', 'b') -> ab
			number('12.50') + number(' 1 ') -> 13.5
			""")
	void hasFunctions(String expression, String value) {
		String text = Computed.text(expression, ROW);
		assertThat((text != null) ? text.replace("\n", "\\n") : null).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", quoteCharacter = '~', textBlock = """
			Type + 1 -> `+` takes numbers, not "Retainer"; to put texts together, use a template or join(…)
			Type + Account.Name -> `+` takes numbers, not "Retainer"; to put texts together, use a template or join(…)
			CloseDate + 30 -> `+` takes numbers, not "2026-01-31"; add a span to a date, such as CloseDate + days(30)
			CloseDate - Signed__c -> `-` takes numbers
			Type - 1 -> `-` takes numbers, not "Retainer"
			Type + days(1) -> `+` takes dates, not "Retainer"
			days(1) + days(2) -> `+` takes dates, not P1D
			Amount * IsWon -> `*` takes numbers, not "true"
			Amount / 3 -> 10000000 / 3 has no end; write divide(a, b, 2), which rounds to 2 decimals
			Amount / 0 -> it divides by zero
			Amount / (Hours__c - 3) -> it divides by zero
			divide(1, Hours__c - 3, 2) -> it divides by zero
			CloseDate + years(9000) + years(9000) -> a date
			CloseDate + days(Fee__c) -> `days` takes a whole number from -100,000 to 100,000, not 1234.50
			CloseDate + days(Amount) -> `days` takes a whole number
			round(Fee__c, Share__c) -> `round` takes a whole number from 0 to 20, not 0.1
			round(Fee__c, Missing__c) -> `round` has no number where it needs one
			round(Type, 2) -> `round` takes numbers, not "Retainer"
			trim(Type, 0 - Hours__c) -> `trim` takes a whole number
			replace(Type, Missing__c, 'x') -> `replace` has no part to replace
			firstOfMonth(Type) -> `firstOfMonth` takes dates, not "Retainer"
			Type > 1 -> `>` takes two numbers or two dates, not "Retainer" and 1
			Type < Account.Name -> `<` takes two numbers or two dates
			CloseDate < 5 -> `<` takes two numbers or two dates
			Type ? 1 : 2 -> `?` takes true or false, not "Retainer"
			!Type -> `!` takes true or false, not "Retainer"
			Type && IsWon -> `&&` takes true or false
			-Type -> `-` takes numbers, not "Retainer"
			days(Hours__c) -> takes a value, not P3D
			join('', days(Hours__c)) -> `join` takes a value, not P3D
			""")
	void refusesARowWhoseValueItWouldHaveToGuess(String expression, String words) {
		if (words.equals("a date")) {
			assertThat(Computed.text(expression, ROW)).isEqualTo("+20026-01-31");
			return;
		}
		assertThat(Computed.refusal(expression, ROW)).contains(words);
	}

	@Test
	void isADateBeyondTheCalendarOfCorRefusedWithItsType() {
		assertThat(Computed.map("start: { expression: CloseDate + years(9000) }", ROW).refusals()).singleElement()
			.satisfies((refusal) -> assertThat(refusal.cause()).isEqualTo("VALUE_TYPE"));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", quoteCharacter = '~',
			textBlock = """
					estimated: { expression: Amount * 1.21 } -> {"estimated":12100000}
					estimated: { expression: "Type == 'Retainer' ? null : Amount" } -> {}
					estimated: { expression: Missing__c * 2, null: clear } -> {"estimated":null}
					estimated: { expression: Missing__c * 2, default: 5 } -> {"estimated":5}
					estimated_time: { expression: "round(Hours__c * 8, 0)" } -> {"estimated_time":24}
					billable: { expression: "Type == 'Retainer'" } -> {"billable":true}
					end: { expression: CloseDate + days(30) } -> {"end":"2026-03-02"}
					income_type: { expression: "Amount > 1000 ? 'big' : 'small'", values: { big: fee, small: one_time } } -> {"income_type":"fee"}
					brief: { expression: Type, max-length: 3, too-long: cut } -> {"brief":"Ret"}
					""")
	void givesAFieldItsValue(String line, String payload) {
		Mapped project = Computed.map(line, ROW);
		assertThat(project.refusals()).isEmpty();
		assertThat(project.payload().without(List.of("name")).text()).isEqualTo(payload);
	}

	@Test
	void readsEveryFieldItNames() {
		assertThat(Computed.fields(
				"brief: { expression: \"first(Account.Owner.Name, Region__r.Code__c) == Type ? Amount : trim(Description, 9)\" }"))
			.containsExactly("Account.Owner.Name", "Amount", "Description", "Id", "Name", "Region__r.Code__c",
					"SystemModstamp", "Type");
	}

	@Test
	void hasAVersionByItsMeaningAndNotByItsLayout() {
		String version = version("'Type == \"A\" ? Amount*2 : round(Fee__c, 2)'");
		assertThat(version("\"(type == 'A')\n    ?  (Amount * 2)\n : round(fee__C,2)\"")).isEqualTo(version);
		assertThat(version("'Type == \"A\" ? Amount*2 : round(Fee__c, 3)'")).isNotEqualTo(version);
		assertThat(version("'Type == \"A\" ? Amount*3 : round(Fee__c, 2)'")).isNotEqualTo(version);
		assertThat(version("'Type != \"A\" ? Amount*2 : round(Fee__c, 2)'")).isNotEqualTo(version);
		assertThat(version("'Type == \"a\" ? Amount*2 : round(Fee__c, 2)'")).isNotEqualTo(version);
		assertThat(version("'1 - (2 - 3)'")).isNotEqualTo(version("'1 - 2 - 3'"));
		assertThat(version("'\"1\"'")).isNotEqualTo(version("'1'"));
	}

	private static String version(String expression) {
		return MappingFile
			.read("version: 1\nproject:\n  name: Name\n  brief:\n    expression: " + expression + "\n", "my.yml")
			.bind(ZoneOffset.UTC)
			.version();
	}

}
