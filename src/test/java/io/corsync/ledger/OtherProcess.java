package io.corsync.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A {@link LeaseTaker} in a JVM of its own.
 */
final class OtherProcess implements AutoCloseable {

	private final Process process;

	private final int target;

	private OtherProcess(Process process, int target) {
		this.process = process;
		this.target = target;
	}

	/**
	 * Returns once the process has the lease and has written a row.
	 * @param target the target, empty for one of its own
	 */
	static OtherProcess takingLease(String url, String target) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp",
				System.getProperty("java.class.path"), LeaseTaker.class.getName(), url, target)
			.redirectErrorStream(true)
			.start();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			said.append(line).append('\n');
			if (line.startsWith("taken ")) {
				return new OtherProcess(process, Integer.parseInt(line.substring("taken ".length())));
			}
		}
		throw new IllegalStateException("It did not take the lease:\n" + said);
	}

	int target() {
		return this.target;
	}

	long pid() {
		return this.process.pid();
	}

	/** {@code kill -9}. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("It does not die");
		}
	}

	@Override
	public void close() throws InterruptedException {
		kill();
	}

}
