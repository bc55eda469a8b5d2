package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mapping tests as an administrator writes and runs them.
 */
class MappingTestsIT {

	private static final String MAPPING = """
			version: 1
			project:
			  name: Name
			  estimated: Amount
			  income_type: { from: Type, values: { Retainer: fee } }
			""";

	@TempDir
	private Path directory;

	@Test
	void runWithoutSettingsAndWithoutAnybodyToCall() {
		Program program = Program.in(this.directory, Map.of("SALESFORCE_LOGIN_URL", "nonsense", "HTTP_PROXY", "none"))
			.file("config/mapping.yml", MAPPING);
		program.run("check", "--mapping").expect(0).says("There are none in config/mapping-tests", "Everything holds");
		program.file("config/mapping-tests/one.yml",
				"row: { Name: One, Amount: 10.50, Type: Retainer }\nexpect:\n  project: { name: One, estimated: 10.5, income_type: fee }\n");
		program.run("check", "--mapping").expect(0).says("All 1 in config/mapping-tests hold");
		program.file("config/mapping-tests/two.yml",
				"row:\n  Name: Two\n  Type: Other\nexpect:\n  project:\n    name: Three\n");
		program.file("config/mapping-tests/zwei.yml", "row:\n  Name: Two\nexpect:\n  project:\n    name: Three\n");
		Ended ended = program.run("check", "--mapping").expect(2);
		ended.says("1 of 3 in config/mapping-tests hold",
				"config/mapping-tests/two.yml:5:3: project is refused by VALUE_NOT_IN_TABLE: income_type has no translation",
				"config/mapping-tests/zwei.yml:5:5: project.name becomes \"Two\" by config/mapping.yml line 3; expected is \"Three\"",
				"2 things must be mended");
		JsonNode json = program.run("check", "--mapping", "--output", "json").expect(2).json();
		assertThat(json.valueStream().map((finding) -> finding.get("code").stringValue())).containsExactly("DONE",
				"DONE", "REFUSED", "REFUSED");
		program.file("config/mapping.yml", MAPPING.replace("name: Name", "nam: Name"));
		program.run("check", "--mapping").expect(2).says("config/mapping.yml:3:3: project.nam", "did you mean name?");
		program.run("check", "--mapping", "--notify").expect(2).says("Leave them out");
		assertThat(this.directory.resolve("data")).doesNotExist();
	}

	@Test
	void areAPartOfTheWholeCheck() {
		try (Agency agency = Agency.of(10)) {
			Program program = Program.in(this.directory, agency.settings())
				.file("config/mapping-tests/one.yml", "row: { Name: One }\nexpect: { project: { name: Two } }\n");
			program.run("check")
				.expect(2)
				.says("config/mapping-tests/one.yml:2:22: project.name becomes \"One\"", "ok COR login");
		}
	}

	@Test
	void freezeARealDeal() throws IOException {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			String account = agency.create("Account", Map.of("Name", "Ñandú & Cía.", "Phone", "+57 1"));
			String contract = agency.create("Contract", Map.of("AccountId", account, "Status", "Draft"));
			String deal = agency.win("Café \"360°\" #1: 50 %",
					Map.of("AccountId", account, "ContractId", contract, "Description", "two\r\nlines"));
			String file = "config/mapping-tests/café.yml";
			program.run("preview", "--id", deal, "--as-test", file).expect(0).says(file, deal, "check --mapping");
			Path written = this.directory.resolve(file);
			assertThat(Files.getPosixFilePermissions(written)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
			assertThat(Files.readString(written)).contains("  Name: \"Café \\\"360°\\\" #1: 50 %\"\n",
					"  Amount: 1500.50\n", "    estimated: 1500.5\n", "    status: pending\n",
					"  client:\n    id: " + account);
			assertThat(agency.calls()).isEmpty();
			program.run("check", "--mapping").expect(0).says("All 1 in");
			program.run("preview", "--id", deal, "--as-test", file).expect(2).says("is not overwritten");
			program.run("preview", "--id", "006000000000001AAA", "--as-test", "x.yml").expect(2).says("is not there");
			program.run("preview", "--as-test", "x.yml").expect(2).says("Give one --id");
			program.run("preview", "--id", deal, "--limit", "1", "--as-test", "x.yml").expect(2).says("Give one --id");
			assertThat(this.directory.resolve("x.yml")).doesNotExist();
			// The mapping changes, and the test names what that does to the deal.
			program.file("config/mapping.yml", Files.readString(Path.of("config", "mapping.yml"))
				.replace("{ constant: active, owner", "{ constant: sold, owner"));
			program.run("check", "--mapping")
				.expect(2)
				.says("project.status becomes \"sold\"", "expected is \"active\"");
		}
	}

}
