package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What guards hold, how it is approved, and how a row is set aside.
 */
class GuardsIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void threeHundredOfFourHundredChangesGoAndAnApprovalSendsTheRest(Database database) {
		try (Agency agency = Agency.of(0)) {
			Program program = database.program(this.directory, agency.settings());
			List<String> deals = win(agency, 400, "Deal");
			program.run("sync", "--yes").expect(0);
			deals.forEach((id) -> agency.change("Opportunity", id, Map.of("Amount", "77")));

			agency.forgetCalls();
			requireScreen(program.run("sync")
				.expect(6)
				.says("Held until somebody says yes: 100 projects. Send them with: approve 2", "GUARD_UPDATE",
						"more than 300 projects"));
			assertThat(agency.calls()).isEqualTo(Map.of("PUT projects", 300L));
			// The next night reads them again, and --yes is no approval.
			program.run("sync", "--yes").expect(6).says("approve 2");
			assertThat(agency.callsInAll()).isEqualTo(300);

			program.run("approve", "99").expect(2).says("There is no run 99");
			program.run("approve", "1").expect(0).says("Nothing is held by run 1");
			agency.forgetCalls();
			requireScreen(program.run("approve", "2").expect(0).says("Run 4 (approve) finished", "updated"));
			assertThat(agency.calls()).isEqualTo(Map.of("PUT projects", 100L));
			requireAmount(agency, deals, 77);
			agency.requireNoViolation();

			program.run("approve", "2").expect(0).says("Nothing is held by run 2");
			program.run("sync").expect(0);
			assertThat(agency.callsInAll()).isEqualTo(100);
		}
	}

	@ParameterizedTest
	@EnumSource
	void killedInTheMiddleANightAndAnApprovalGoOnCounting(Database database) {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 0, 1, 0, 40))) {
			Program program = database.program(this.directory, agency.settings()).with("COR_SETTLE_AFTER", "2s");
			List<String> deals = win(agency, 160, "Old");
			program.run("sync", "--yes").expect(0);
			deals.forEach((id) -> agency.change("Opportunity", id, Map.of("Amount", "77")));
			List<String> more = win(agency, 520, "New");

			// Three times the first run's 160 creations may go.
			agency.forgetCalls();
			try (Started sync = program.start("sync")) {
				agency.awaitCalls(sync, 350);
				sync.kill();
			}
			program.run("sync").expect(6).says("Continuing run 2", "40 projects. Send them with: approve 2");
			assertThat(agency.held("projects")).hasSize(640);

			try (Started approve = program.start("approve", "2")) {
				long before = agency.callsInAll();
				agency.awaitCalls(approve, before + 12);
				approve.kill();
			}
			program.run("sync").expect(6).says("approve 2");
			program.run("approve", "2").expect(0);
			deals.addAll(more);
			assertThat(agency.held("projects").keySet()).containsExactlyInAnyOrderElementsOf(deals);
			agency.requireNoViolation();
			agency.forgetCalls();
			program.run("sync").expect(0);
			assertThat(agency.calls()).isEmpty();
		}
	}

	@Test
	void childrenOfHeldClientsWaitAndAreReleasedWithThem() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings());
			agency.win("First", Map.of());
			program.run("sync", "--yes").expect(0);
			for (int i = 0; i < 110; i++) {
				String account = agency.create("Account", Map.of("Name", "Client " + i));
				agency.win("Deal " + i, Map.of("AccountId", account));
			}
			agency.forgetCalls();
			program.run("sync").expect(6).says("10 clients. Send them with: approve 2", "PARENT_NOT_IN_COR");
			assertThat(agency.calls()).isEqualTo(Map.of("POST clients", 100L, "POST projects", 100L));
			program.run("explain", held(program, "client").get(0))
				.expect(0)
				.says("held back until somebody approves it");

			String parked = held(program, "client").get(0);
			program.run("park", parked, "--reason", "not ours").expect(0);
			// The one that stays waits since run 2, which has said so.
			program.run("approve", "2").expect(0).says("1 project waiting");
			assertThat(agency.held("clients")).hasSize(109).doesNotContainKey(parked);
			program.run("unpark", parked).expect(0);
			program.run("approve", "2").expect(0);
			agency.requireComplete();
			agency.requireNoViolation();
			program.run("failures").expect(0).says("Nothing is stuck.");
		}
	}

	@Test
	void heldRowsThatGoBackOrLeaveTheFilterAreNotSent() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings());
			List<String> deals = win(agency, 310, "Deal");
			program.run("sync", "--yes").expect(0);
			deals.forEach((id) -> agency.change("Opportunity", id, Map.of("Amount", "77")));
			program.run("sync").expect(6);
			List<String> held = held(program, "project");
			assertThat(held).hasSize(10);
			held.subList(0, 6).forEach((id) -> agency.change("Opportunity", id, Map.of("Amount", "1500.50")));
			program.run("sync").expect(6).says("4 projects. Send them with: approve 2");
			agency.change("Opportunity", held.get(6), Map.of("StageName", "Closed Lost"));
			agency.forgetCalls();
			program.run("approve", "2").expect(0).says("do not meet sync.filter any more", held.get(6));
			assertThat(agency.calls()).isEqualTo(Map.of("PUT projects", 3L));
		}
	}

	@ParameterizedTest
	@EnumSource
	void parkedRowsCountNowhereUntilTheyAreTakenBack(Database database) {
		try (Agency agency = Agency.of(0)) {
			Program program = database.program(this.directory, agency.settings());
			String fine = agency.win("Fine", Map.of());
			String bad = agency.win("Bad", Map.of());
			agency.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", bad,
					"status", 400, "times", 0, "body", "{\"name\":\"ValidationError\",\"message\":\"no\"}"));
			program.run("sync", "--yes").expect(3);
			program.run("sync").expect(3);

			program.run("park", fine, "--reason", "why not").expect(2).says("is not stuck", "Fine");
			program.run("park", "006000000000001AAA", "--reason", "typo").expect(2).says("is not in the ledger");
			program.run("park", bad).expect(2).says("--reason");
			program.run("park", agency.url() + "/lightning/r/Opportunity/" + bad + "/view", "--reason", "Asked Ana")
				.expect(0)
				.says("Parked", "Bad");
			assertThat(program.run("sync").expect(0).said()).doesNotContain("ValidationError");
			program.run("failures").expect(0).says("Nothing is stuck but what was parked (1)");
			requireScreen(program.run("failures", "--parked").expect(0).says(bad, "Asked Ana", "ValidationError"));
			assertThat(
					program.run("failures", "--parked", "--output", "json").json().get(0).get("parked").stringValue())
				.isEqualTo("Asked Ana");
			requireScreen(program.run("explain", bad).expect(0).says("parked", "Asked Ana"));

			program.run("unpark", fine).expect(2).says("is not parked");
			program.run("unpark", bad).expect(0);
			program.run("sync").expect(3);
			program.run("park", bad.substring(0, 15), "--reason", "again").expect(0);
			agency.cor("DELETE", "faults", null);
			program.run("retry", "--id", bad).expect(0);
			assertThat(agency.held("projects")).containsKey(bad);
			program.run("failures", "--parked").expect(0).says("Nothing is parked.");
		}
	}

	@Test
	void nobodyParksWhileARunGoesOn() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings());
			String bad = agency.win("Bad", Map.of());
			agency.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "status", 400,
					"body", "{\"name\":\"ValidationError\",\"message\":\"no\"}"));
			program.run("sync", "--yes").expect(3);
			agency.win("Another", Map.of());
			agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "verb", "POST", "kind", "projects"));
			try (Started sync = program.start("sync")) {
				Awaitility.await()
					.atMost(Duration.ofMinutes(2))
					.failFast(() -> sync.requireAlive())
					.until(() -> agency.cor("counts").get("hanging").asInt() > 0);
				program.run("park", bad, "--reason", "now").expect(5).says("Another run holds the lease");
				agency.cor("POST", "release", null);
				sync.end().expect(3);
			}
		}
	}

	private static List<String> win(Agency agency, int count, String name) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(agency.win(name + " " + i, Map.of()));
		}
		return ids;
	}

	private static List<String> held(Program program, String kind) {
		return program.run("failures", "--output", "json")
			.expect(0)
			.json()
			.valueStream()
			.filter((row) -> row.get("state").stringValue().equals("held")
					&& row.get("kind").stringValue().equals(kind))
			.map((row) -> row.get("externalId").stringValue())
			.toList();
	}

	private static void requireAmount(Agency agency, List<String> ids, int amount) {
		assertThat(agency.held("projects").keySet()).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(agency.held("projects").values()).allSatisfy(
				(project) -> assertThat(project.get("estimated").decimalValue()).isEqualByComparingTo("" + amount));
	}

	/** Fits a terminal of 80 columns. */
	private static void requireScreen(Ended ended) {
		assertThat(ended.out().lines())
			.allSatisfy((line) -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
	}

}
