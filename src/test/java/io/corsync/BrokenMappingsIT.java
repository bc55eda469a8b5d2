package io.corsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mapping files with the mistakes that people make: {@code check} names every one of them
 * on one screen, and nothing of such a file reaches COR. The screens stand beside the
 * files; {@code -Dscreens.write=true} writes them anew.
 */
class BrokenMappingsIT {

	private static final Path FILES = Path.of("src/test/resources/io/corsync/mappings");

	/** What a terminal shows without scrolling, on a small notebook. */
	private static final int SCREEN = 45;

	private static Agency agency;

	@TempDir
	private Path directory;

	@BeforeAll
	static void startAgency() {
		agency = Agency.of(60);
		agency.salesforce("POST", "settings", Map.of("multiCurrency", true));
	}

	@AfterAll
	static void stopAgency() {
		agency.close();
	}

	static List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(FILES)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".yml"))
				.sorted()
				.toList();
		}
	}

	@Test
	void thereAreADozen() throws IOException {
		assertThat(files()).hasSizeGreaterThanOrEqualTo(12);
	}

	@ParameterizedTest
	@MethodSource("files")
	void isToldOnOneScreenAndReachesNobody(String name) throws IOException {
		String text = Files.readString(FILES.resolve(name));
		Program program = Program.in(this.directory, agency.settings()).file("config/mapping.yml", text);
		String screen = stable(program.run("check").expect(2).out());
		Path expected = FILES.resolve(name.replace(".yml", ".screen"));
		if (Boolean.getBoolean("screens.write")) {
			Files.writeString(expected, screen);
		}
		assertThat(screen).isEqualTo(Files.readString(expected));
		assertThat(screen.lines().count()).as(screen).isLessThanOrEqualTo(SCREEN);
		assertThat(screen.lines())
			.allSatisfy((line) -> assertThat(line.codePointCount(0, line.length())).as(line).isLessThanOrEqualTo(80));
		agency.forgetCalls();
		program.run("sync", "--yes").expect(2).says("mapping.yml:");
		assertThat(agency.calls()).isEmpty();
	}

	/** Ports and counters differ from day to day. */
	private static String stable(String screen) {
		return screen.replaceAll("127\\.0\\.0\\.1:\\d{5}", "127.0.0.1:12345")
			.replaceAll("\\d+ of 5,000,000", "9 of 5,000,000")
			.replaceAll("Within \\d+ s", "Within 1 s");
	}

}
