package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files that each run leaves.
 */
class RunFilesIT {

	private static final String FORMULA = "=cmd|'/c calc'!A1";

	@TempDir
	private Path directory;

	private Agency agency;

	private Program program;

	@BeforeEach
	void start() {
		this.agency = Agency.of(60);
		this.program = Program.in(this.directory, this.agency.settings());
	}

	@AfterEach
	void stop() {
		this.agency.close();
	}

	@Test
	void tellEveryRowOfTheRunOnceWithItsNamesAndRemedy() throws IOException {
		String account = this.agency.create("Account", Map.of("Name", "@Cuenta"));
		String formula = this.agency.win(FORMULA, Map.of("AccountId", account));
		String lines = this.agency.win("Ñandú \"& Cía.\"\nsecond line; €", Map.of("AccountId", account));
		refuse(formula);
		refuse(lines);
		this.program.run("sync", "--yes").expect(3);

		Path files = this.directory.resolve("reports/run-1");
		assertThat(Files.getPosixFilePermissions(files)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
		JsonNode summary = JsonMapper.shared().readTree(Files.readString(files.resolve("summary.json")));
		assertThat(summary.get("run").get("number").asLong()).isEqualTo(1);
		assertThat(summary.get("run").get("exitCode").asInt()).isEqualTo(3);
		assertThat(summary).isEqualTo(this.program.run("runs", "1", "--output", "json").expect(0).json().get(0));

		List<Map<String, String>> errors = rows(files.resolve("error.csv"));
		assertThat(errors).extracting((row) -> row.get("external_id")).containsExactlyInAnyOrder(formula, lines);
		assertThat(errors).extracting((row) -> row.get("name"))
			.containsExactlyInAnyOrder("'" + FORMULA, "Ñandú \"& Cía.\"\nsecond line; €");
		assertThat(errors).allSatisfy((row) -> {
			assertThat(row.get("kind")).isEqualTo("project");
			assertThat(row.get("action")).isEqualTo("rejected");
			assertThat(row.get("cause")).isEqualTo("ValidationError");
			assertThat(row.get("message")).contains("estimated no puede ser");
			assertThat(row.get("remedy")).startsWith("Correct the field in Salesforce");
			assertThat(row.get("account")).isEqualTo("'@Cuenta");
			assertThat(row.get("owner")).isNotBlank();
			assertThat(row.get("link")).isEqualTo(this.agency.url() + "/" + row.get("external_id"));
		});

		List<Map<String, String>> done = rows(files.resolve("success.csv"));
		TreeSet<String> held = new TreeSet<>();
		for (String kind : List.of("clients", "contracts", "projects")) {
			held.addAll(this.agency.held(kind).keySet());
		}
		assertThat(done).extracting((row) -> row.get("external_id")).containsExactlyInAnyOrderElementsOf(held);
		assertThat(done).allSatisfy((row) -> {
			assertThat(row.get("action")).isEqualTo("created");
			assertThat(row.get("cor_id")).isNotBlank();
			assertThat(row.get("cause") + row.get("message") + row.get("remedy")).isEmpty();
			assertThat(row.get("owner")).isNotBlank();
		});
		assertThat(Files.list(this.directory.resolve("reports"))).containsExactly(files);
	}

	private void refuse(String id) {
		this.agency.cor("POST", "faults",
				Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", id, "status", 400, "times", 0,
						"body", "{\"name\":\"ValidationError\",\"message\":\"estimated no puede ser 1\"}"));
	}

	@Test
	void areWrittenAnewWhenTheyWereLostOrTheirProcessWasKilled() throws IOException {
		this.program.run("sync", "--yes").expect(0);
		Path files = this.directory.resolve("reports/run-1");
		String success = Files.readString(files.resolve("success.csv"));
		Files.createDirectories(this.directory.resolve("reports/.run-1/new"));
		for (String name : List.of("summary.json", "success.csv", "error.csv")) {
			Files.delete(files.resolve(name));
		}
		this.program.run("runs", "1", "--files").expect(0).says("reports/run-1");
		assertThat(files.resolve("success.csv")).hasContent(success);
		for (String name : List.of("summary.json", "success.csv", "error.csv")) {
			Files.delete(files.resolve(name));
		}
		Files.delete(files);
		this.program.run("sync").expect(0);
		assertThat(files.resolve("success.csv")).hasContent(success);
		assertThat(rows(this.directory.resolve("reports/run-2/success.csv"))).isEmpty();
		this.program.run("runs", "9", "--files").expect(2).says("There is no run 9");
		assertThat(this.program.run("runs", "--files").expect(2).err()).contains("--files wants a run's number");
	}

	@Test
	void thatTheDiskDoesNotTakeAreSaidInALineAndNoFailureOfTheRun() throws IOException {
		this.program.file("reports", "a file where the directory should be");
		Ended sync = this.program.run("sync", "--yes").expect(0);
		assertThat(sync.err().replaceAll("\\s+", " "))
			.contains("The files of run 1 could not be written to reports/run-1")
			.contains("runs 1 --files")
			.doesNotContain("\tat ");
		this.program.with("REPORTS_DIRECTORY", "elsewhere/for runs").run("runs", "1", "--files").expect(0);
		assertThat(this.directory.resolve("elsewhere/for runs/run-1/summary.json")).exists();
	}

	@Test
	void doNotNeedSalesforceForTheRest() throws IOException {
		this.program.run("sync", "--yes").expect(0);
		this.program.with("SALESFORCE_LOGIN_URL", "").run("runs", "1", "--files").expect(0);
		assertThat(rows(this.directory.resolve("reports/run-1/success.csv"))).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.get("cor_id")).isNotBlank());
	}

	/** A reader of RFC 4180 of its own: it knows nothing of how the files are written. */
	private static List<Map<String, String>> rows(Path file) throws IOException {
		String text = Files.readString(file);
		assertThat(text).startsWith("\uFEFF");
		List<List<String>> records = new ArrayList<>();
		List<String> record = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 1; i < text.length(); i++) {
			char c = text.charAt(i);
			if (quoted) {
				if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
					cell.append(text.charAt(++i));
				}
				else if (c == '"') {
					quoted = false;
				}
				else {
					cell.append(c);
				}
			}
			else if (c == '"') {
				quoted = true;
			}
			else if (c == ',' || c == '\n') {
				record.add(cell.toString());
				cell.setLength(0);
				if (c == '\n') {
					records.add(record);
					record = new ArrayList<>();
				}
			}
			else if (c != '\r') {
				cell.append(c);
			}
		}
		assertThat(record).as("what follows the last line's end").isEmpty();
		List<String> titles = records.remove(0);
		List<Map<String, String>> rows = new ArrayList<>();
		for (List<String> one : records) {
			assertThat(one).hasSameSizeAs(titles);
			Map<String, String> row = new LinkedHashMap<>();
			for (int i = 0; i < one.size(); i++) {
				row.put(titles.get(i), one.get(i));
			}
			rows.add(row);
		}
		return rows;
	}

}
