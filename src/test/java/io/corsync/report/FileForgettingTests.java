package io.corsync.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import io.corsync.sync.Redaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records are forgotten in the files of runs.
 */
class FileForgettingTests {

	private static final String[] TITLES = { "external_id", "name", "account", "owner", "link", "kind", "action",
			"cor_id", "cause", "message", "remedy" };

	private static final Set<String> IDS = Set.of("001A");

	@TempDir
	private Path reports;

	private Path error;

	private FileForgetting forgetting;

	@BeforeEach
	void write() throws IOException {
		Path run = Files.createDirectories(this.reports.resolve("run-7"));
		this.error = run.resolve("error.csv");
		try (CsvFile csv = CsvFile.create(this.error, TITLES)) {
			csv.row("001A", "=Ñandú\n\"S.A.\"", "=Ñandú\n\"S.A.\"", "Ana", "https://x/001A", "client", "rejected", "7",
					"ValidationError", "phone 555 no", "Correct it.");
			csv.row("006B", "Deal", "=Ñandú\n\"S.A.\"", "Berta", "https://x/006B", "project", "waiting", null,
					"PARENT_NOT_IN_COR", "Its client =Ñandú\n\"S.A.\" is not in COR", "Mend it.");
			csv.row("006C", "-1,5 €", "Other", "Berta", null, "project", "rejected", null, "X", "no", "Do.");
		}
		Files.writeString(run.resolve("summary.json"), "{\"message\":\"=Ñandú\\n\\\"S.A.\\\" failed\"}");
		Files.createDirectories(this.reports.resolve("mine"));
		Files.writeString(this.reports.resolve("mine/notes.csv"), "external_id,name\n001A,Ñandú\n");
		this.forgetting = new FileForgetting(this.reports);
	}

	@Test
	void knowWhatTheyWereCalled() {
		assertThat(this.forgetting.names(IDS)).containsExactly("=Ñandú\n\"S.A.\"");
		assertThat(this.forgetting.names(Set.of("nobody"))).isEmpty();
		assertThat(new FileForgetting(this.reports.resolve("nowhere")).names(IDS)).isEmpty();
	}

	@Test
	void loseTheirValuesAndOthersTheirName() throws IOException {
		assertThat(this.forgetting.forget(IDS, Redaction.of(this.forgetting.names(IDS)))).isEqualTo(2);
		assertThat(Files.readString(this.error)).isEqualTo("\uFEFF" + String.join("\r\n", List.of(
				"\"external_id\",\"name\",\"account\",\"owner\",\"link\",\"kind\",\"action\",\"cor_id\",\"cause\",\"message\",\"remedy\"",
				"\"001A\",\"\",\"\",\"\",\"https://x/001A\",\"client\",\"rejected\",\"7\",\"ValidationError\",\"\",\"Correct it.\"",
				"\"006B\",\"Deal\",\"'(forgotten)\",\"Berta\",\"https://x/006B\",\"project\",\"waiting\",\"\",\"PARENT_NOT_IN_COR\",\"Its client (forgotten) is not in COR\",\"Mend it.\"",
				"\"006C\",\"'-1,5 €\",\"Other\",\"Berta\",\"\",\"project\",\"rejected\",\"\",\"X\",\"no\",\"Do.\"",
				"")));
		assertThat(Files.readString(this.error.resolveSibling("summary.json")))
			.isEqualTo("{\"message\":\"(forgotten) failed\"}");
		assertThat(Files.getPosixFilePermissions(this.error)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
		assertThat(this.error.getParent()).isDirectoryNotContaining("glob:**/.*");
		assertThat(this.reports.resolve("mine/notes.csv")).content().contains("Ñandú");
		assertThat(this.forgetting.forget(IDS, Redaction.of(Set.of()))).as("a second time").isZero();
	}

}
