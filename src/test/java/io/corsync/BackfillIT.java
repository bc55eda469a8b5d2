package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sforce.soap.partner.sobject.SObject;
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
 * History is brought over by dates and in slices.
 */
class BackfillIT {

	/** {@code -Dbackfill.opportunities=20000} makes it large. */
	private static final int OPPORTUNITIES = Integer.getInteger("backfill.opportunities", 400);

	private static final String[] HISTORY = { "backfill", "--from", "2023-12-01", "--to", "2026-11-30", "--yes" };

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void aPoisonedMonthStopsNoOtherAndAloneIsDoneAgain(Database database) {
		try (Agency agency = Agency.of(OPPORTUNITIES)) {
			Program program = database.program(this.directory, agency.settings());
			Map<String, SObject> history = agency.org()
				.wonWhere("CloseDate >= 2023-12-01 AND CloseDate <= 2026-11-30")
				.opportunities();
			Map<String, SObject> poisoned = agency.org()
				.wonWhere("CloseDate >= 2026-03-01 AND CloseDate <= 2026-03-31")
				.opportunities();
			assertThat(poisoned).isNotEmpty();
			agency.salesforce("POST", "faults", poison("2026-03-31", 1000));

			Ended ended = program.run(HISTORY)
				.expect(3)
				.says("1 of 36 slices failed", "2026-03-01..2026-03-31", "35 of 36 slices are finished",
						"does only what is unfinished");
			show("poisoned", ended);
			assertThat(agency.held("projects")).hasSize(history.size() - poisoned.size())
				.doesNotContainKeys(poisoned.keySet().toArray(String[]::new));
			JsonNode slices = program.run("runs", "1", "--output", "json").json().get(0).get("slices");
			assertThat(slices).hasSize(36);
			assertThat(states(slices)).containsEntry("2026-03-01..2026-03-31", "FAILED")
				.containsEntry("2026-02-01..2026-02-28", "FINISHED");
			program.run("runs", "1").expect(0).says("2026-03-01..2026-03-31 failed 0 Salesforce");

			agency.salesforce("DELETE", "faults", null);
			agency.forgetCalls();
			show("mended", program.run(HISTORY).expect(0).says("Continuing run 1", "36 of 36 slices are finished"));
			assertThat(agency.held("projects").keySet()).containsExactlyInAnyOrderElementsOf(history.keySet());
			assertThat(agency.calls().get("POST projects")).isEqualTo(poisoned.size());
			agency.requireNoViolation();

			agency.forgetCalls();
			program.run(HISTORY).expect(0).says("skipped");
			assertThat(agency.calls()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(OS.LINUX)
	void killedAndStoppedItGoesOnAndNothingIsDoubled(Database database) {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 400, 1, 0, 60))) {
			Program program = database.program(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			try (Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 60);
				backfill.kill();
			}
			try (Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 140);
				backfill.signal("INT").end().expect(130).says("Continuing run 1", "Stopping", "was stopped");
			}
			program.run(HISTORY).expect(0).says("Continuing run 1", "36 of 36 slices are finished");
			requireHistory(agency, "CloseDate >= 2023-12-01 AND CloseDate <= 2026-11-30");
			agency.requireNoViolation();
			agency.forgetCalls();
			program.run(HISTORY).expect(0);
			assertThat(agency.calls()).isEmpty();
		}
	}

	@Test
	void aNightInBetweenLeavesItToItsOwnCommand() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings()).with("SYNC_FROM", "2026-11-20");
			agency.salesforce("POST", "faults", poison("2026-03-31", 1000));
			program.run(HISTORY).expect(3);
			agency.salesforce("DELETE", "faults", null);
			// It has moved no watermark: this is still the first night.
			program.run("sync").expect(6).says("This is the first run");
			program.run("sync", "--yes").expect(0);
			program.run(HISTORY).expect(0).says("Continuing run 1");
			requireHistory(agency, "CloseDate >= 2023-12-01");
			agency.requireNoViolation();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aNightGoesFirstAndTheBackfillGoesOnAfterIt(Database database) {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 400, 1, 0, 200))) {
			Program program = database.program(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			String late = agency.win("Of today", Map.of("CloseDate", "2026-12-15"));
			try (Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 40);
				// It takes a while: most calls in flight hang until they are let go.
				agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "kind", "projects", "times", 6));
				try (Started sync = program.with("SYNC_FROM", "2026-12-01").start("sync", "--yes")) {
					Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sync.saysSoFar("is asked to let"));
					agency.cor("POST", "release", null);
					sync.end().expect(0).says("backfill (process " + backfill.process().pid(), "Run 2 (sync)");
				}
				assertThat(agency.held("projects")).containsKey(late);
				backfill.end().expect(0).says("Gave way to sync", "Continuing run 1", "Run 1 (backfill) finished");
			}
			requireHistory(agency, "CloseDate >= 2023-12-01");
			agency.requireNoViolation();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void anAskerThatDiesStopsItNotForEver() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 200, 1, 0, 60))) {
			Program program = Program.in(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			try (Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 20);
				agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "kind", "projects"));
				try (Started sync = program.start("sync", "--yes")) {
					// The call in flight keeps the holder from letting go.
					Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sync.saysSoFar("is asked to let"));
					Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
					sync.kill();
				}
				agency.cor("POST", "release", null);
				backfill.end().expect(0).says("Gave way to sync", "Continuing run 1", "Run 1 (backfill) finished");
			}
			requireHistory(agency, "CloseDate >= 2023-12-01 AND CloseDate <= 2026-11-30");
			agency.requireNoViolation();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aHolderThatDiesWhileItIsAskedLeavesTheLeaseToTheNight() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 200, 1, 0, 60))) {
			Program program = Database.POSTGRESQL.program(this.directory, agency.settings())
				.with("COR_SETTLE_AFTER", "2s");
			try (Started backfill = program.start(HISTORY)) {
				agency.awaitCalls(backfill, 20);
				agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "kind", "projects"));
				try (Started sync = program.start("sync", "--yes")) {
					Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sync.saysSoFar("is asked to let"));
					backfill.kill();
					agency.cor("POST", "release", null);
					sync.end().expect(0);
				}
			}
			program.run("runs").expect(0).says("backfill was stopped");
			program.run(HISTORY).expect(0).says("Continuing run 1");
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	@Test
	void slicesThatShareAccountsCreateEachClientOnce() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 0, 1, 0, 20))) {
			Program program = Program.in(this.directory, agency.settings());
			for (int i = 0; i < 50; i++) {
				String account = agency.create("Account", Map.of("Name", "Client " + i));
				agency.win("Spring " + i, Map.of("AccountId", account, "CloseDate", "2026-04-10"));
				agency.win("Summer " + i, Map.of("AccountId", account, "CloseDate", "2026-05-10"));
			}
			program.run("backfill", "--from", "2026-04-01", "--to", "2026-05-31", "--yes").expect(0);
			assertThat(agency.calls()).isEqualTo(Map.of("POST clients", 50L, "POST projects", 100L));
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	@ParameterizedTest
	@CsvSource({ "CloseDate, 2026-04-30, 2026-05-01", "CreatedDate, 2026-04-30, 2026-05-01" })
	void bothDaysAreReadAndSlicesMayBeOfOneDay(String field, String from, String to) {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings());
			String[] backfill = { "backfill", "--from", from, "--to", to, "--field", field, "--yes" };
			// Bogota is five hours behind Greenwich.
			agency.win("Before", at("2026-04-29", "2026-04-30T04:59:59.000Z"));
			String first = agency.win("First", at("2026-04-30", "2026-04-30T05:00:00.000Z"));
			String last = agency.win("Last", at("2026-05-01", "2026-05-02T04:59:59.000Z"));
			agency.win("After", at("2026-05-02", "2026-05-02T05:00:00.000Z"));
			program.run(backfill).expect(0).says("2 of 2 slices are finished");
			assertThat(agency.held("projects").keySet()).containsExactlyInAnyOrder(first, last);
		}
	}

	private static Map<String, String> at(String closed, String created) {
		return Map.of("CloseDate", closed, "CreatedDate", created);
	}

	@Test
	void historyIsCreatedWithTheValuesGivenAndKeepsThemWhateverCreatesItInTheEnd() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings());
			String good = agency.win("Good", Map.of("CloseDate", "2026-04-10"));
			String bad = agency.win("Much too long a name", Map.of("CloseDate", "2026-04-11"));
			agency.behave(Map.of("maxTextLength", 10));
			String[] backfill = { "backfill", "--from", "2026-04-01", "--to", "2026-04-30", "--set", "status=finished",
					"--yes" };
			program.run(backfill).expect(3);
			assertThat(agency.held("projects", good).get("status").stringValue()).isEqualTo("finished");

			agency.behave(Map.of("maxTextLength", 0));
			program.run("retry", "--id", bad).expect(0);
			assertThat(agency.held("projects", bad).get("status").stringValue()).isEqualTo("finished");

			// What follows is as ever: nothing but what changed.
			agency.change("Opportunity", good, Map.of("Amount", "77"));
			agency.forgetCalls();
			program.run("sync", "--yes").expect(0);
			assertThat(agency.callsOf(good)).last().isEqualTo("PUT estimated");
			assertThat(agency.callsInAll()).isEqualTo(1);
			agency.requireNoViolation();
		}
	}

	@Test
	void whatDoesNotFitIsRefusedBeforeAnythingIsSent() {
		try (Agency agency = Agency.of(20)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("backfill", "--from", "2026-05-01", "--to", "2026-04-30")
				.expect(2)
				.says("the earlier day first");
			program.run("backfill", "--from", "2026-05-01").expect(2).says("--to");
			program.run("backfill", "--from", "yesterday", "--to", "2026-04-30").expect(2).says("--from", "yesterday");
			refused(program, "--set", "name=x").says("name cannot be set", "billable, start, status");
			refused(program, "--set", "billable=perhaps").says("billable takes true or false");
			refused(program, "--field", "Amount").says("CloseDate, CreatedDate, LastModifiedDate");
			program.run("backfill", "--from", "2023-01-01", "--to", "2026-12-31")
				.expect(6)
				.says("This is the first run");
			program.run("sync", "--yes").expect(0);
			agency.win("Later", Map.of());
			program.run("backfill", "--from", "2023-01-01", "--to", "2026-12-31")
				.expect(6)
				.says("This goes over history", "in 48 slices", "--yes");
			agency.forgetCalls();
			assertThat(agency.callsInAll()).isZero();
		}
	}

	@Test
	void aDryRunSaysWhatWouldBeSentAndSendsNothing() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			String[] dry = { "backfill", "--from", "2023-12-01", "--to", "2026-11-30", "--dry-run" };
			int rows = agency.org()
				.wonWhere("CloseDate >= 2023-12-01 AND CloseDate <= 2026-11-30")
				.opportunities()
				.size();
			program.run(dry)
				.expect(0)
				.says("A backfill would do this now, after asking", "%d projects".formatted(rows));
			assertThat(agency.callsInAll()).isZero();
			program.run("sync", "--yes").expect(0);
			agency.win("Late", Map.of());
			agency.forgetCalls();
			program.run("reconcile", "--dry-run").expect(0).says("A reconcile would do this now", "\"Late\"");
			assertThat(agency.callsInAll()).isZero();
		}
	}

	private static Ended refused(Program program, String... options) {
		List<String> command = new ArrayList<>(List.of("backfill", "--from", "2026-04-01", "--to", "2026-04-30"));
		command.addAll(List.of(options));
		return program.run(command.toArray(String[]::new)).expect(2);
	}

	private static void requireHistory(Agency agency, String condition) {
		assertThat(agency.held("projects").keySet())
			.containsExactlyElementsOf(agency.org().wonWhere(condition).opportunities().keySet());
	}

	private static Map<String, Object> poison(String day, int calls) {
		Map<String, Object> fault = new LinkedHashMap<>(Map.of("on", "query", "next", calls, "containing", day));
		fault.putAll(Map.of("do", "FAULT", "code", "MALFORMED_QUERY", "message", "unexpected token"));
		return fault;
	}

	private static Map<String, String> states(JsonNode slices) {
		Map<String, String> states = new TreeMap<>();
		slices.forEach((slice) -> states.put(slice.get("slice").stringValue(), slice.get("state").stringValue()));
		return states;
	}

	private static void show(String what, Ended ended) {
		if (OPPORTUNITIES > 400) {
			System.out.printf("%s: %s%n", what, ended);
		}
	}

}
