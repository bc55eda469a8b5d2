package io.corsync;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much is said, and in which colours.
 */
class ScreenIT {

	/** What begins a colour on a terminal. */
	private static final String ESCAPE = "\u001B[";

	private static Agency agency;

	private static Program program;

	private static Ended first;

	@BeforeAll
	static void syncQuietly(@TempDir Path directory) {
		agency = Agency.of(5);
		program = Program.in(directory, agency.settings());
		first = program.run("sync", "--yes", "--quiet").expect(0);
	}

	@AfterAll
	static void stop() {
		agency.close();
	}

	@Test
	void quietSaysNothingOfWhatGoesWell() {
		assertThat(first.out() + first.err()).isEmpty();
		Ended check = program.run("check", "-q").expect(0);
		assertThat(check.out() + check.err()).isEmpty();
	}

	@Test
	void quietSaysWhatSomebodyMustDo() {
		Ended check = program.with("COR_CLIENT_SECRET", "wrong-one").run("check", "-q").expect(2);
		assertThat(check.out()).contains("FAILS COR login", "COR_CLIENT_SECRET").doesNotContain("ok ");
		assertThat(program.with("COR_CLIENT_SECRET", "wrong-one").run("sync", "--quiet").expect(2).err())
			.contains("COR_CLIENT_SECRET");
		assertThat(program.run("runs", "--quiet").expect(0).out()).contains("finished (0)");
	}

	@Test
	@EnabledIf("terminals")
	void coloursAreForTerminals() throws Exception {
		assertThat(onTerminal(Map.of(), "--help")).contains(ESCAPE);
		assertThat(onTerminal(Map.of(), "check")).contains(ESCAPE, "Everything holds.");
		assertThat(program.run("--help").out()).doesNotContain(ESCAPE);
		assertThat(program.with("CLICOLOR_FORCE", "1").run("check").expect(0).out()).doesNotContain(ESCAPE);
	}

	@Test
	@EnabledIf("terminals")
	void noColourIsUsedWhereNobodyWantsOne() throws Exception {
		for (Map<String, String> wish : List.of(Map.of("NO_COLOR", "1"), Map.of("TERM", "dumb"))) {
			assertThat(onTerminal(wish, "--help")).contains("Usage").doesNotContain(ESCAPE);
		}
		assertThat(onTerminal(Map.of("NO_COLOR", "1"), "check")).contains("ok").doesNotContain(ESCAPE);
		assertThat(onTerminal(Map.of(), "runs", "--output", "json")).contains("\"number\" : 1").doesNotContain(ESCAPE);
	}

	static boolean terminals() {
		return Files.isExecutable(Path.of("/usr/bin/script"));
	}

	/** What the program writes to a terminal. */
	private static String onTerminal(Map<String, String> more, String... command) throws Exception {
		List<String> line = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		line.addAll(program.jvm());
		line.addAll(List.of("-jar", program.jar().toString()));
		line.addAll(List.of(command));
		ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec",
				line.stream().map("'%s'"::formatted).collect(Collectors.joining(" ")), "/dev/null")
			.directory(program.directory().toFile())
			.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
		builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
		builder.environment().put("TERM", "xterm");
		builder.environment().putAll(program.environment());
		builder.environment().putAll(more);
		Process process = builder.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(said).isZero();
		return said;
	}

}
