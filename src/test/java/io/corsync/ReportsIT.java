package io.corsync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands tell that send nothing.
 */
class ReportsIT {

	private static Agency agency;

	private static Program program;

	private static String rejected;

	private static JsonNode sync;

	@BeforeAll
	static void syncTwiceWithOneRefusal(@TempDir Path directory) {
		agency = Agency.of(60);
		program = Program.in(directory, agency.settings());
		rejected = agency.win("Ñandú & Cía.", Map.of());
		agency.cor("POST", "faults",
				Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", rejected, "status", 400, "times",
						0, "body", "{\"name\":\"ValidationError\",\"message\":\"estimated no puede ser 1500.5\"}"));
		sync = program.run("sync", "--yes", "--output", "json").expect(3).json();
		assertThat(program.run("sync", "--quiet").expect(3).says("Run 2 (sync) finished", "1 row is stuck").err())
			.isEmpty();
	}

	@AfterAll
	static void stop() {
		agency.close();
	}

	@Test
	void syncAnswersItsCertificateAsJson() {
		JsonNode report = sync.get(0);
		assertThat(report.get("run").get("state").stringValue()).isEqualTo("COMPLETED");
		assertThat(report.get("calls").asLong()).isEqualTo(agency.callsInAll());
		long read = rows(report.get("counts"), "read");
		assertThat(read).isEqualTo(rows(report.get("counts"), "created") + rows(report.get("counts"), "rejected"));
		assertThat(rows(report.get("counts"), "rejected")).isEqualTo(1);
	}

	private static long rows(JsonNode counts, String outcome) {
		return counts.valueStream()
			.filter((count) -> count.get("outcome").stringValue().equals(outcome))
			.mapToLong((count) -> count.get("rows").asLong())
			.sum();
	}

	@Test
	void runsListsTheRunsAndOneRunsCertificate() {
		Ended runs = program.run("runs").expect(0).says("sync", "finished (3)");
		requireScreen(runs);
		assertThat(runs.out().lines()).hasSize(3);
		requireScreen(
				program.run("runs", "1").expect(0).says("Run 1 (sync) finished", "created", "projects", "window"));
		program.run("runs", "7").expect(2).says("There is no run 7");
		assertThat(program.run("runs", "1", "--output", "json").expect(0).json()).hasSize(1);
	}

	@Test
	void failuresShowsCorsWordsByCauseWithTheRemedy() {
		requireScreen(program.run("failures")
			.expect(0)
			.says("ValidationError: 1 project rejected", "Says: estimated no puede ser 1500.5",
					"Do: Correct the field in Salesforce", rejected, "Ñandú & Cía.", "owner ",
					agency.url().toString()));
		JsonNode row = program.run("failures", "--output", "json").expect(0).json().get(0);
		assertThat(row.get("externalId").stringValue()).isEqualTo(rejected);
		assertThat(row.get("cause").stringValue()).isEqualTo("ValidationError");
		assertThat(row.get("name").stringValue()).isEqualTo("Ñandú & Cía.");
		assertThat(row.get("owner").stringValue()).isNotBlank();
		assertThat(row.get("link").stringValue()).endsWith(rejected);
	}

	@Test
	void failuresWorksWithoutSalesforceAndSaysSo() {
		Ended failures = program.with("SALESFORCE_LOGIN_URL", "").run("failures").expect(0);
		requireScreen(failures.says("ValidationError: 1 project rejected", rejected));
		assertThat(failures.err()).contains("Without Account and owner").contains("SALESFORCE_LOGIN_URL");
	}

	@Test
	void failuresWritesAFileForASpreadsheetOnce() throws Exception {
		Path file = program.directory().resolve("stuck.csv");
		program.run("failures", "--csv", file.toString()).expect(0).says("1 row was written");
		String text = Files.readString(file);
		assertThat(text).startsWith("\uFEFF\"kind\",\"external_id\"").contains("\"Ñandú & Cía.\"", rejected);
		program.run("failures", "--csv", file.toString()).expect(2).says("is there already and is not overwritten");
		assertThat(file).hasContent(text);
	}

	@Test
	void explainTellsTheStoryOfADealByAnyFormOfItsId() {
		requireScreen(program.run("explain", rejected)
			.expect(0)
			.says("Your deal \"Ñandú & Cía.\" was refused: estimated no puede ser 1500.5.", "not known",
					"ValidationError", "POST", "estimated: 1500.5", "met: IsWon = true", "retry --id " + rejected));
		program.run("explain", agency.url() + "/lightning/r/Opportunity/" + rejected + "/view")
			.expect(0)
			.says(rejected);
		String synced = agency.held("projects").keySet().iterator().next();
		JsonNode story = program.run("explain", synced.substring(0, 15), "--output", "json").expect(0).json();
		assertThat(story.toString()).contains(synced, "SYNCED");
		assertThat(story.get(0).get("headline").stringValue()).contains("is in COR since ");
		assertThat(story.get(0).get("attempts").get(0).get("values").get("name").get("after").stringValue())
			.isEqualTo(agency.held("projects", synced).get("name").stringValue());
	}

	@Test
	void explainSaysWhyADealIsNotInCor() {
		requireScreen(program.run("explain", "006000000000001AAA")
			.expect(0)
			.says("was never sent to COR, and Salesforce does not show it"));
		String lost = agency.create("Opportunity",
				Map.of("Name", "Not yet", "StageName", "Prospecting", "CloseDate", "2026-11-20"));
		requireScreen(program.with("SYNC_FILTER", "CloseDate > 2020-01-01 AND IsWon = true")
			.run("explain", lost)
			.expect(0)
			.says("because it does not meet the rule: IsWon = true.", " met: CloseDate > 2020-01-01",
					"NOT met: IsWon = true"));
		String deleted = agency.create("Opportunity",
				Map.of("Name", "Gone", "StageName", "Prospecting", "CloseDate", "2026-11-20"));
		agency.salesforce("DELETE", "rows/Opportunity/" + deleted, null);
		requireScreen(program.run("explain", deleted).expect(0).says("was deleted in Salesforce"));
	}

	@Test
	void explainTellsOfAClientAndWorksWithoutSalesforce() {
		String client = agency.held("clients").keySet().iterator().next();
		requireScreen(program.run("explain", client).expect(0).says("The client ", "is in COR since "));
		requireScreen(program.with("SALESFORCE_LOGIN_URL", "")
			.run("explain", client)
			.expect(0)
			.says("is in COR since ", "not asked: ", "SALESFORCE_LOGIN_URL"));
	}

	@Test
	void checkFindsEverythingInOrder() {
		requireScreen(program.run("check").expect(0).says("Everything holds.", "Agencia Andina & Asociados"));
		JsonNode findings = program.run("check", "--output", "json").expect(0).json();
		assertThat(findings.valueStream().map((finding) -> finding.get("code").stringValue())).containsOnly("DONE");
		assertThat(program.run("check", "--permission-set").expect(0).out()).startsWith("<?xml")
			.contains("<field>Opportunity.Amount</field>");
	}

	@Test
	void checkNamesEachRemedy() {
		program.with("COR_CLIENT_SECRET", "wrong-one")
			.with("SYNC_FILTER", "Nmae = 'x'")
			.run("check")
			.expect(2)
			.says("FAILS COR login", "COR_CLIENT_SECRET", "FAILS Filter", "Nmae");
	}

	@Test
	void helpIsAnAnswer() {
		Ended help = program.run("sync", "--help");
		requireScreen(help.expect(0).says("Usage: cor-sync sync"));
		assertThat(help.err()).isEmpty();
	}

	private static void requireScreen(Ended ended) {
		List<String> wide = ended.out().lines().filter((line) -> line.codePointCount(0, line.length()) > 80).toList();
		assertThat(wide).as("lines wider than 80 columns").isEmpty();
	}

}
