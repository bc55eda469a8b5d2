package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program dies or is stopped in the middle of a sync, with calls in flight.
 */
@EnabledOnOs(OS.LINUX)
class KilledIT {

	private static final long SEED = 20_261_123;

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void killedAgainAndAgainItEndsCompleteAndNothingIsDoubled(Database database) {
		Random random = new Random(SEED + database.ordinal());
		try (Agency agency = slowAgency()) {
			Program program = database.program(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			long before = 0;
			for (int i = 0; i < 3; i++) {
				try (Started sync = program.start("sync", "--yes")) {
					agency.awaitCalls(sync, before + 1 + random.nextInt(50));
					sync.kill();
				}
				before = agency.callsInAll();
			}
			program.run("sync", "--yes").expect(0).says("Continuing run 1");
			requireCompleteAndQuiet(agency, program);
			List<String> states = program.run("runs", "--output", "json")
				.json()
				.valueStream()
				.map((line) -> line.get("run").get("state").stringValue())
				.toList();
			assertThat(states).containsOnly("COMPLETED");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TERM, 143", "INT, 130" })
	void stoppedBySignalItFinishesWhatIsInFlightAndContinues(String signal, int code) {
		try (Agency agency = slowAgency()) {
			Program program = Program.in(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 30);
				sync.signal(signal).end().expect(code).says("Stopping", "was stopped");
			}
			JsonNode run = program.run("runs", "--output", "json").expect(0).json().get(0).get("run");
			assertThat(run.get("state").stringValue()).isEqualTo("STOPPED");
			assertThat(agency.callsInAll()).isLessThan(agency.org().won().opportunities().size());

			program.run("sync").expect(0).says("Continuing run 1");
			requireCompleteAndQuiet(agency, program);
		}
	}

	@Test
	void stoppedWhileCorHangsItRecordsTheDoubtWithinHalfAMinute() {
		try (Agency agency = slowAgency()) {
			Program program = Program.in(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 30);
				agency.cor("POST", "faults", Map.of("effect", "HANG_AFTER", "kind", "projects", "times", 0));
				Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
				Instant begin = Instant.now();
				sync.signal("TERM").end().expect(143).says("was stopped");
				assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
			}
			JsonNode run = program.run("runs", "--output", "json").expect(0).json().get(0).get("run");
			assertThat(run.get("state").stringValue()).isEqualTo("STOPPED");
			program.run("failures").says("READ_TIMEOUT");
			agency.cor("DELETE", "faults", null);
			agency.cor("POST", "release", null);
			program.run("sync").expect(0).says("Continuing run 1");
			requireCompleteAndQuiet(agency, program);
		}
	}

	@Test
	void killedWhileItMakesItsTablesItStartsAsIfForTheFirstTime() throws IOException {
		Random random = new Random(SEED);
		try (Agency agency = slowAgency()) {
			Program program = Program.in(this.directory, agency.settings());
			for (int i = 0; i < 6; i++) {
				program = program.in(Files.createDirectory(this.directory.resolve("time-" + i)));
				Path data = program.directory().resolve("data");
				int delay = random.nextInt(200);
				try (Started migration = program.start("db", "migrate")) {
					Awaitility.await()
						.pollInterval(Duration.ofMillis(1))
						.until(() -> holds(data, "draft") || !migration.process().isAlive());
					Awaitility.await().pollDelay(Duration.ofMillis(delay)).until(() -> true);
					migration.kill();
				}
				program.run("runs").expect(0);
				program.run("db", "migrate").expect(0).says("of this version");
			}
			program.run("sync", "--yes").expect(0).says("This is the first run");
			requireCompleteAndQuiet(agency, program);
		}
	}

	private static boolean holds(Path directory, String part) {
		String[] files = directory.toFile().list((where, name) -> name.contains(part));
		return files != null && files.length > 0;
	}

	private static Agency slowAgency() {
		return Agency.with(new Sandbox.Options(0, 400, 1, 0, 60));
	}

	private static void requireCompleteAndQuiet(Agency agency, Program program) {
		agency.requireComplete();
		agency.requireNoViolation();
		agency.forgetCalls();
		program.run("sync").expect(0);
		assertThat(agency.calls()).isEmpty();
	}

}
