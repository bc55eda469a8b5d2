package io.corsync;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Syncs of less than everything.
 */
class SelectionIT {

	@TempDir
	Path directory;

	@Test
	void namedDealsAndLimitedRunsLeaveTheRestForTheNext() {
		try (Agency agency = Agency.of(40)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes", "--limit", "5").expect(0);
			assertThat(agency.held("projects")).hasSize(5);

			String wanted = agency.win("Éste", Map.of());
			String other = agency.win("Aquél", Map.of());
			program.run("sync", "--id", wanted.substring(0, 15)).expect(0);
			assertThat(agency.held("projects")).hasSize(6).containsKey(wanted).doesNotContainKey(other);

			// The rest of history still waits for a yes.
			program.run("sync").expect(6);
			program.run("sync", "--yes").expect(0);
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	@Test
	void dealsClosedBeforeTheFirstDayStayOut() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings()).with("SYNC_FROM", "2025-06-01");
			program.run("sync", "--yes").expect(0);
			assertThat(agency.held("projects").keySet())
				.isEqualTo(agency.org().wonWhere("CloseDate >= 2025-06-01").opportunities().keySet());
			agency.requireNoViolation();
		}
	}

}
