package io.corsync;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of records is forgotten, and nothing is sent twice for that.
 */
class ForgetIT {

	private static final String NAME = "Ñandú \"& Cía.\" Müller";

	private static final String PHONE = "+51 1 555 4321";

	@TempDir
	Path directory;

	@Test
	void leavesHashesByWhichNothingIsSentUntilSomethingChanges() throws Exception {
		try (Agency agency = Agency.of(20)) {
			Program program = Program.in(this.directory, agency.settings());
			String client = agency.create("Account", Map.of("Name", NAME, "Phone", PHONE));
			String deal = agency.win("Boda de Juana Pérez", Map.of("AccountId", client, "Description", "Calle Luna 5"));
			String refused = agency.win("Rechazado por Juana Pérez", Map.of("AccountId", client));
			agency.cor("POST", "faults",
					Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", refused, "status", 400,
							"times", 0, "body",
							"{\"name\":\"ValidationError\",\"message\":\"%s no\"}".formatted("Juana Pérez")));
			program.run("sync", "--yes").expect(3);
			program.run("park", refused, "--reason", "Juana Pérez llama").expect(0);

			program.run("forget", client).expect(6).says("Nothing was forgotten", "--yes");
			program.run("forget", "006000000000001AAA", "--yes")
				.expect(2)
				.says("Nothing is kept of 006000000000001AAA");
			JsonNode forgotten = program
				.run("forget", agency.url() + "/" + client + "?sid=secret", refused, "--with-dependents", "--yes",
						"--output", "json")
				.expect(0)
				.json();
			assertThat(forgotten.get("records")).hasSize(3);
			assertThat(forgotten.get("files").asInt()).isEqualTo(2);
			for (String value : List.of("Müller", "555 4321", "Juana", "Calle Luna", "1500.5", "secret")) {
				assertThat(everythingKept(program)).as(value).doesNotContain(value);
			}
			program.with("SALESFORCE_LOGIN_URL", "")
				.run("explain", deal)
				.expect(0)
				.says("Your deal " + deal + " is in COR since ", "forgotten", "name: (forgotten)");
			JsonNode audit = program.run("audit", "--output", "json").expect(0).json();
			assertThat(audit.get(0).get("command").stringValue()).isEqualTo(
					"forget --with-dependents --yes --output json %s/%s %s".formatted(agency.url(), client, refused));
			assertThat(audit.get(0).get("exitCode").asInt()).isZero();
			assertThat(audit.get(1).get("exitCode").asInt()).isEqualTo(2);
			assertThat(audit.get(2).get("exitCode").asInt()).isEqualTo(6);
			assertThat(audit.get(3).get("command").stringValue()).isEqualTo("park --reason … " + refused);

			agency.forgetCalls();
			program.run("reconcile").expect(0).says("0 calls to COR");
			assertThat(agency.calls()).isEmpty();
			assertThat(everythingKept(program)).doesNotContain("Müller", "Calle Luna");

			agency.change("Opportunity", deal, Map.of("Amount", "7", "Description", "Calle Sol 6"));
			program.run("sync").expect(0);
			assertThat(agency.callsOf(deal)).containsExactly("PUT brief estimated");
			assertThat(agency.callsInAll()).isEqualTo(1);
			program.run("retry", "--id", refused).expect(0);
			assertThat(agency.callsOf(refused)).as("only when somebody wants it").hasSize(1);
			agency.requireNoViolation();
		}
	}

	/** All files of the program as text, and all tables. */
	private static String everythingKept(Program program) throws Exception {
		StringBuilder kept = new StringBuilder();
		for (String place : List.of("data", "reports")) {
			Path directory = program.directory().resolve(place);
			if (Files.isDirectory(directory)) {
				try (Stream<Path> files = Files.walk(directory)) {
					for (Path file : files.filter(Files::isRegularFile).toList()) {
						kept.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).append('\n');
					}
				}
			}
		}
		try (Connection connection = Database.open(program); Statement statement = connection.createStatement()) {
			for (String table : tables(connection)) {
				try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
					while (row.next()) {
						for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
							kept.append(row.getString(i)).append('\n');
						}
					}
				}
			}
		}
		return kept.toString();
	}

	private static List<String> tables(Connection connection) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (ResultSet row = connection.getMetaData()
			.getTables(connection.getCatalog(), connection.getSchema(), null, new String[] { "TABLE", "BASE TABLE" })) {
			while (row.next()) {
				tables.add("\"" + row.getString("TABLE_NAME") + "\"");
			}
		}
		assertThat(tables).hasSizeGreaterThan(10);
		return tables;
	}

}
