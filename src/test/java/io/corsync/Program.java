package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The built jar as people start it: a process of its own, with its own environment and
 * working directory.
 *
 * @param directory the working directory
 * @param environment all environment variables, except those of the machine
 * @param jvm options of the child's JVM
 */
record Program(Path directory, Map<String, String> environment, List<String> jvm) {

	private static final Path JAR = Path.of("target", "cor-sync.jar").toAbsolutePath();

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	/** A command lives for seconds: these save half of its start. */
	private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	/**
	 * The program in an empty working directory.
	 */
	static Program in(Path directory, Map<String, String> environment) {
		return new Program(directory, Map.copyOf(environment), QUICK);
	}

	/**
	 * The same with one more setting.
	 */
	Program with(String variable, String value) {
		Map<String, String> more = new HashMap<>(this.environment);
		more.put(variable, value);
		return new Program(this.directory, Map.copyOf(more), this.jvm);
	}

	/**
	 * The same with one more option of the JVM.
	 */
	Program withJvm(String option) {
		List<String> more = new ArrayList<>(this.jvm);
		more.add(option);
		return new Program(this.directory, this.environment, List.copyOf(more));
	}

	/**
	 * The same elsewhere.
	 */
	Program in(Path other) {
		return new Program(other, this.environment, this.jvm);
	}

	/**
	 * Writes a file into the working directory.
	 */
	Program file(String name, String text) {
		try {
			Path file = this.directory.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs a command to its end.
	 */
	Ended run(String... command) {
		return start(command).end();
	}

	/**
	 * Starts a command.
	 */
	Started start(String... command) {
		List<String> line = new ArrayList<>();
		// A test that runs in a shell's background inherits an ignored SIGINT.
		line.addAll(List.of("/usr/bin/env", "--default-signal=INT", JAVA.toString()));
		line.addAll(this.jvm);
		line.addAll(List.of("-jar", JAR.toString()));
		line.addAll(List.of(command));
		try {
			Path out = Files.createTempFile("cor-sync", ".out");
			Path err = Files.createTempFile("cor-sync", ".err");
			ProcessBuilder builder = new ProcessBuilder(line).directory(this.directory.toFile())
				.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
				.redirectOutput(out.toFile())
				.redirectError(err.toFile());
			builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
			builder.environment().putAll(this.environment);
			return new Started(this, List.of(command), builder.start(), out, err);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All that was logged in this working directory.
	 */
	String log() {
		Path log = this.directory.resolve("logs").resolve("cor-sync.log");
		try {
			return Files.isRegularFile(log) ? Files.readString(log) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
