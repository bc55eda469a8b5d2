package io.corsync.mapping;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

class ExpressionSyntaxTests {

	/** Everything that JEXL has beyond fields, operators and functions. */
	@ParameterizedTest
	@ValueSource(strings = { "new('java.lang.ProcessBuilder', 'id')", "new java.io.File('/')", "Name.getClass()",
			"''.class.forName('java.lang.Runtime')", "Name.length()", "'a'.toUpperCase()", "(Name).x()",
			"upper(Name).class", "upper(Name)('x')", "(Name)(1)", "upper('a')[0]", "Name[0]", "Name['class']",
			"Name?.class", "Name.'a b'", "Name.`x`", "a = 1", "a += 1", "var a = 1", "let a = 1", "const a = 1", "a++",
			"++a", "--a", "x -> x", "(x) -> x", "(x) => x", "function(x) { x }", "{ 'a' : 1 }", "{ 1, 2 }", "{}",
			"[1, 2]", "[]", "1..3", "if (true) 1", "if (true) { 1 } else { 2 }", "while (true) {}", "for (x : Name) {}",
			"do { 1 } while (true)", "return 1", "break", "throw 1", "try { 1 } catch (e) { 2 }",
			"switch (Name) { case 1 -> 2; default -> 3; }", "1; 2", "Name;", "import java.lang.Runtime",
			"#pragma jexl.import java.lang", "@annotated 1", "#0", "$jexl", "jexl:f(1)", "Name:upper(1)", "size(Name)",
			"size Name", "empty(Name)", "empty Name", "not empty Name", "Name =~ '.*'", "Name !~ '.*'", "Name =~ ['a']",
			"Name =^ 'a'", "Name =$ 'a'", "Name !^ 'a'", "Name !$ 'a'", "~/.*/", "Name instanceof X",
			"Name !instanceof X", "Name === 'a'", "Name !== 'a'", "1 & 2", "1 | 2", "1 ^ 2", "~1", "1 << 2", "1 >> 2",
			"1 >>> 2", "5 % 2", "5 mod 2", "+1", "Name ?: 'a'", "Name ?? 'a'", "`text ${Name}`", "NaN", "#NaN", "1e5",
			"1E-5", "0x10", "010", "1L", "1H", "1.5B", "1.5D", "1.5f", ".5", "1.", "1_000", "Name lt 'a'",
			"Name eq 'a'", "a ?. b", "...", "Name in ['a']", "@Name", "Na\\ me", "Name{}", "%", "" })
	void knowsNothingOfTheRestOfItsLanguage(String expression) {
		if (expression.isEmpty()) {
			assertThat(Computed.problem("()")).contains("cannot be read at its character");
			return;
		}
		String problem = Computed.problem(expression);
		assertThat(problem).containsAnyOf("a part that expressions do not have", "cannot be read at its character",
				"which means nothing in an expression", "which is not known", "a number in a form",
				"which expressions do not have", "cannot be the name of a field");
		assertThat(problem).doesNotContainIgnoringCase("jexl").doesNotContain("java.lang.");
	}

	@Test
	void takesEveryNameForAField() {
		assertThat(Computed.fields("brief: { expression: Name.class.classLoader }")).contains("Name.class.classLoader");
		assertThat(Computed.text("Name.class", Map.of())).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", quoteCharacter = '~', textBlock = """
			Amount + -> has an expression that cannot be read at its character 8; look for a missing quote
			(Amount -> cannot be read at its character
			Amount) -> cannot be read at its character 7
			'Amount -> cannot be read at its character
			Amount Fee__c -> cannot be read at its character 8
			Amount; -> has ";" at its character 7, which means nothing in an expression; remove it
			Amount · 2 -> has "·" at its character 8
			🎉 -> has "🎉" at its character 1
			today() -> has the function today(…), which is not known at its character 6; a mapping gives the same row
			Round(Amount, 2) -> has the function Round(…), which is not known at its character 6; did you mean round?
			sqrt(Amount) -> known are contains, date, days, divide, first, firstOfMonth, firstOfNextMonth, isEmpty, join
			round(Amount) -> has round(…) with 1 values at its character 6; write round(number, decimals)
			round(Amount, 1, 2) -> write round(number, decimals)
			isEmpty() -> has isEmpty(…) with 0 values at its character 8; write isEmpty(value)
			join(',') -> write join(separator, value, …)
			join() -> write join(separator, value, …)
			days(2.5) -> a value that cannot be computed: `days` takes a whole number from -100,000 to 100,000, not 2.5
			date('30/11/2026') -> a value that cannot be computed: `date` takes dates, not "30/11/2026"
			1 + days('x') -> `days` takes numbers, not "x"
			AccountId.Name == 'x' -> has "AccountId.Name", which is no way to a field of Opportunity at its character
			Region__c.Code__c -> write Region__r.Code__c
			Opportunity.Name -> write Name
			_x -> has "_x", which cannot be the name of a field at its character 1
			01 + 1 -> a number in a form that expressions do not have at its character 1; write it as 1250 or 0.75
			Amount * 1e3 -> a number in a form that expressions do not have at its character 10
			""")
	void saysWhereAnExpressionIsWrong(String expression, String words) {
		assertThat(Computed.problem(expression)).contains(words);
	}

	@Test
	void readsNothingTooLongOrTooDeep() {
		assertThat(Computed.problem("'" + "a".repeat(999) + "'"))
			.contains("of 1,001 characters, and 1,000 are allowed");
		assertThat(Computed.problem("(".repeat(26) + "1" + ")".repeat(26))).contains("more than 25 brackets");
		assertThat(Computed.problem("!".repeat(51) + "IsWon")).contains("more than 50 ? and !");
		assertThat(Computed.problem("a?b:".repeat(51) + "c")).contains("more than 50 ? and !");
	}

	@Test
	void readsWhatIsJustAllowed() {
		assertThat(Computed.text("'" + "a".repeat(998) + "'", Map.of())).hasSize(998);
		assertThat(Computed.text("(".repeat(25) + "1" + ")".repeat(25), Map.of())).isEqualTo("1");
		assertThat(Computed.text("1" + "+1".repeat(499), Map.of())).isEqualTo("500");
		assertThat(Computed.text("- ".repeat(498) + "1", Map.of())).isEqualTo("1");
		assertThat(Computed.text("!".repeat(50) + "true", Map.of())).isEqualTo("true");
		assertThat(Computed.text("1==2?3:".repeat(50) + "4", Map.of())).isEqualTo("4");
		assertThat(Computed.text("true" + "&&true".repeat(160), Map.of())).isEqualTo("true");
	}

	@Test
	void boundsWhatItMakes() {
		String digits = "9".repeat(300);
		assertThat(Computed.refusal("A__c * A__c", Map.of("A__c", digits))).contains("longer than 400 digits")
			.hasSizeLessThan(300);
		assertThat(Computed.refusal("A__c + B__c", Map.of("A__c", "1E400", "B__c", "1E-400"))).contains("400 digits");
		String text = "a".repeat(100_000);
		assertThat(Computed.refusal("join('', A__c, A__c, A__c)", Map.of("A__c", text))).contains("200,000 characters");
		assertThat(Computed.refusal("replace(A__c, 'a', A__c)", Map.of("A__c", text))).contains("200,000 characters");
		assertThat(Computed.text("replace(A__c, 'a', 'bb')", Map.of("A__c", text))).hasSize(200_000);
	}

	@Test
	void neverFailsOtherwiseThanWithProblemsOrRefusals() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<String> parts = List.of("Amount", "Type", "CloseDate", "Account.Name", "1", "0.5", "'a'", "\"b\"", "(",
				")", "+", "-", "*", "/", "==", "!=", "<", ">=", "&&", "||", "!", "?", ":", ",", " ", " and ", "round(",
				"days(", "first(", "join(", "trim(", "divide(", "null", "true", "[", "{", ";", "=", ".", "\n", "\\",
				"🎉", "\uD800", "new ", "x.y(", "date(", "'2026-01-31'", ")", ")", ", 2)");
		for (int i = 0; i < 2_000; i++) {
			StringBuilder expression = new StringBuilder();
			for (int part = random.nextInt(9); part >= 0; part--) {
				expression.append(parts.get(random.nextInt(parts.size())));
			}
			Throwable thrown = catchThrowable(() -> compute(expression.toString()));
			assertThat(thrown).as("seed %d: %s", seed, expression)
				.satisfiesAnyOf((none) -> assertThat(none).isNull(),
						(told) -> assertThat(told).isInstanceOf(UnreadableExpressionException.class)
							.message()
							.isNotEmpty()
							.hasLineCount(1));
		}
	}

	private static void compute(String expression) {
		Problems problems = new Problems("my.yml");
		Expression read = new ExpressionParser(new PathSyntax("Opportunity", problems), problems).parse(expression,
				Place.START, "project.brief");
		if (read == null) {
			assertThat(problems.list()).hasSize(1);
			throw new UnreadableExpressionException(problems.list().get(0).what(), "");
		}
		Reading reading = new Reading(Rows.opportunity().with("Type", "x").build(), ZoneOffset.UTC);
		try {
			read.read(reading);
			read.holds(reading);
		}
		catch (RefusedValueException ex) {
			assertThat(ex.remedy()).isNotEmpty();
		}
		assertThatCode(read::meaning).doesNotThrowAnyException();
	}

}
