package io.corsync;

import java.nio.file.Path;
import java.util.Map;

import io.corsync.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the first run tells before anybody says yes, and what it asks on its way.
 */
class FirstRunIT {

	@TempDir
	Path directory;

	@Test
	void tellsYearsExamplesAndNamesThatCorHasAlready() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory.resolve("ours"), agency.settings()).file("notes", "ours");
			String twin = agency.create("Account", Map.of("Name", "Acme"));
			String other = agency.create("Account", Map.of("Name", " ACME "));
			String first = agency.win("Small beginning", Map.of("AccountId", twin));
			agency.win("Second", Map.of("AccountId", other, "CloseDate", "2024-02-29", "Amount", "1.0E7"));
			agency.win("Of old", Map.of("CloseDate", "1999-12-31"));

			Ended asked = program.run("sync")
				.expect(6)
				.says("This is the first run", "3 Opportunities that fit IsWon = true", "no lower date", "2026: 1",
						"2024: 1", "before 2015: 1", "\"Second\", ACME, 2024-02-29, 10,000,000.00", "--yes");
			assertThat(asked.said()).doesNotContain("careful");
			assertThat(asked.err().lines().filter((line) -> !line.startsWith("This is the first run from")))
				.allSatisfy((line) -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
			assertThat(agency.calls()).isEmpty();

			// The client that was brought over is known; only its twin is named.
			program.run("sync", "--id", first, "--yes").expect(0);
			program.run("sync").expect(6).says("careful", "COR has a client already with the name of an Account: ACME");
			program.run("sync", "--yes").expect(0).says("careful", "closed in");
			agency.requireComplete();
		}
	}

	@Test
	void makesOneCallToAnotherCompanyAndTellsOfIt() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings()).with("COR_COMPANY_ID", "99");
			program.run("sync", "--yes")
				.expect(2)
				.says("this ledger belongs to company 99", "COR_COMPANY_ID", "ended early", "with 1 call to COR");
			assertThat(agency.callsInAll()).isEqualTo(1);
		}
	}

	@Test
	void asksWhetherTheLedgerWasLostUnlessSomebodySaidYes() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 60, 1, 0, 150))) {
			Program program = Program.in(this.directory.resolve("lost"), agency.settings())
				.file("notes", "lost")
				.with("COR_SETTLE_AFTER", "1s")
				.with("COR_MAX_IN_FLIGHT", "1");
			program.run("sync", "--yes").expect(0);
			Program second = program.in(this.directory.resolve("new")).file("notes", "new");
			agency.forgetCalls();
			try (Started sync = second.start("sync", "--yes")) {
				agency.awaitCalls(sync, 1);
				sync.kill();
			}
			second.run("sync")
				.expect(6)
				.says("The ledger was empty, but COR has these records already", "Was the ledger lost", "--yes");
			second.run("sync").expect(6);
			second.run("sync", "--yes").expect(0).says("Continuing run 1", "adopted");
			agency.requireComplete();
			agency.requireNoViolation();
			agency.forgetCalls();
			second.run("sync").expect(0);
			assertThat(agency.calls()).isEmpty();
		}
	}

}
