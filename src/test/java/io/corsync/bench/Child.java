package io.corsync.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that is watched while it runs.
 *
 * @param code its exit code
 * @param seconds from its start to its end
 * @param cpuSeconds what it used of the processors
 * @param peakResident the most memory it had at once, in bytes
 * @param output what it said
 */
record Child(int code, double seconds, double cpuSeconds, long peakResident, String output) {

	// What is looked at is a sum or the highest so far, and a look takes from the cores
	// on which the program is measured: fifty a second made a start a sixth longer.
	private static final long LOOK_MILLIS = 500;

	/** What /proc counts processor time in. */
	private static final double TICKS = 100;

	/**
	 * Runs a command to its end.
	 * @param directory where, also for its output
	 * @param environment all of its environment, except what any process needs
	 * @param command the command line
	 */
	static Child run(Path directory, Map<String, String> environment, List<String> command)
			throws IOException, InterruptedException {
		Path output = Files.createTempFile(directory, "output", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectInput(new File("/dev/null"))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "JAVA_HOME"));
		builder.environment().putAll(environment);
		long began = System.nanoTime();
		Process process = builder.start();
		long resident = 0;
		double cpu = 0;
		do {
			Path proc = Path.of("/proc", String.valueOf(process.pid()));
			resident = Math.max(resident, resident(proc));
			cpu = Math.max(cpu, cpu(proc));
		}
		while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
		double seconds = (System.nanoTime() - began) / 1e9;
		return new Child(process.exitValue(), seconds, cpu, resident, Files.readString(output));
	}

	Child expect(int expected) {
		if (this.code != expected) {
			throw new IllegalStateException(
					"exit code %d instead of %d:%n%s".formatted(this.code, expected, this.output));
		}
		return this;
	}

	private static long resident(Path proc) {
		return text(proc.resolve("status")).lines()
			.filter((line) -> line.startsWith("VmHWM:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElse(0);
	}

	private static double cpu(Path proc) {
		String stat = text(proc.resolve("stat"));
		String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
		return (fields.length < 13) ? 0 : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
	}

	/** A process may end between two looks. */
	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
