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
 * @param jar what is started
 */
record Program(Path directory, Map<String, String> environment, List<String> jvm, Path jar) {

	private static final Path JAR = Path.of("target", "cor-sync.jar").toAbsolutePath();

	/** Where the build has prepared it for quick starts. */
	private static final Path PREPARED = Path.of("target", "prepared").toAbsolutePath();

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	/** A command lives for seconds: these save half of its start. */
	private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	/** As scripts/cor-sync does. */
	private static final List<String> PREPARED_ONLY = List.of("-Xlog:disable", "-XX:+IgnoreUnrecognizedVMOptions",
			"-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

	/**
	 * The program in an empty working directory.
	 */
	static Program in(Path directory, Map<String, String> environment) {
		List<String> jvm = new ArrayList<>(QUICK);
		Path jar = JAR;
		if (Files.exists(PREPARED.resolve("classes.jsa"))) {
			jvm.add("-XX:SharedArchiveFile=" + PREPARED.resolve("classes.jsa"));
			jvm.addAll(PREPARED_ONLY);
			jar = PREPARED.resolve(JAR.getFileName());
		}
		return new Program(directory, Map.copyOf(environment), List.copyOf(jvm), jar);
	}

	/**
	 * The same with one more setting.
	 */
	Program with(String variable, String value) {
		Map<String, String> more = new HashMap<>(this.environment);
		more.put(variable, value);
		return new Program(this.directory, Map.copyOf(more), this.jvm, this.jar);
	}

	/**
	 * The same with one more option of the JVM.
	 */
	Program withJvm(String option) {
		List<String> more = new ArrayList<>(this.jvm);
		more.add(option);
		return new Program(this.directory, this.environment, List.copyOf(more), this.jar);
	}

	/**
	 * The same elsewhere.
	 */
	Program in(Path other) {
		return new Program(other, this.environment, this.jvm, this.jar);
	}

	/**
	 * The jar alone, as it can be copied elsewhere.
	 */
	Program packed() {
		return new Program(this.directory, this.environment, QUICK, JAR);
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
		line.addAll(List.of("-jar", this.jar.toString()));
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
