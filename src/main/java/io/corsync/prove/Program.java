package io.corsync.prove;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The program as a user starts it: child processes in one directory with the settings of
 * one case, and nothing of the environment that this command was started with.
 */
final class Program implements AutoCloseable {

	/** No command of a case takes that long. */
	private static final long PATIENCE_SECONDS = 240;

	private final List<String> start;

	private final Path directory;

	private final Map<String, String> settings;

	private final Set<Process> running = ConcurrentHashMap.newKeySet();

	/**
	 * A program in a directory.
	 * @param start the command line that starts it
	 * @param directory its working directory
	 * @param settings its environment
	 */
	Program(List<String> start, Path directory, Map<String, String> settings) {
		this.start = start;
		this.directory = directory;
		this.settings = settings;
	}

	Path directory() {
		return this.directory;
	}

	/** Runs a command to its end. */
	Ended run(String... command) throws IOException, InterruptedException {
		return start(Map.of(), command).end();
	}

	Started start(Map<String, String> more, String... command) throws IOException {
		List<String> line = new ArrayList<>(this.start);
		line.addAll(List.of(command));
		Path out = Files.createTempFile(this.directory, command[0] + "-", ".out");
		Path err = Path.of(out.toString().replaceFirst("out$", "err"));
		ProcessBuilder builder = new ProcessBuilder(line).directory(this.directory.toFile())
			.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
			.redirectOutput(out.toFile())
			.redirectError(err.toFile());
		Map<String, String> environment = new HashMap<>(this.settings);
		environment.putAll(more);
		builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ"));
		builder.environment().putAll(environment);
		Process process = builder.start();
		this.running.add(process);
		return new Started(List.of(command), process, out, err);
	}

	@Override
	public void close() {
		this.running.forEach(Process::destroyForcibly);
	}

	/**
	 * A command that was started.
	 */
	final class Started {

		private final List<String> command;

		private final Process process;

		private final Path out;

		private final Path err;

		private Started(List<String> command, Process process, Path out, Path err) {
			this.command = command;
			this.process = process;
			this.out = out;
			this.err = err;
		}

		/** Waits a moment, and says whether it still runs. */
		boolean isAliveAfter(long millis) throws InterruptedException {
			return !this.process.waitFor(millis, TimeUnit.MILLISECONDS);
		}

		Ended end() throws IOException, InterruptedException {
			if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				kill();
				throw new IllegalStateException(
						"%s did not end within %d s".formatted(String.join(" ", this.command), PATIENCE_SECONDS));
			}
			Program.this.running.remove(this.process);
			return new Ended(this.command, this.process.exitValue(), Files.readString(this.out),
					Files.readString(this.err));
		}

		/** Kills it as a crash of the machine would, without a chance to tidy up. */
		void kill() throws InterruptedException {
			this.process.destroyForcibly().waitFor();
			Program.this.running.remove(this.process);
		}

	}

}
