package io.corsync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything in scope is compared with the ledger.
 */
class ReconcileIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void findsWhatMovedNoStamp(Database database) {
		try (Agency agency = Agency.of(300)) {
			Program program = database.program(this.directory, agency.settings())
				.with("SYNC_FROM", "2025-01-01")
				.with("SYNC_OVERLAP", "0s");
			program.run("sync", "--yes").expect(0);
			String old = agency.win("Old", Map.of("CloseDate", "2024-05-05"));
			String late = agency.win("Late", Map.of());
			program.run("sync").expect(0);

			agency.forgetCalls();
			program.run("reconcile").expect(0).says("0 calls to COR", "unchanged");
			assertThat(agency.calls()).isEmpty();

			String client = agency.held("clients").keySet().iterator().next();
			String contract = agency.held("contracts").keySet().iterator().next();
			quietly(agency, "Opportunity", late, Map.of("Amount", "77"));
			quietly(agency, "Opportunity", old, Map.of("Amount", "78"));
			quietly(agency, "Account", client, Map.of("Phone", "+57 1"));
			quietly(agency, "Contract", contract, Map.of("EndDate", "2031-01-01"));
			program.run("sync").expect(0);
			assertThat(agency.calls()).isEmpty();
			program.run("reconcile").expect(0);
			assertThat(agency.calls()).isEqualTo(Map.of("PUT projects", 2L, "PUT clients", 1L, "PUT contracts", 1L));
			assertThat(agency.held("projects", old).get("estimated").asInt()).isEqualTo(78);

			// Only what is known of the time before sync.from.
			assertThat(agency.held("projects").keySet()).doesNotContain(
					agency.org().wonWhere("CloseDate < 2024-01-01").opportunities().keySet().toArray(String[]::new));
			agency.requireNoViolation();
		}
	}

	@Test
	void bringsOutOfTheScopeWhatLeftItAndNamesWhatIsHidden() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings()).with("SYNC_ON_LEAVE", "archive");
			List<String> deals = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				deals.add(agency.win("Deal " + i, Map.of()));
			}
			program.run("sync", "--yes").expect(0);
			for (String lost : deals.subList(0, 7)) {
				quietly(agency, "Opportunity", lost, Map.of("StageName", "Closed Lost"));
			}
			agency.salesforce("POST", "rows/Opportunity/" + deals.get(8) + "/visibility", Map.of("shared", false));

			agency.forgetCalls();
			program.run("reconcile").expect(6).says("approve 2", "hidden from this user", deals.get(8));
			assertThat(agency.calls()).isEqualTo(Map.of("PUT projects", 5L));
			program.run("approve", "2").expect(0);
			assertThat(agency.calls()).isEqualTo(Map.of("PUT projects", 7L));
			program.run("reconcile").expect(0).says("0 calls to COR");
			agency.requireNoViolation();
		}
	}

	@Test
	void isThePassOverHistoryThatAChangedFilterMakesDue() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			Program narrow = program.with("SYNC_FILTER", "IsWon = true AND Amount > 50000");
			narrow.run("sync", "--yes").expect(0);
			program.run("sync").expect(0).says("a pass over history is due, by the command reconcile");
			program.run("sync").expect(0).says("a pass over history is due");
			program.run("reconcile").expect(0);
			agency.requireComplete();
			assertThat(program.run("sync").expect(0).said()).doesNotContain("pass over history");
		}
	}

	@Test
	void stopsAtEightyPercentOfTheOrgsDayAndGoesOnLater() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 800, "quotaLimit", 1000));
			program.run("reconcile")
				.expect(4)
				.says("of its 1,000 API requests", "stops at 80 %", "it goes on where it stopped");
			program.run("backfill", "--from", "2024-01-01", "--to", "2026-12-31", "--yes")
				.expect(4)
				.says("stops at 80 %");
			// A night takes what it needs.
			program.run("sync").expect(0);
			agency.salesforce("POST", "settings", Map.of("quotaUsed", 10));
			program.run("reconcile").expect(0).says("Continuing run 2");
			program.run("backfill", "--from", "2024-01-01", "--to", "2026-12-31", "--yes")
				.expect(0)
				.says("Continuing run 3");
		}
	}

	@Test
	void looksAtCorAndTellsWhatPeopleDidThere() {
		try (Agency agency = Agency.of(250)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			program.run("reconcile", "--cor").expect(0).says("were compared with COR: 0 differ");

			List<String> ids = List.copyOf(agency.held("projects").keySet());
			agency.cor("DELETE", "entities/projects/" + ids.get(0), null);
			agency.cor("PUT", "entities/projects/" + ids.get(1), Map.of("archived", true));
			agency.cor("PUT", "entities/projects/" + ids.get(2), Map.of("name", "Otro nombre"));
			agency.forgetCalls();
			program.run("reconcile", "--cor")
				.expect(0)
				.says("project " + ids.get(0), "is missing in COR", "is archived in COR",
						"is called \"Otro nombre\" in COR", "were compared with COR: 3 differ");
			assertThat(agency.calls()).isEmpty();
		}
	}

	private static void quietly(Agency agency, String object, String id, Map<String, String> fields) {
		String stamp = agency.salesforce("GET", "rows/" + object + "/" + id, null).get("SystemModstamp").stringValue();
		Map<String, String> all = new LinkedHashMap<>(fields);
		all.put("SystemModstamp", stamp);
		agency.change(object, id, all);
	}

}
