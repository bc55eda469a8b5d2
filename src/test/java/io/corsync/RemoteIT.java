package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
 * A run shares its slices with workers, which die, freeze, leave and do not fit.
 */
@EnabledOnOs(OS.LINUX)
class RemoteIT {

	private static final String[] HISTORY = { "backfill", "--from", "2023-12-01", "--to", "2026-11-30", "--remote",
			"--yes" };

	@TempDir
	Path directory;

	@Test
	void workersDoAllOfItTogetherAndEachCallOnce() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 300, 1, 0, 30))) {
			Program program = program(agency);
			try (Started one = worker(program, "one"); Started other = worker(program, "other")) {
				program.run(HISTORY)
					.expect(0)
					.says("worker 1 (process", "worker 2 (process", "has joined", "36 of 36 slices are finished",
							"Run 1 (backfill) finished");
				requireHistory(agency);
				assertThat(agency.calls()).containsEntry("POST projects", (long) agency.held("projects").size())
					.containsEntry("POST clients", (long) agency.held("clients").size());
				JsonNode report = program.run("runs", "1", "--output", "json").expect(0).json().get(0);
				assertThat(report.get("slices")).hasSize(36);

				agency.forgetCalls();
				program.run(HISTORY).expect(0).says("skipped");
				assertThat(agency.calls()).isEmpty();

				String late = agency.win("Late", Map.of("CloseDate", "2026-03-03"));
				program.run("reconcile", "--remote").expect(0).says("has joined");
				assertThat(agency.callsOf(late)).hasSize(1);
				agency.requireComplete();
				agency.requireNoViolation();
				one.signal("TERM").end().expect(143).says("Done with run 1");
				other.signal("INT").end().expect(130);
			}
		}
	}

	@Test
	void workerAndCoordinatorAreKilledAndOthersGoOn() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 400, 1, 0, 60))) {
			Program program = program(agency);
			try (Started one = worker(program, "one"); Started other = worker(program, "other")) {
				try (Started backfill = program.start(HISTORY)) {
					agency.awaitCalls(backfill, 60);
					one.kill();
					Awaitility.await()
						.atMost(Duration.ofMinutes(2))
						.until(() -> backfill.saysSoFar("ended in the middle of its work"));
					agency.awaitCalls(backfill, agency.callsInAll() + 30);
					backfill.kill();
				}
				program.run(HISTORY).expect(0).says("Continuing run 1", "36 of 36 slices are finished");
				other.requireAlive();
			}
			requireHistory(agency);
			agency.requireNoViolation();
			agency.forgetCalls();
			program.run("sync", "--yes").expect(0);
			assertThat(agency.calls().keySet()).allMatch((call) -> call.startsWith("POST"));
		}
	}

	@Test
	void aStopEndsTheWorkersCallsAndTheSameCommandGoesOn() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 400, 1, 0, 60))) {
			Program program = program(agency);
			try (Started one = worker(program, "one"); Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 60);
				backfill.signal("TERM").end().expect(143).says("Stopping", "was stopped");
				long calls = agency.callsInAll();
				Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
				assertThat(agency.callsInAll()).isEqualTo(calls);
				program.run(HISTORY).expect(0).says("Continuing run 1", "36 of 36 slices are finished");
				one.requireAlive();
			}
			requireHistory(agency);
			agency.requireNoViolation();
		}
	}

	@Test
	void aNightGoesFirst() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 300, 1, 0, 100))) {
			Program program = program(agency);
			String late = agency.win("Of today", Map.of("CloseDate", "2026-12-15"));
			try (Started one = worker(program, "one"); Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 30);
				// It takes a while: most calls in flight hang until they are let go.
				agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "kind", "projects", "times", 6));
				try (Started sync = program.with("SYNC_FROM", "2026-12-01").start("sync", "--yes")) {
					Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sync.saysSoFar("is asked to let"));
					agency.cor("POST", "release", null);
					sync.end().expect(0);
				}
				assertThat(agency.held("projects")).containsKey(late);
				backfill.end().expect(0).says("Gave way to sync", "Continuing run 1", "Run 1 (backfill) finished");
				one.requireAlive();
			}
			requireHistory(agency);
			agency.requireNoViolation();
		}
	}

	@Test
	void oneRateHoldsForAllWorkersTogether() {
		try (Agency agency = Agency.of(500)) {
			Program program = program(agency).with("COR_REQUESTS_PER_SECOND", "20");
			agency.behave(Map.of("ratePerSecond", 22));
			try (Started one = worker(program, "one"); Started other = worker(program, "other")) {
				Ended ended = program.run(HISTORY).expect(0);
				// The last 200 are kept.
				List<JsonNode> calls = agency.cor("calls").valueStream().toList();
				List<Instant> times = calls.stream()
					.map((call) -> Instant.parse(call.get("at").stringValue()))
					.sorted()
					.toList();
				Duration took = Duration.between(times.get(0), times.get(times.size() - 1));
				assertThat(calls).hasSize(200);
				assertThat(took).as("%s", ended).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
				assertThat(calls.stream().filter((call) -> call.get("status").asInt() == 429)).hasSizeLessThan(4);
				one.requireAlive();
				other.requireAlive();
			}
			requireHistory(agency);
			agency.requireNoViolation();
		}
	}

	@Test
	void whatStopsTheLastWorkerStopsTheRun() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 300, 1, 0, 30))) {
			Program program = program(agency);
			try (Started one = worker(program, "one"); Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 30);
				agency.cor("POST", "faults", Map.of("effect", "ANSWER", "status", 503, "times", 0));
				backfill.end().expect(4);
				one.requireAlive();
				agency.cor("DELETE", "faults", null);
				program.run(HISTORY).expect(0).says("Continuing run 1");
			}
			requireHistory(agency);
			agency.requireNoViolation();
		}
	}

	@Test
	void whoDoesNotFitIsToldWhatDiffersAndDoesNothing() {
		try (Agency agency = Agency.of(40)) {
			Program program = program(agency);
			try (Started misfit = worker(
					program.with("SYNC_ON_MISSING", "recreate").with("SYNC_FILTER", "IsWon = true AND Amount > 0"),
					"misfit"); Started backfill = program.start(HISTORY)) {
				Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.until(() -> misfit.saysSoFar("is not this worker's") && backfill.saysSoFar("Waiting for workers"));
				assertThat(agency.callsInAll()).isZero();
				try (Started fit = worker(program, "fit")) {
					backfill.end().expect(0);
					fit.requireAlive();
				}
				misfit.signal("TERM").end().expect(143).says("sync.filter", "sync.from, .on-adopt");
			}
			requireHistory(agency);
		}
	}

	@Test
	void anEmbeddedDatabaseIsRefusedInWords() {
		try (Agency agency = Agency.of(5)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run(HISTORY).expect(2).says("embedded H2 database serves one machine", "docs/scaling.md");
			program.run("worker").expect(2).says("embedded H2 database serves one machine");
			program.run("sync", "--yes").expect(0);
			program.run("reconcile", "--remote").expect(2).says("serves one machine");
		}
	}

	@Test
	void theVeryFirstRunIsSaidYesToBeforehand() {
		try (Agency agency = Agency.of(5)) {
			program(agency).run("backfill", "--from", "2023-12-01", "--to", "2026-11-30", "--remote")
				.expect(6)
				.says("workers ask nobody", "--yes");
			assertThat(agency.callsInAll()).isZero();
		}
	}

	@Test
	void guardsCountForAllWorkersTogether() {
		try (Agency agency = Agency.of(700)) {
			Program program = program(agency);
			program.run("sync", "--yes").expect(0);
			List<String> known = List.copyOf(agency.held("projects").keySet());
			for (String id : known) {
				agency.change("Opportunity", id, Map.of("Amount", "77.5"));
			}
			assertThat(known.size()).isGreaterThan(320);
			agency.forgetCalls();
			try (Started one = worker(program, "one"); Started other = worker(program, "other")) {
				program.run("reconcile", "--remote").expect(6).says("approve 2");
				assertThat(agency.calls()).containsEntry("PUT projects", 300L);
				one.requireAlive();
				other.requireAlive();
			}
			agency.requireNoViolation();
		}
	}

	@Test
	@Tag("long")
	void aFrozenWorkerBeginsNoCallWhenItWakes() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 400, 1, 0, 300))) {
			Program program = program(agency);
			try (Started frozen = worker(program, "frozen"); Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 20);
				frozen.signal("STOP");
				try (Started other = worker(program, "other")) {
					Awaitility.await()
						.atMost(Duration.ofMinutes(3))
						.until(() -> backfill.saysSoFar("ended in the middle of its work"));
					agency.awaitCalls(backfill, agency.callsInAll() + 50);
					frozen.signal("CONT");
					backfill.end().expect(0).says("36 of 36 slices are finished");
					other.requireAlive();
				}
				frozen.requireAlive();
			}
			requireHistory(agency);
			agency.requireNoViolation();
		}
	}

	private Program program(Agency agency) {
		Program program = Database.POSTGRESQL.program(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
		program.run("db", "migrate").expect(0);
		return program;
	}

	/** On a machine of its own, as far as it can tell. */
	private Started worker(Program program, String name) {
		try {
			return program.in(Files.createDirectory(this.directory.resolve(name))).start("worker");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void requireHistory(Agency agency) {
		assertThat(agency.held("projects").keySet()).containsAll(
				agency.org().wonWhere("CloseDate >= 2023-12-01 AND CloseDate <= 2026-11-30").opportunities().keySet());
	}

}
