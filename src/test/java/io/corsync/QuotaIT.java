package io.corsync;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The org's API requests of the day are nearly or wholly used up.
 */
class QuotaIT {

	@TempDir
	Path directory;

	@Test
	void aNightThatDoesNotFitIntoWhatIsLeftStopsAndGoesOnLater() {
		try (Agency agency = Agency.of(2500)) {
			Program program = Program.in(this.directory, agency.settings()).with("SALESFORCE_PAGE_SIZE", "200");
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 975, "quotaLimit", 1000));
			program.run("sync", "--yes").expect(4).says("of its 1,000 API requests", "goes on where it stopped");
			assertThat(agency.salesforce("GET", "", null).get("settings").get("quotaUsed").asInt()).isLessThan(1000);
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 10));
			program.run("sync").expect(0).says("Continuing run 1");
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	@Test
	void aNightThatFitsGoesOnFarAboveEightyPercent() {
		try (Agency agency = Agency.of(60)) {
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 960, "quotaLimit", 1000));
			Ended night = Program.in(this.directory, agency.settings())
				.run("sync", "--yes")
				.expect(0)
				.says("of its 1,000 API requests of 24 hours. This run goes on");
			assertThat(night.said()).containsOnlyOnce("This run goes on");
			agency.requireComplete();
		}
	}

	@Test
	void anOrgWithoutRequestsLeftIsNamedAndTheNextRunGoesOn() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 1000, "quotaLimit", 1000));
			program.run("sync", "--yes").expect(4).says("used up its API requests", "24 hours");
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 10));
			program.run("sync", "--yes").expect(0);
			agency.requireComplete();
		}
	}

}
