package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof that users run on their own machine.
 */
class ProveIT {

	private static final long PATIENCE_MINUTES = 15;

	private static final String PROVEN = "lost 0, doubled 0, unsettled 0, books balanced";

	@TempDir
	Path directory;

	@Test
	void provesAQuickSelectionOnScratchFiles() throws InterruptedException, IOException {
		Ended ended = patiently(Program.in(this.directory, Map.of()), "prove", "--quick", "--mixes", "2");
		ended.expect(0).says("on H2 with seed 1", "kill-project-watermark", PROVEN);
		assertThat(ended.out().lines()).allSatisfy((line) -> assertThat(line.length()).isLessThanOrEqualTo(80));
		try (var left = Files.list(this.directory.resolve("tmp"))) {
			assertThat(left).isEmpty();
		}
	}

	@Test
	void provesOnAnEmptyPostgresqlDatabaseAndLeavesItEmpty() throws InterruptedException, SQLException, IOException {
		Program program = Database.POSTGRESQL.program(this.directory, Map.of());
		String url = program.environment().get("SPRING_DATASOURCE_URL");
		Ended ended = patiently(program, "prove", "--database-url", url, "--output", "json", "--case",
				"kill-project-answer-received", "--case", "kill-client-request-sent", "--case",
				"kill-contract-before-claim", "--case", "cor-reset-after-commit");
		JsonNode answer = ended.expect(0).json();
		assertThat(answer.get("passed").booleanValue()).isTrue();
		assertThat(answer.get("cases")).hasSize(4)
			.allSatisfy((one) -> assertThat(one.get("database").stringValue()).isEqualTo("PostgreSQL"));
		try (Connection connection = Database.open(program);
				Statement statement = connection.createStatement();
				ResultSet schemas = statement
					.executeQuery("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'cor_sync%'")) {
			assertThat(schemas.next()).isTrue();
			assertThat(schemas.getInt(1)).isZero();
		}
	}

	@Test
	void refusesADatabaseThatHoldsALedger() throws SQLException, IOException {
		Program program = Database.POSTGRESQL.program(this.directory, Map.of());
		try (Connection connection = Database.open(program); Statement statement = connection.createStatement()) {
			statement.execute("CREATE SCHEMA elsewhere");
			statement.execute("CREATE TABLE elsewhere.ledger (id INTEGER)");
		}
		program.run("prove", "--database-url", program.environment().get("SPRING_DATASOURCE_URL"))
			.expect(2)
			.says("is in use: it holds elsewhere.ledger", "Nothing was changed");
	}

	@Test
	void refusesWhatItCannotUse() {
		Program program = Program.in(this.directory, Map.of());
		program.run("prove", "--database-url", "jdbc:h2:mem:x").expect(2).says("must be a PostgreSQL database");
		program.run("prove", "--case", "no-such").expect(2).says("There is no case no-such");
	}

	private Ended patiently(Program program, String... command) throws InterruptedException, IOException {
		Path scratch = Files.createDirectories(this.directory.resolve("tmp"));
		try (Started prove = program.withJvm("-Djava.io.tmpdir=" + scratch).start(command)) {
			assertThat(prove.process().waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
			return prove.end();
		}
	}

}
