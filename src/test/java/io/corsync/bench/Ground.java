package io.corsync.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Where measurements run: the stand-in, the built program and empty directories.
 *
 * @param root the project's directory
 * @param standIn both services
 * @param quick whether a rough number is enough
 * @param peers whether the slower peers are measured too
 */
record Ground(Path root, StandInProcess standIn, boolean quick, boolean peers) {

	/**
	 * An empty home for the program.
	 */
	Home home(String name) throws IOException {
		Path directory = this.root.resolve("target/bench/work").resolve(name);
		delete(directory);
		Files.createDirectories(directory);
		return new Home(this, directory, Map.of());
	}

	/**
	 * The plain loop with the same libraries, in a process of its own.
	 * @param more its arguments behind the address of Salesforce
	 */
	Child plainLoop(String... more) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of(this.standIn.salesforceUrl()));
		arguments.addAll(List.of(more));
		return java(PlainLoop.class, arguments);
	}

	/**
	 * Calls and nothing else, in a process of its own.
	 */
	Child bareCalls(int inFlight, int calls) throws IOException, InterruptedException {
		return java(BareCalls.class, List.of(this.standIn.corUrl(), String.valueOf(inFlight), String.valueOf(calls)));
	}

	/**
	 * An empty program of the same libraries, in a process of its own.
	 */
	Child emptyStart() throws IOException, InterruptedException {
		return java(EmptyStart.class, List.of());
	}

	private Child java(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(StandInProcess.JAVA.toString(), "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		return Child.run(Files.createDirectories(this.root.resolve("target/bench/work")), Map.of(), command);
	}

	/**
	 * The same work by Apache Camel; its project is built by {@code --peers} only.
	 */
	Child camel(int inFlight) throws IOException, InterruptedException {
		Path project = this.root.resolve("target/bench/camel");
		return Child.run(Files.createDirectories(this.root.resolve("target/bench/work")), Map.of(),
				List.of(StandInProcess.JAVA.toString(), "-cp",
						project.resolve("classes") + ":" + project.resolve("lib/*"), "io.corsync.bench.camel.Loop",
						this.standIn.salesforceUrl(), this.standIn.corUrl(), String.valueOf(inFlight),
						SalesforceAnswers.SESSION, PlainLoop.SOQL));
	}

	int pick(int full, int rough) {
		return this.quick ? rough : full;
	}

	/**
	 * How many entities COR took in a second, between the first call's arrival and the
	 * last answer.
	 */
	static double perSecond(JsonNode counters) {
		return counters.get("accepted").asDouble() / counters.get("seconds").asDouble();
	}

	private static void delete(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}
		});
	}

	/**
	 * A directory with its own ledger, in which the program runs as users run it.
	 *
	 * @param ground where it is
	 * @param directory the directory
	 * @param settings beyond those that lead to the stand-in
	 */
	record Home(Ground ground, Path directory, Map<String, String> settings) {

		/**
		 * The same with one more setting.
		 */
		Home with(String variable, Object value) {
			Map<String, String> more = new LinkedHashMap<>(this.settings);
			more.put(variable, value.toString());
			return new Home(this.ground, this.directory, more);
		}

		/**
		 * Runs a command by {@code scripts/cor-sync}.
		 */
		Child run(String... command) throws IOException, InterruptedException {
			return run(List.of(this.ground.root.resolve("scripts/cor-sync").toString()), command);
		}

		/**
		 * Runs a command by the jar alone.
		 */
		Child runPacked(String... command) throws IOException, InterruptedException {
			return run(List.of(StandInProcess.JAVA.toString(), "-jar",
					this.ground.root.resolve("target/cor-sync.jar").toString()), command);
		}

		private Child run(List<String> program, String... command) throws IOException, InterruptedException {
			List<String> line = new ArrayList<>(program);
			line.addAll(List.of(command));
			return Child.run(this.directory, environment(), line);
		}

		Map<String, String> environment() {
			Map<String, String> environment = new LinkedHashMap<>(this.ground.standIn.settings());
			environment.put("CORSYNC_HOME", this.directory.toString());
			environment.putAll(this.settings);
			return environment;
		}

	}

}
