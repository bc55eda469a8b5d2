package io.corsync;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
		program.run("sync").expect(3);
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
	void failuresShowsCorsWordsByCause() {
		requireScreen(program.run("failures")
			.expect(0)
			.says("ValidationError: 1 project rejected", "estimated no puede ser 1500.5", rejected, "Ñandú & Cía."));
		JsonNode row = program.run("failures", "--output", "json").expect(0).json().get(0);
		assertThat(row.get("externalId").stringValue()).isEqualTo(rejected);
		assertThat(row.get("cause").stringValue()).isEqualTo("ValidationError");
		assertThat(row.get("name").stringValue()).isEqualTo("Ñandú & Cía.");
	}

	@Test
	void explainTellsTheStoryOfADealByAnyFormOfItsId() {
		requireScreen(program.run("explain", rejected)
			.expect(0)
			.says("\"Ñandú & Cía.\" was refused", "not known", "ValidationError", "POST"));
		program.run("explain", agency.url() + "/lightning/r/Opportunity/" + rejected + "/view")
			.expect(0)
			.says(rejected);
		String synced = agency.held("projects").keySet().iterator().next();
		JsonNode story = program.run("explain", synced.substring(0, 15), "--output", "json").expect(0).json();
		assertThat(story.toString()).contains(synced, "SYNCED");
		program.run("explain", "006000000000001AAA").expect(0).says("was never sent to COR");
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

	@ParameterizedTest
	@ValueSource(strings = { "", "check", "sync", "retry", "runs", "failures", "explain", "sandbox" })
	void helpFitsAScreen(String command) {
		Ended help = program.run(command.isEmpty() ? new String[] { "--help" } : new String[] { command, "--help" });
		requireScreen(help.expect(0).says("Usage: cor-sync"));
		assertThat(help.err()).isEmpty();
	}

	private static void requireScreen(Ended ended) {
		List<String> wide = ended.out().lines().filter((line) -> line.codePointCount(0, line.length()) > 80).toList();
		assertThat(wide).as("lines wider than 80 columns").isEmpty();
	}

}
