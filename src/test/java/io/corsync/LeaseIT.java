package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two people start a sync at the same time.
 */
class LeaseIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void secondSyncIsToldAtOnceWhoHoldsTheLease(Database database) {
		try (Agency agency = Agency.of(60)) {
			Program program = database.program(this.directory, agency.settings());
			agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "verb", "POST", "kind", "clients"));
			try (Started first = program.start("sync", "--yes")) {
				Awaitility.await()
					.atMost(Duration.ofMinutes(2))
					.failFast(() -> first.requireAlive())
					.until(() -> agency.cor("counts").get("hanging").asInt() > 0);

				program.run("sync", "--yes")
					.expect(5)
					.says("Another run holds the lease", "sync (process " + first.process().pid() + " on ");
				program.run("runs").expect(0).says("Running now: sync (process " + first.process().pid());

				agency.cor("POST", "release", null);
				first.end().expect(0);
			}
			agency.requireComplete();
			agency.requireNoViolation();
			assertThat(program.run("runs", "--output", "json").expect(0).json()).hasSize(1);
		}
	}

	/** Each round is a race; {@code -Dlease.rounds=50} makes it many. */
	@ParameterizedTest
	@EnumSource
	void ofTwoSyncsStartedInTheSameSecondExactlyOneWorks(Database database) {
		try (Agency agency = Agency.of(20)) {
			Program program = database.program(this.directory, agency.settings());
			String deal = agency.win("Round 0", Map.of());
			for (int round = 1; round <= Integer.getInteger("lease.rounds", 2); round++) {
				agency.change("Opportunity", deal, Map.of("Name", "Round " + round));
				// Whoever works waits until the other one has been told.
				agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "kind", "projects"));
				try (Started one = program.start("sync", "--yes"); Started other = program.start("sync", "--yes")) {
					// Released before it hangs, a call would be carried out in a later
					// round.
					Awaitility.await()
						.atMost(Duration.ofMinutes(2))
						.until(() -> agency.cor("counts").get("hanging").asInt() == 1);
					CompletableFuture.anyOf(one.process().onExit(), other.process().onExit()).join();
					agency.cor("POST", "release", null);
					assertThat(List.of(one.end().code(), other.end().code())).as("round %d", round)
						.containsExactlyInAnyOrder(0, 5);
				}
				assertThat(agency.held("projects", deal).get("name").stringValue()).isEqualTo("Round " + round);
			}
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

}
