package io.corsync.report;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CsvFileTests {

	@TempDir
	private Path directory;

	@Test
	void writesWhatExcelAndTheStandardRead() throws Exception {
		Path file = this.directory.resolve("rows.csv");
		try (CsvFile csv = CsvFile.create(file, "name", "message")) {
			csv.row("Ñandú, \"Cía\"", "first\nsecond");
			csv.row("x", null);
		}
		assertThat(Files.readString(file))
			.isEqualTo("\uFEFF\"name\",\"message\"\r\n\"Ñandú, \"\"Cía\"\"\",\"first\nsecond\"\r\n\"x\",\"\"\r\n");
	}

	@Test
	void isForItsOwnerOnly() throws Exception {
		Path file = this.directory.resolve("rows.csv");
		CsvFile.create(file, "name").close();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
	}

	@Test
	void neverWritesOverAFile() throws Exception {
		Path file = Files.writeString(this.directory.resolve("rows.csv"), "mine");
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> CsvFile.create(file, "name"));
		assertThat(file).hasContent("mine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1" })
	void makesFormulasText(String value) {
		assertThat(CsvFile.safe(value)).isEqualTo("'" + value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a=b", "Retainer - 2026", "1-2", "'x" })
	void leavesOtherValuesAlone(String value) {
		assertThat(CsvFile.safe(value)).isEqualTo(value);
	}

}
