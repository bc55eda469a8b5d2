package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything the program knows moves from one database to another.
 */
class LedgerTransferIT {

	@TempDir
	private Path here;

	@TempDir
	private Path there;

	@ParameterizedTest
	@EnumSource
	void theOtherDatabaseGoesOnWhereThisOneEnded(Database from) throws IOException {
		Database to = (from == Database.H2) ? Database.POSTGRESQL : Database.H2;
		try (Agency agency = Agency.of(300)) {
			Program old = from.program(this.here, agency.settings());
			String stuck = agency.win("Ñandú \"atascado\"\n2", Map.of());
			agency.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", stuck,
					"status", 400, "times", 0, "body", "{\"name\":\"ValidationError\",\"message\":\"nó\"}"));
			old.run("sync", "--yes").expect(3);
			old.run("park", stuck, "--reason", "más tarde").expect(0);
			String doubtful = agency.win("En duda", Map.of());
			agency.cor("POST", "faults",
					Map.of("effect", "DROP_AFTER", "verb", "POST", "kind", "projects", "id", doubtful, "times", 1));
			old.with("COR_SETTLE_AFTER", "1h").run("sync");
			Path file = this.here.resolve("ledger.jsonl");
			old.run("ledger", "export", file.toString()).expect(0).says("rows were written");
			assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

			Program moved = to.program(this.there, agency.settings());
			moved.run("ledger", "import", file.toString()).expect(0).says("rows were read");
			for (List<String> report : List.of(List.of("runs"), List.of("runs", "1"), List.of("failures"),
					List.of("failures", "--parked"), List.of("explain", stuck))) {
				assertThat(json(moved, report)).as("%s", report).isEqualTo(json(old, report));
			}
			Path again = this.there.resolve("again.jsonl");
			moved.run("ledger", "export", again.toString()).expect(0);
			assertThat(rows(again)).containsExactlyInAnyOrderElementsOf(rows(file));

			assertThat(json(moved, List.of("audit")).toString()).contains("sync --yes", "park --reason …",
					"ledger import");

			moved.run("sync").expect(0);
			assertThat(agency.held("projects")).containsKey(doubtful);
			agency.forgetCalls();
			moved.run("reconcile", "--yes").expect(0).says("0 calls to COR");
			assertThat(agency.calls()).isEmpty();
			agency.requireNoViolation();
		}
	}

	private static JsonNode json(Program program, List<String> report) {
		String[] command = new String[report.size() + 2];
		report.toArray(command);
		command[report.size()] = "--output";
		command[report.size() + 1] = "json";
		return program.run(command).expect(0).json();
	}

	/**
	 * All lines but those that tell of the export itself: its lease, who ran it, and so
	 * how many lines there are.
	 */
	private static List<String> rows(Path file) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> !line.matches("\\{\"table\":\"(lease|audit)\".*|\\{\"rows\":.*"))
			.toList();
	}

	@Test
	void aDamagedFileChangesNothing() throws IOException {
		try (Agency agency = Agency.of(40)) {
			Program old = Program.in(this.here, agency.settings());
			Path file = this.here.resolve("ledger.jsonl");
			old.run("ledger", "export", file.toString()).expect(2).says("There is nothing to export");
			assertThat(file).doesNotExist();
			old.run("sync", "--yes").expect(0);
			old.run("ledger", "export", file.toString()).expect(0);
			old.run("ledger", "export", file.toString()).expect(2).says("is there already");
			old.run("ledger", "import", file.toString()).expect(2).says("The database is in use");

			Program fresh = Program.in(this.there, agency.settings());
			List<String> lines = Files.readAllLines(file);
			Path broken = this.here.resolve("broken.jsonl");
			Files.write(broken, lines.subList(0, lines.size() - 1));
			fresh.run("ledger", "import", broken.toString()).expect(2).says("ends in the middle");
			Files.write(broken, lines.subList(1, lines.size()));
			fresh.run("ledger", "import", broken.toString()).expect(2).says("names no format");
			List<String> fewer = new java.util.ArrayList<>(lines);
			fewer.remove(lines.size() - 2);
			Files.write(broken, fewer);
			fresh.run("ledger", "import", broken.toString()).expect(2).says("is damaged");
			Files.writeString(broken, "{\"format\":\"cor-sync-ledger\",\"tables\":\"3\"}\n");
			fresh.run("ledger", "import", broken.toString()).expect(2).says("version 3 of the tables");
			Files.writeString(broken, lines.get(0) + "\n{\"table\":\"ledger\",\"row\":{\"attempts\":\"x\"}}\n");
			fresh.run("ledger", "import", broken.toString()).expect(2).says("Line 2: ledger.attempts does not take");
			fresh.run("ledger", "import", "nowhere.jsonl").expect(2).says("nowhere.jsonl is not there");
			fresh.run("runs").expect(0).says("There was no run yet");
			fresh.run("ledger", "import", file.toString()).expect(0);
			fresh.run("sync").expect(0).says("Run 2", "0 calls to COR");
		}
	}

}
