package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that was started.
 *
 * @param program how
 * @param command the command and its options
 * @param process the process
 * @param out where its stdout goes
 * @param err where its stderr goes
 */
record Started(Program program, List<String> command, Process process, Path out, Path err) implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 180;

	/**
	 * Waits for its end, and refuses what no command may show.
	 */
	Ended end() {
		try {
			if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
				throw new AssertionError("%s has not ended within %d s; it said: %s %s".formatted(this.command,
						PATIENCE_SECONDS, read(this.out), read(this.err)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		Ended ended = new Ended(this.command, this.process.exitValue(), read(this.out), read(this.err));
		delete(this.out);
		delete(this.err);
		ended.requireFitForPeople();
		ended.requireWithoutSecrets(this.program.log());
		return ended;
	}

	/**
	 * Whether it has said something already.
	 */
	boolean saysSoFar(String words) {
		requireAlive();
		return (read(this.out) + read(this.err)).replaceAll("\\s+", " ").contains(words);
	}

	/**
	 * Refuses an end before its time.
	 */
	void requireAlive() {
		if (!this.process.isAlive()) {
			throw new AssertionError("It has ended already: " + end());
		}
	}

	/**
	 * Kills it as a crash of the machine would, without a chance to tidy up.
	 */
	void kill() {
		this.process.destroyForcibly();
		end();
	}

	/**
	 * Sends a signal.
	 * @param signal its name, as {@code TERM}
	 */
	Started signal(String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).inheritIO()
				.start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("kill -%s failed".formatted(signal));
			}
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Leaves no process behind when a test fails.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
