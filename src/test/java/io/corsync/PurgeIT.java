package io.corsync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is older than history.keep goes at the end of a run.
 */
class PurgeIT {

	@TempDir
	Path directory;

	@Test
	void takesOldRunsWithEverythingOfThemAndNoRowOfTheLedger() throws Exception {
		try (Agency agency = Agency.of(30)) {
			Program program = Program.in(this.directory, agency.settings());
			String stuck = agency.win("Rechazado", Map.of());
			agency.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", stuck,
					"status", 400, "times", 0, "body", "{\"name\":\"ValidationError\",\"message\":\"no\"}"));
			program.run("sync", "--yes").expect(3);
			String named = agency.held("projects").keySet().iterator().next();
			program.run("sync", "--id", named).expect(0);
			try (Connection connection = Database.open(program); Statement statement = connection.createStatement()) {
				age(statement);
			}
			long rows = count(program, "SELECT COUNT(*) FROM ledger");
			Files.createDirectories(this.directory.resolve("reports/.old"));
			program.with("HISTORY_KEEP", "90d").run("sync", "--id", named).expect(0);
			assertThat(count(program, "SELECT COUNT(*) FROM ledger")).isEqualTo(rows);
			assertThat(count(program, "SELECT COUNT(*) FROM attempt")).as("the refused row's").isEqualTo(1);
			assertThat(count(program, "SELECT COUNT(*) FROM run WHERE run_number = 2")).isZero();
			assertThat(count(program, "SELECT COUNT(*) FROM run_count WHERE run_number = 2")).isZero();
			assertThat(count(program, "SELECT COUNT(*) FROM run WHERE run_number = 1"))
				.as("its row is stuck since then")
				.isEqualTo(1);
			assertThat(count(program, "SELECT COUNT(*) FROM batch_job_instance")).as("of the last run").isEqualTo(1);
			assertThat(count(program, "SELECT COUNT(*) FROM batch_step_execution_context")).isPositive()
				.isEqualTo(count(program, "SELECT COUNT(*) FROM batch_step_execution"));
			assertThat(count(program, "SELECT COUNT(*) FROM audit WHERE command = 'sync --yes'")).isZero();
			assertThat(Files.list(this.directory.resolve("reports")).map((path) -> path.getFileName().toString()))
				.containsExactlyInAnyOrder("run-33", "run-34");

			program.run("explain", stuck).expect(0).says("ValidationError", "POST");
			program.run("explain", named).expect(0).says("is in COR since ");
			agency.forgetCalls();
			program.run("sync").expect(3);
			assertThat(agency.calls()).isEmpty();
		}
	}

	// The last 30 nights are kept, however old they are, so more than that come after.
	private static void age(Statement statement) throws Exception {
		statement.executeUpdate(
				"UPDATE run SET started_at = started_at - INTERVAL '100' DAY, ended_at = ended_at - INTERVAL '100' DAY");
		statement.executeUpdate("UPDATE audit SET began_at = began_at - INTERVAL '100' DAY");
		for (int i = 0; i < 31; i++) {
			statement.executeUpdate(
					"""
							INSERT INTO run (target_id, command, selection, fingerprint, mapping_version, window_from, window_to,
							  state, exit_code, host, pid, fence, started_at, ended_at)
							SELECT target_id, 'sync', 'changed', 'f', mapping_version, started_at, window_to, 'COMPLETED', 0, host, pid,
							  0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM run WHERE run_number = 1
							""");
		}
	}

	private static long count(Program program, String sql) throws Exception {
		try (Connection connection = Database.open(program);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

}
