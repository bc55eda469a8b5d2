package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

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

}
