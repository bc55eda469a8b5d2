package io.corsync.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import io.corsync.salesforce.SourceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MappingTrialsTest {

	private static final String MAPPING = """
			version: 1
			project:
			  name: Name
			  client_id: AccountId
			  contract_id: ContractId
			  estimated: Amount
			  start: { from: Signed__c, owner: always }
			  work_order: Order__c
			  billable: Billed__c
			  income_type: { from: Type, values: { Retainer: fee, Project: one_time } }
			  brief: { from: Region__r.Code__c, null: clear }
			client:
			  name: Name
			contract:
			  name: ContractNumber
			  client_id: AccountId
			""";

	private static final String TEST = """
			name: A website, signed late in the evening
			zone: America/Bogota
			row:
			  Name: Website
			  Amount: 1234.50
			  Signed__c: 2026-11-24T02:00:00.000Z
			  Order__c: 0042
			  Billed__c: true
			  Type: Retainer
			  AccountId: 001000000000001
			  Account: { Name: Acme }
			  Contract:
			    ContractNumber: "00000101"
			    Account.Name: Acme Holding
			expect:
			  project:
			    name: Website
			    client_id: 001000000000001AAA
			    contract_id: 800TEST00000001
			    estimated: 1234.5
			    start: 2026-11-23
			    work_order: 0042
			    billable: true
			    income_type: fee
			    brief: null
			  client:
			    - id: 001TEST00000001
			      name: Acme Holding
			    - id: 001000000000001
			      name: Acme
			""";

	private final MappingTrials trials = new MappingTrials(MappingFile.read(MAPPING, "mapping.yml"));

	@TempDir
	private Path directory;

	@Test
	void holdsWhenThePayloadIsTheExpectedOne() {
		assertThat(told(TEST)).isEmpty();
	}

	@Test
	void namesEachFieldThatDiffersWithBothPlaces() {
		String test = TEST.replace("estimated: 1234.5", "estimated: 1234.51")
			.replace("    start: 2026-11-23\n", "")
			.replace("fee\n", "fee\n    deliverables: Media\n")
			.replace("brief: null", "brief: ÑU");
		assertThat(told(test)).containsExactly(
				"t.yml:16:3: project.start becomes \"2026-11-23\" by mapping.yml line 7; expected is nothing; "
						+ "if it is meant, add `start: 2026-11-23`",
				"t.yml:20:5: project.estimated becomes 1234.5 by mapping.yml line 6; expected is 1234.51",
				"t.yml:24:5: project.deliverables has no value, and the mapping has no line for it; "
						+ "expected is \"Media\"",
				"t.yml:25:5: project.brief becomes null by mapping.yml line 11; expected is \"ÑU\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					AccountId: 001000000000001\\n  Account: { Id: 001000000000002 } | row.Account.Id is not the id that the lookup to it holds
					AccountId: null\\n  Account: { Name: x }   | row.AccountId is empty, but the row has a Account
					Name: a\\n  name: b                         | stands here a second time, first on line 3
					Services__c: [A, B]                         | with ; between them
					"Account Name": x                           | write an API name such as Amount
					Id: nonsense                                | no Salesforce id
					Account: { Id: 00Q }                        | row.Account.Id is "00Q", which is no Salesforce id
					""")
	void namesWhatNoRowCanBe(String row, String words) {
		assertThat(told("version: 1\nrow:\n  ".replace("version: 1", "name: x") + row.replace("\\n", "\n")
				+ "\nexpect:\n  project: { }\n"))
			.anySatisfy((problem) -> assertThat(problem).startsWith("t.yml:").contains(words));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			project: { estimatd: 1 }          | did you mean estimated? known are archived
			project: { estimated: much }      | project.estimated takes a number, not "much"; write a number
			project: { start: 2026-02-30 }    | project.start takes a date
			project: { name: [a] }            | has several values
			project:                          | write what COR is to get below it, indented, or `project: none`
			projct: { name: x }               | expect.projct is not known here; did you mean project?
			refused: { project: X }\\n  project: { name: x } | keep one of them
			refused: X                        | write `project: VALUE_TYPE`
			""")
	void namesWhatCannotBeExpected(String expect, String words) {
		assertThat(told("row:\n  Name: x\nexpect:\n  " + expect.replace("\\n", "\n") + "\n"))
			.anySatisfy((problem) -> assertThat(problem).startsWith("t.yml:").contains(words));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "row:\n  Name: x\n", "expect:\n  project: { name: x }\n", "row:\nexpect:\n", "- a\n",
			"row: [", "row: { Name: x }\nexpect: { project: { name: x } }\nzone: Mars\n",
			"row: { Name: x }\nexpect: { project: { name: x } }\nzones: UTC\n" })
	void isToldWhenAFileIsNoTest(String text) {
		assertThat(told(text)).isNotEmpty().allSatisfy((problem) -> assertThat(problem).matches("(?s)t.yml:.*; .+"));
	}

	@Test
	void expectsRefusalsByCause() {
		String row = "row:\n  Name: x\n  Amount: much\n  Type: Other\nexpect:\n";
		assertThat(told(row + "  refused:\n    project: [VALUE_TYPE, VALUE_NOT_IN_TABLE]\n")).isEmpty();
		assertThat(told(row + "  refused:\n    project: VALUE_TYPE\n")).singleElement()
			.asString()
			.startsWith("t.yml:7:5: project is refused by VALUE_NOT_IN_TABLE too: income_type has no translation");
		assertThat(told(row + "  refused:\n    project: [VALUE_TYPE, VALUE_NOT_IN_TABLE, MISSING_VALUE]\n"))
			.singleElement()
			.asString()
			.contains("is not refused by MISSING_VALUE");
		assertThat(told(row + "  project:\n    name: x\n")).hasSize(2)
			.first()
			.asString()
			.startsWith("t.yml:6:3: project is refused by VALUE_TYPE: estimated takes a number, not \"much\"")
			.contains("if not, write `refused: { project: VALUE_TYPE }`");
	}

	@Test
	void tellsWhatIsMadeAndWhatIsNot() {
		String row = "row:\n  Name: x\n  Account: { Name: Acme }\nexpect:\n";
		assertThat(told(row + "  client: none\n")).singleElement()
			.asString()
			.startsWith("t.yml:5:3: client 001TEST00000001YDA is made as well (\"Acme\"); expected is none");
		assertThat(told(row + "  contract: { name: x }\n")).singleElement().asString().contains("contract is not made");
		assertThat(told(row + "  contract: none\n  client: { name: Acme }\n")).isEmpty();
		assertThat(told(row + "  client:\n    - name: Acme\n    - name: Other\n")).singleElement()
			.asString()
			.startsWith("t.yml:7:7: client is not made");
	}

	@Test
	void expectsRulesAndStoppedUpdates() {
		MappingTrials ruled = new MappingTrials(MappingFile.read("""
				version: 1
				project:
				  name: Name
				  stop-updates-when: "StageName == 'Closed Lost'"
				rules:
				  - name: internal
				    when: { Type: Internal }
				    skip: true
				  - name: large ones
				    when: { Type: Large }
				    project: { brief: { constant: large } }
				""", "m.yml"));
		String left = "row: { Name: x, Type: Internal }\nexpect:\n";
		assertThat(ruled.run(left + "  project: none\n  rule: internal\n", "t.yml")).isEmpty();
		assertThat(ruled.run(left + "  project: { name: x }\n", "t.yml")).singleElement()
			.asString()
			.contains("project is not made");
		assertThat(ruled.run(left + "  rule: none\n", "t.yml")).singleElement()
			.asString()
			.startsWith("t.yml:3:3: project is mapped by the rule \"internal\"; expected is that none fits");
		assertThat(ruled.run(left + "  rule: internl\n", "t.yml")).singleElement()
			.asString()
			.contains("which the mapping does not have; did you mean internal?");
		String large = "row: { Name: x, Type: Large, StageName: Closed Lost }\nexpect:\n";
		assertThat(ruled.run(large + "  project: { name: x, brief: large }\n  rule: large ones\n  stopped: project\n",
				"t.yml"))
			.isEmpty();
		assertThat(ruled.run(large + "  stopped: none\n", "t.yml")).singleElement()
			.asString()
			.startsWith("t.yml:3:3: stopped are the updates of project; expected is nobody");
		assertThat(ruled.run(large + "  stopped: deal\n", "t.yml")).singleElement().asString().contains("is no kind");
		for (String type : List.of("Internal", "Large", "Other")) {
			String frozen = ruled.freeze(Rows.row(Rows.OPPORTUNITY_ID)
				.with("Name", "x")
				.with("Type", type)
				.with("StageName", "Closed Lost")
				.build(), ZoneOffset.UTC);
			assertThat(ruled.run(frozen, "t.yml")).isEmpty();
			assertThat(frozen.contains("stopped: [project]")).isEqualTo(!type.equals("Internal"));
			assertThat(frozen.contains("rule: ")).isEqualTo(!type.equals("Other"));
		}
	}

	@Test
	void holdsWhatTheDocumentShows() throws IOException {
		MappingTrials defaults = new MappingTrials(MappingFile.defaults());
		List<String> examples = Pattern.compile("(?s)```yaml\n(.*?)```")
			.matcher(Files.readString(Path.of("docs/mapping-tests.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(examples).hasSizeGreaterThan(1)
			.allSatisfy((example) -> assertThat(defaults.run(example, "t.yml")).isEmpty());
	}

	@Test
	void runsEveryFileOfADirectory() throws IOException {
		assertThat(this.trials.run(this.directory.resolve("none"))).isEmpty();
		Files.writeString(this.directory.resolve("b.yml"), "row: { Name: x }\nexpect: { project: { name: x } }\n");
		Files.writeString(this.directory.resolve("a.yaml"), "row: { Name: x }\nexpect: { project: { name: y } }\n");
		Files.writeString(this.directory.resolve("notes.txt"), "no test");
		Files.write(this.directory.resolve("c.yml"), new byte[] { (byte) 0xFF, (byte) 0xFE });
		List<MappingTrials.Result> results = this.trials.run(this.directory);
		assertThat(results).extracting((result) -> result.file().getFileName().toString())
			.containsExactly("a.yaml", "b.yml", "c.yml");
		assertThat(results).extracting((result) -> result.problems().size()).containsExactly(2, 1, 1);
		assertThat(results.get(2).problems().get(0).what()).contains("UTF-8");
	}

	@Test
	void writesARealDealAsATestThatHolds() {
		MappingTrials defaults = new MappingTrials(MappingFile.defaults());
		String text = defaults.freeze(Rows.opportunity().with("Description", "Two\r\nlines: \"ñ\" # 🚀").build(),
				ZoneId.of("America/Bogota"));
		assertThat(defaults.run(text, "t.yml")).isEmpty();
		assertThat(text).startsWith("# Frozen from Opportunity 006000000000001AAA")
			.contains("zone: America/Bogota\n", "  Description: \"Two\\r\\nlines: \\\"ñ\\\" # 🚀\"\n",
					"Amount: 1.0E7\n", "    estimated: 10000000\n",
					"    - id: 001000000000002AAA\n      name: Acme Holding\n")
			.doesNotContain("SystemModstamp");
		assertThat(defaults.run(text.replace("Name: Website", "Name: Web"), "t.yml")).singleElement()
			.asString()
			.contains("project.name becomes \"Web\"");
	}

	@Test
	void writesARefusedDealAndOneWhoseParentsAreHidden() {
		String text = this.trials.freeze(
				Rows.row(Rows.OPPORTUNITY_ID).with("AccountId", Rows.ACCOUNT_ID).with("Type", "Other").build(),
				ZoneOffset.UTC);
		assertThat(this.trials.run(text, "t.yml")).isEmpty();
		assertThat(text).contains("  Account: null\n",
				"  refused:\n    project: [MISSING_VALUE, VALUE_NOT_IN_TABLE]\n");
	}

	@Test
	void writesStampsWhereTheMappingReadsThem() {
		MappingTrials stamped = new MappingTrials(MappingFile
			.read("version: 1\nproject:\n  name: Name\n  end: SystemModstamp\n  brief: Account.Name\n", "m.yml"));
		String text = stamped.freeze(Rows.opportunity().build(), ZoneOffset.UTC);
		assertThat(text).contains("SystemModstamp: \"" + Rows.STAMP + "\"");
		assertThat(stamped.run(text, "t.yml")).isEmpty();
	}

	@Test
	void writesAnyRowAsATestThatHolds() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 500; i++) {
			SourceRow row = anyRow(random);
			String text = this.trials.freeze(row, ZoneOffset.UTC);
			assertThat(this.trials.run(text, "t.yml")).as("seed %d, row %d:%n%s", seed, i, text).isEmpty();
		}
	}

	private static SourceRow anyRow(Random random) {
		Rows row = Rows.row(Rows.OPPORTUNITY_ID);
		List<String> texts = List.of("null", "~", "yes", "No", "true", "0x1F", "012", "1_000", "12:30", "2026-11-23",
				"1.0E7", "-0", ".5", "a: b", "# x", "- x", "'", "\"", "\\", "\u0085", "\u2028", "\uFEFF",
				"\uD83D\uDE80", "\u0001", "\t", "{", "[", "%", "@", "`", "|", ">", "&a", "*a", "!x", "<<", "=",
				"Retainer", "A b");
		for (String field : List.of("Name", "Amount", "Order__c", "Type", "Billed__c", "Signed__c")) {
			if (random.nextInt(3) > 0) {
				row.with(field, texts.get(random.nextInt(texts.size()))
						+ (random.nextBoolean() ? "" : texts.get(random.nextInt(texts.size()))));
			}
		}
		if (random.nextBoolean()) {
			row.with("AccountId", Rows.ACCOUNT_ID).parent("Account", Rows.ACCOUNT_ID).with("Account.Name", "Acme");
		}
		if (random.nextBoolean()) {
			row.with("ContractId", Rows.CONTRACT_ID)
				.parent("Contract", Rows.CONTRACT_ID)
				.with("Contract.ContractNumber", "00000101")
				.with("Contract.AccountId", Rows.OTHER_ACCOUNT_ID);
		}
		return row.build();
	}

	private List<String> told(String test) {
		return this.trials.run(test, "t.yml").stream().map(MappingProblem::toString).toList();
	}

}
