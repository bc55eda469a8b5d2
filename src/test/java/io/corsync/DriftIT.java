package io.corsync;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an administrator of Salesforce changes about mapped fields is named before a row
 * is sent.
 */
class DriftIT {

	private static final String MAPPING = """
			version: 1
			project:
			  name: Name
			  client_id: AccountId
			  deliverables: NextStep
			  income_type:
			    from: Type
			    values: { New Business: one_time, Existing Business: fee }
			client:
			  name: Name
			""";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void isNamedOnceBeforeARowIsSent(Database database) {
		try (Agency agency = Agency.of(60)) {
			Program program = database.program(this.directory, agency.settings()).file("config/mapping.yml", MAPPING);
			quiet(program.run("check").expect(0));
			quiet(program.run("sync", "--yes").expect(0));
			quiet(program.run("sync").expect(0));
			agency.salesforce("POST", "picklists/Opportunity/Type", Map.of("value", "Retainer"));
			String deal = agency.win("An iguala", Map.of("Type", "Retainer"));
			String offer = "Opportunity.Type offers \"Retainer\" since the last run. project.income_type "
					+ "(config/mapping.yml line 6) has no line for it, so such records are refused";
			program.run("check").expect(0).says(offer);
			program.run("preview").expect(0).says(offer, "VALUE_NOT_IN_TABLE");
			Ended night = program.run("sync").expect(3).says(offer, "1 project rejected: VALUE_NOT_IN_TABLE");
			assertThat(night.err().indexOf("offers \"Retainer\"")).isLessThan(night.err().indexOf("Syncing projects"));
			quiet(program.run("sync").expect(3));
			assertThat(agency.held("projects")).doesNotContainKey(deal);

			// A renamed value is no mistake of the file's.
			agency.salesforce("DELETE", "picklists/Opportunity/Type", Map.of("value", "New Business"));
			agency.salesforce("POST", "picklists/Opportunity/Type", Map.of("value", "New Busines"));
			program.run("sync").expect(3).says("offers \"New Busines\"", "does not offer \"New Business\" any more");
			quiet(program.run("sync").expect(3));

			agency.salesforce("POST", "settings", Map.of("hiddenFields", List.of("Opportunity.NextStep")));
			agency.win("Another", Map.of());
			agency.forgetCalls();
			String gone = "Opportunity.NextStep is gone since the last run: somebody removed or renamed it, or took the "
					+ "right to read it from the program's user. project.deliverables (config/mapping.yml line 5) reads it.";
			program.run("check").expect(2).says(gone);
			program.run("sync").expect(2).says(gone, "config/mapping.yml:5:17: project.deliverables reads NextStep");
			program.run("sync").expect(2).says(gone);
			assertThat(agency.calls()).isEmpty();
			agency.salesforce("POST", "settings", Map.of("hiddenFields", List.of()));
			quiet(program.run("sync").expect(3));
			assertThat(agency.calls()).containsOnlyKeys("POST projects");
			agency.requireNoViolation();
		}
	}

	private static void quiet(Ended ended) {
		assertThat(ended.said()).as("%s", ended).doesNotContain("since the last run", "any more");
	}

}
