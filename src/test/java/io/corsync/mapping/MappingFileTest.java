package io.corsync.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MappingFileTest {

	private static final List<String> ANYTHING = List.of("", " ", "\n", "\t", ":", "{", "}", "[", "]", "'", "\"", "&a ",
			"*a ", "!!x ", "? ", "- ", "|", ">", "#", "<<: ", "null", "~", "\u0000", "\uD800", "😀", "Name", "  ", "%",
			"@", "---\n", "from: ", "values: {", "constant: ");

	@Test
	void readsTheFileThatComesWithTheProgram() {
		Mapping fromJar = MappingFile.defaults().bind(ZoneOffset.UTC);
		Mapping fromFile = MappingFile.read(Path.of("config/mapping.yml")).bind(ZoneOffset.UTC);
		assertThat(fromJar.version()).isEqualTo(fromFile.version());
	}

	@Test
	void tellsTenMistakesAtOnce() {
		String text = """
				version: 1
				zone: Europe/Madrit
				project:
				  name: Name
				  estimatd: Amount
				  brief: Account Name
				  billable: { constant: yes }
				  start: { from: CloseDate, owner: once }
				  end: { constant: 2026-02-30 }
				  income_type: { from: Type, values: { Retainer: retainer } }
				  client_id: AccountId
				  contract_id: ContractId
				client:
				  name: Name
				  name: Site
				  phone: { form: Phone }
				""";
		assertThat(problemsOf(text)).containsExactly(
				"my.yml:2:1: zone is \"Europe/Madrit\", which is no time zone; "
						+ "did you mean Europe/Madrid? write one such as Europe/Madrid",
				"my.yml:5:3: project.estimatd is no field of COR's projects; did you mean estimated? known are archived, "
						+ "billable, brand_id, brief, client_id, contract_id, currency_id, deliverables, end, estimated, "
						+ "estimated_time, evaluation_date, fee_id, income_type, name, pm_id, product_id, start, status, "
						+ "work_order",
				"my.yml:6:10: project.brief has \"Account Name\", which cannot be the name of a field; "
						+ "write an API name such as Name or Account.Industry, or { constant: … } for a fixed value",
				"my.yml:7:25: project.billable takes true or false, not \"yes\"; write true or false",
				"my.yml:8:29: project.start.owner cannot be \"once\"; write always or create",
				"my.yml:9:20: project.end takes a date (YYYY-MM-DD), not \"2026-02-30\"; write a date (YYYY-MM-DD)",
				"my.yml:10:50: project.income_type takes one of fee, one_time, hourly_rate, contract, not \"retainer\"; "
						+ "write one of fee, one_time, hourly_rate, contract",
				"my.yml:12:3: project.contract_id refers to a contract, but the mapping makes none; "
						+ "add the section `contract:` or remove this line",
				"my.yml:15:3: client.name stands here a second time, first on line 14; keep one of them",
				"my.yml:16:12: client.phone.form is not known here; did you mean from? "
						+ "known are from, constant, template, expression, plain-text, values, ignore-case, unmapped, default, "
						+ "max-length, too-long, owner, null, if-refused");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					name: Account__c.Name            | write Account__r.Name
					name: AccountId.Name             | write Account.Name
					name: Foo__r                     | write Foo__r.Name
					name: Opportunity.Name           | write Name
					name: { }                        | write one of { from: Name }, { constant: value }, { template: … } and { expression: … }
					name: { from: [] }               | name at least one Salesforce field
					name: { from: [Name, [X]] }      | write one value
					name: { from: Name, constant: x } | keep one of them
					name: { from: Name, expression: x } | keep one of them
					name: { template: Name }         | write a field between braces, such as {Account.Name}
					name: { template: "{Name" }      | close it, or write {{ for a brace
					name: { template: "Name}" }      | open it, or write }} for a brace
					name: { template: "{}" }         | write an API name such as Name or Account.Industry, or { constant: … } for a fixed value
					name: { template: "{AccountId.Name}" } | write Account.Name
					name: { from: Name, max-length: 0 } | write a whole number of characters, from 1 to 999999
					name: { from: Name, max-length: 1e3 } | write a whole number of characters, from 1 to 999999
					name: { from: Name, too-long: cut } | add `max-length` or remove it
					name: { from: Name, max-length: 9, too-long: shorten } | write cut or refuse
					name: { from: Name, max-length: 2, default: abc } | shorten that text or raise the limit
					name: { from: Name, max-length: 2, values: { a: abc } } | shorten that text or raise the limit
					name: { constant: x, max-length: 2 } | remove it
					name: { from: Name, plain-text: yes } | write false or true
					estimated: { from: Amount, max-length: 9 } | remove it
					estimated: { from: Amount, plain-text: true } | remove it
					client_id: { template: "{AccountId}" } | write the lookup to the record itself, such as AccountId
					client_id: { expression: AccountId } | write the lookup to the record itself, such as AccountId
					stop-updates-when: now() == null | a mapping gives the same row the same values every night: take a date of the row, such as CloseDate
					stop-updates-when: [ a ]         | write one value
					stop-updates-when: A.B.C.D.E.F.G == 1 | make a formula field nearer to the Opportunity and map that
					name: { constant: x, null: clear } | remove it
					name: { from: Name, null: clear } | remove `null: clear`
					name: { from: Name, values: { a: b }, unmapped: omit } | remove `unmapped: omit`
					brief: { from: Name, values: { a: b }, unmapped: leave } | write omit or refuse
					brief: { from: Name, values: { a: b }, default: c, unmapped: omit } | keep one of them
					brief: { from: Name, unmapped: omit } | add `values` or remove it
					brief: { from: Name, ignore-case: true } | add `values` or remove it
					brief: { constant: x, ignore-case: true } | remove it
					brief: { from: Name, values: { a: b, A: c }, ignore-case: true } | keep one of them
					brief: { from: Name, values: { 005000000000001: b, 005000000000001AAA: c } } | keep one of them
					name: [Name, Code]               | write { from: [First, Second] } for the first that is not empty
					name:                            | write one behind the colon or remove the line
					name: ''                         | write one behind the colon or remove the line
					name: { from: Name, values: x }  | write values: { "value in Salesforce": value in COR, … }
					name: !!java.net.URL [x]         | remove the word that starts with !
					brief: { from: Name, if-refused: send-without } | remove it
					client_id: { from: AccountId, if-refused: never } | write send-without or wait
					brief: Name                      | add a line such as `name: Name`
					client_id: AccountId             | add the section `client:` or remove this line
					client_id: { constant: x }       | write the lookup to the record itself, such as AccountId
					client_id: Name                  | write the lookup to the record itself, such as AccountId
					id: Id                           | remove the line
					start: { from: CloseDate, null: clear } | add owner: always or remove `null: clear`
					estimated: { constant: 1e999999999 } | write a number
					name: A.B.C.D.E.F.Name           | make a formula field nearer to the Opportunity and map that
					""")
	void givesARemedyForEachMistake(String line, String remedy) {
		String text = "version: 1\nproject:\n  " + line.replace("''", "\"\"") + "\n";
		assertThat(problemsOf(text))
			.anySatisfy((problem) -> assertThat(problem).startsWith("my.yml:").endsWith("; " + remedy));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			version: 1\\nproject:\\n\\tname: Name|3:1|a character here that YAML keeps for itself
			version: 1\\nproject:\\n  name: Name: x|3:13|a colon where none is expected
			version: 1\\nproject:\\n  name Name\\n  brief: Name|4:8|colon
			version: 1\\nproject:\\n  name: Name\\n brief: X|4:2|indentation does not fit
			version: 1\\nproject: { name: Name\\nclient:|3:7|a bracket that is not closed
			version: 1\\nproject:\\n  name: "Name\\n|3:9|ends within quotes
			version: 1\\nproject:\\n  name: *Name\\n|3:9|takes for an alias
			version: 1\\n---\\nversion: 1|2:1|a second document
			version: 1\\nproject: \u0007|2:10|U+0007
			""")
	void tellsSyntaxErrorsInPlainWords(String text, String place, String words) {
		assertThat(problemsOf(text.replace("\\n", "\n").replace("\\t", "\t"))).singleElement()
			.asString()
			.startsWith("my.yml:" + place + ": the file ")
			.contains(words);
	}

	@ParameterizedTest
	@CsvSource({ "'', is empty", "'# nothing', is empty", "'- a', is no mapping", "'version: 1', project is missing",
			"'{}', version is missing", "'version: 2\nproject: { name: Name }', is \"2\"",
			"'version: 1\nproject:', has no fields",
			"'version: 1\nproject: { name: Name }\nclient: { name: Name }', is never used",
			"'version: 1\nprojet: { name: Name }', did you mean project?" })
	void refusesWhatIsNoWholeMapping(String text, String words) {
		assertThat(String.join("\n", problemsOf(text))).contains(words);
	}

	@Test
	void readsAFileThatBeginsWithAByteOrderMarkAndHasWindowsLineEnds() {
		MappingFile file = MappingFile.read("\uFEFFversion: 1\r\nproject:\r\n  name: Name\r\n", "my.yml");
		assertThat(file.bind(ZoneOffset.UTC).opportunityFields()).containsExactly("Id", "Name", "SystemModstamp");
	}

	@Test
	void survivesAMappingThatContainsItself() {
		assertThat(problemsOf("version: 1\nproject: &p\n  name: { from: *p }\n")).isNotEmpty();
	}

	@Test
	void neverFailsOtherwiseThanWithProblems() throws IOException {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		String sound = Files.readString(Path.of("config/mapping.yml"));
		for (int i = 0; i < 3_000; i++) {
			StringBuilder text = new StringBuilder(sound);
			for (int change = random.nextInt(4); change >= 0; change--) {
				int at = random.nextInt(text.length() - 20);
				text.replace(at, at + random.nextInt(20), ANYTHING.get(random.nextInt(ANYTHING.size())));
			}
			Throwable thrown = catchThrowable(() -> MappingFile.read(text.toString(), "my.yml").bind(ZoneOffset.UTC));
			if (thrown != null) {
				assertThat(thrown).as("seed %d, change %d:%n%s", seed, i, text)
					.isInstanceOf(MappingException.class)
					.message()
					.matches("(my\\.yml:[0-9]+:[0-9]+: [^\n]+; [^\n]+\n?)+");
			}
		}
	}

	@Test
	void namesAFileThatIsMissingOrNotUtf8(@TempDir Path directory) throws IOException {
		Path missing = directory.resolve("missing.yml");
		assertThatExceptionOfType(MappingException.class).isThrownBy(() -> MappingFile.read(missing))
			.withMessageContaining("does not exist");
		Path latin = Files.write(directory.resolve("latin.yml"), "name: Año".getBytes(StandardCharsets.ISO_8859_1));
		assertThatExceptionOfType(MappingException.class).isThrownBy(() -> MappingFile.read(latin))
			.withMessageContaining("UTF-8");
	}

	private static List<String> problemsOf(String text) {
		MappingException refused = catchThrowableOfType(MappingException.class, () -> MappingFile.read(text, "my.yml"));
		assertThat(refused).as("the mapping is refused").isNotNull();
		assertThat(refused.getMessage().lines()).hasSameSizeAs(refused.problems());
		return refused.problems().stream().map(MappingProblem::toString).toList();
	}

}
