package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No change falls between two windows: whatever the clocks say, whenever a row becomes
 * visible, whatever happened to the run before.
 */
class WindowsIT {

	@TempDir
	Path directory;

	@Test
	void aRowThatBecomesVisibleLateIsFoundByTheNextNight() {
		try (Agency agency = Agency.of(40)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			String late = agency.win("Visible late", Map.of());
			agency.change("Opportunity", late, Map.of("SystemModstamp", stamp(Duration.ofMinutes(-10))));
			agency.salesforce("POST", "rows/Opportunity/" + late + "/visibility", Map.of("shared", false));
			program.run("sync").expect(0);
			assertThat(agency.held("projects")).doesNotContainKey(late);
			agency.salesforce("POST", "rows/Opportunity/" + late + "/visibility", Map.of("shared", true));
			program.run("sync").expect(0);
			assertThat(agency.held("projects")).containsKey(late);
			agency.requireNoViolation();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -600, 600 })
	void theClockOfThisMachineDoesNotMatter(int ahead) {
		try (Agency agency = Agency.of(40)) {
			agency.salesforce("POST", "clock", Map.of("offsetSeconds", ahead));
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			Set<String> before = agency.held("projects").keySet();
			String one = agency.win("After the first night", Map.of());
			program.run("sync").expect(0);
			String two = agency.win("After the second night", Map.of());
			program.run("sync").expect(0);
			assertThat(agency.held("projects").keySet()).containsAll(before).contains(one, two);
			agency.forgetCalls();
			program.run("sync").expect(0);
			assertThat(agency.callsInAll()).isZero();
		}
	}

	@Test
	void theHourThatDaylightSavingSkipsOrRepeatsChangesNothing() {
		try (Agency agency = Agency.of(40)) {
			Program program = Program.in(this.directory, agency.settings());
			// Both hours in which Madrid's clocks were put back, and Santiago's forward.
			Program madrid = program.withJvm("-Duser.timezone=Europe/Madrid");
			Program santiago = program.withJvm("-Duser.timezone=America/Santiago");
			madrid.run("sync", "--yes").expect(0);
			String id = agency.win("In the repeated hour", Map.of("CloseDate", "2026-10-25"));
			santiago.run("sync").expect(0);
			assertThat(agency.held("projects", id).get("start").stringValue()).isEqualTo("2026-10-25");
			agency.forgetCalls();
			madrid.run("sync").expect(0);
			assertThat(agency.callsInAll()).isZero();
			assertThat(windows(program)).as("they follow one another with the overlap").hasSize(3);
		}
	}

	@Test
	void limitAndIdLeaveTheWatermarkAlone() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes", "--limit", "5").expect(0);
			assertThat(agency.held("projects")).hasSize(5);
			program.run("sync", "--yes").expect(0);
			agency.requireComplete();
			Instant reached = Instant.parse(windows(program).get(0).get("windowTo").stringValue());
			String named = agency.win("Named", Map.of());
			String other = agency.win("Not named", Map.of());
			program.run("sync", "--id", named).expect(0);
			program.run("sync", "--limit", "1").expect(0);
			program.run("sync").expect(0);
			assertThat(agency.held("projects")).containsKeys(named, other);
			Instant from = Instant.parse(windows(program).get(0).get("windowFrom").stringValue());
			assertThat(from).isEqualTo(reached.minus(Duration.ofMinutes(15)));
		}
	}

	@Test
	void aRunThatFailedInTheMiddleLeavesNoGap() {
		try (Agency agency = Agency.of(400)) {
			Program program = Program.in(this.directory, agency.settings())
				.with("SALESFORCE_PAGE_SIZE", "200")
				.with("SYNC_CHUNK_SIZE", "50");
			program.run("sync", "--yes").expect(0);
			agency.org().won().opportunities().keySet().stream().limit(120).forEach((id) -> rename(agency, id));
			agency.cor("POST", "faults",
					Map.of("effect", "ANSWER", "status", 403, "body", "{}", "skip", 40, "times", 0));
			program.run("sync").expect(2);
			agency.cor("DELETE", "faults", null);
			String meanwhile = agency.win("Meanwhile", Map.of());
			program.run("sync").expect(0);
			assertThat(agency.held("projects")).containsKey(meanwhile);
			long renamed = agency.held("projects")
				.values()
				.stream()
				.filter((fields) -> fields.get("name").stringValue().endsWith("renamed"))
				.count();
			assertThat(renamed).isEqualTo(120);
			agency.requireNoViolation();
		}
	}

	private static void rename(Agency agency, String id) {
		agency.change("Opportunity", id, Map.of("Name", id + " renamed"));
	}

	private static String stamp(Duration fromNow) {
		return Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS).toString();
	}

	// The newest first.
	private static List<JsonNode> windows(Program program) {
		return program.run("runs", "--output", "json")
			.json()
			.valueStream()
			.map((line) -> line.get("run"))
			.filter((run) -> run.hasNonNull("windowTo"))
			.toList();
	}

}
