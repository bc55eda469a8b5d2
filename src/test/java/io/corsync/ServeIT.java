package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@code serve} begins what is due, alone and with another one.
 */
@EnabledOnOs(OS.LINUX)
class ServeIT {

	@TempDir
	private Path directory;

	/**
	 * A time of the schedule as it stands in the database.
	 *
	 * @param dueAt when
	 * @param fence how many have taken it up
	 * @param ended whether it is done with
	 * @param exitCode how
	 */
	private record Due(Instant dueAt, long fence, boolean ended, int exitCode) {

	}

	private static List<Due> dues(Connection connection) throws SQLException {
		List<Due> dues = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"SELECT due_at, fence, ended_at, exit_code FROM due_time ORDER BY due_at OFFSET 1 ROWS")) {
			while (row.next()) {
				dues.add(new Due(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2),
						row.getObject(3) != null, row.getInt(4)));
			}
		}
		return dues;
	}

	private static void awaitEnded(Connection connection, long count, Duration atMost) {
		Awaitility.await()
			.atMost(atMost)
			.pollInterval(Duration.ofMillis(500))
			.until(() -> dues(connection).stream().filter(Due::ended).count() >= count);
	}

	@Test
	void ofTwoThatShareADatabaseEachTimeIsRunOnceThoughOneIsKilled() throws Exception {
		eachTimeOnce(20, 7);
	}

	@Test
	@Tag("long")
	void everyMinuteForAQuarterOfAnHour() throws Exception {
		eachTimeOnce(60, 15);
	}

	private void eachTimeOnce(int seconds, int times) throws Exception {
		try (Agency agency = Agency.of(30)) {
			String schedule = (seconds == 60) ? "0 * * * * *" : "*/%d * * * * *".formatted(seconds);
			Program first = Serving.program(Database.POSTGRESQL.program(this.directory, agency.settings()), schedule);
			Program second = first.in(Files.createDirectory(this.directory.resolve("second")));
			first.run("sync", "--yes").expect(0);
			try (Serving one = Serving.start(first);
					Serving other = Serving.start(second);
					Connection connection = Database.open(first)) {
				awaitEnded(connection, times / 2, Duration.ofSeconds((long) seconds * times + 120));
				// Nothing says that they take turns: the one that did the last time is
				// killed.
				long last = scheduled(second).get(0).get("pid").longValue();
				Serving killed = (one.started().process().pid() == last) ? one : other;
				Serving survivor = (killed == one) ? other : one;
				killed.started().kill();
				awaitEnded(connection, times, Duration.ofSeconds((long) seconds * times + 120));
				survivor.started().signal("TERM").end().expect(143);
				List<Due> dues = dues(connection);
				assertThat(dues).filteredOn(Due::ended).allSatisfy((due) -> assertThat(due.exitCode()).isZero());
				for (int i = 1; i < dues.size(); i++) {
					assertThat(Duration.between(dues.get(i - 1).dueAt(), dues.get(i).dueAt())).as("%s", dues)
						.isEqualTo(Duration.ofSeconds(seconds));
				}
				long taken = dues.stream().mapToLong(Due::fence).sum();
				List<JsonNode> lines = scheduled(second);
				assertThat(lines).hasSizeBetween(dues.size(), (int) taken);
				assertThat(lines).extracting((line) -> line.get("pid").longValue())
					.containsOnly(one.started().process().pid(), other.started().process().pid());
			}
		}
	}

	/** What the audit has of the schedule, newest first. */
	private static List<JsonNode> scheduled(Program program) {
		return program.run("audit", "--limit", "200", "--output", "json")
			.json()
			.valueStream()
			.filter((line) -> line.get("user").stringValue().contains("serve for schedule"))
			.toList();
	}

	@Test
	void whatAKilledOneHadBegunAnotherFinishes() throws Exception {
		try (Agency agency = Agency.of(30)) {
			Program first = Serving
				.program(Database.POSTGRESQL.program(this.directory, agency.settings()), "*/20 * * * * *")
				.with("COR_SETTLE_AFTER", "2s")
				.with("COR_READ_TIMEOUT", "2m");
			Program second = first.in(Files.createDirectory(this.directory.resolve("second")));
			first.run("sync", "--yes").expect(0);
			agency.win("In flight", Map.of());
			agency.cor("POST", "faults",
					Map.of("effect", "HANG_AFTER", "verb", "POST", "kind", "projects", "times", 1));
			try (Serving one = Serving.start(first); Connection connection = Database.open(first)) {
				Awaitility.await()
					.atMost(Duration.ofMinutes(2))
					.failFast(() -> one.started().requireAlive())
					.until(() -> agency.cor("counts").get("hanging").asInt() > 0);
				try (Serving other = Serving.start(second)) {
					assertThat(other.figures()).contains("corsync_lease_held{of=\"database\"} 1.0");
					one.started().kill();
					agency.cor("POST", "release", null);
					Awaitility.await()
						.atMost(Duration.ofMinutes(2))
						.failFast(() -> other.started().requireAlive())
						.until(() -> dues(connection).stream().anyMatch((due) -> due.fence() > 1 && due.ended()));
					assertThat(other.figures()).contains("corsync_last_run_exit_code{command=\"sync\"} 0.0");
					other.started().signal("TERM").end().expect(143);
				}
			}
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	@Test
	void stoppedInARunItFinishesWhatIsInFlightAndTheNextStartGoesOn() throws IOException {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 800, 1, 0, 500))) {
			Program program = Serving.program(Program.in(this.directory, agency.settings()), "*/5 * * * * *")
				.with("COR_SETTLE_AFTER", "2s")
				.with("LOGGING_STRUCTURED_FORMAT_FILE", "ecs");
			try (Serving serving = Serving.start(program)) {
				// Nobody says yes to the first run but a person.
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> program.run("audit", "--output", "json")
						.json()
						.valueStream()
						.anyMatch((line) -> line.get("exitCode").asInt(-1) == 6));
				assertThat(agency.calls()).isEmpty();
				serving.started().signal("INT").end().expect(130);
			}
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 20);
				sync.kill();
			}
			long before = agency.callsInAll();
			try (Serving serving = Serving.start(program)) {
				agency.awaitCalls(serving.started(), before + 30);
				program.run("runs").expect(0).says("Running now: sync");
				serving.started().signal("TERM").end().expect(143).says("Stopping");
			}
			assertThat(run(program).get("state").stringValue()).isEqualTo("STOPPED");
			assertThat(agency.callsInAll()).isLessThan(agency.org().won().opportunities().size());
			try (Serving serving = Serving.start(program)) {
				Awaitility.await()
					.atMost(Duration.ofMinutes(3))
					.pollInterval(Duration.ofSeconds(2))
					.failFast(() -> serving.started().requireAlive())
					.until(() -> serving.figures().contains("corsync_last_run_exit_code{command=\"sync\"} 0.0"));
				assertThat(serving.figures()).containsPattern("corsync_calls_seconds_count\\{call=\"post projects\","
						+ "service=\"cor\",status=\"20\\d\"} [1-9]");
				serving.started().signal("TERM").end().expect(143);
			}
			agency.requireComplete();
			agency.requireNoViolation();
			assertThat(Files.readAllLines(this.directory.resolve("logs/cor-sync.log")))
				.anyMatch((line) -> line.startsWith("{") && line.contains("\"run\":\"1\""));
		}
	}

	private static JsonNode run(Program program) {
		return program.run("runs", "--output", "json").expect(0).json().get(0).get("run");
	}

}
