package io.corsync;

import java.nio.file.Path;
import java.util.Map;

import com.sforce.soap.partner.sobject.SObject;
import io.corsync.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Salesforce makes reading hard.
 */
class PagesIT {

	@TempDir
	Path directory;

	@Test
	void oneStampSmallPagesAndShortSessionsLoseAndDoubleNothing() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 5000, 1, 0, 0))) {
			for (SObject row : agency.org().query("SELECT Id FROM Opportunity")) {
				agency.change("Opportunity", row.getId(),
						Map.of("StageName", "Closed Won", "SystemModstamp", "2026-11-01T08:00:00.000Z"));
			}
			Org.Won won = agency.org().won();
			agency.salesforce("POST", "settings", Map.of("sessionEvery", 3, "pageCap", 200));
			Program program = Program.in(this.directory, agency.settings());

			program.run("sync", "--yes").expect(0);
			assertThat(won.opportunities()).hasSizeGreaterThan(4800);
			assertThat(agency.held("projects").keySet()).isEqualTo(won.opportunities().keySet());
			assertThat(agency.calls()).isEqualTo(Map.of("POST projects", (long) won.opportunities().size(),
					"POST clients", (long) won.accounts().size(), "POST contracts", (long) won.contracts().size()));
			agency.requireNoViolation();
		}
	}

}
