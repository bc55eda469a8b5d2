package io.corsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The kind of machine that figures come from, without its name.
 */
final class Machine {

	private Machine() {
	}

	static String words() throws IOException {
		return "%d cores%s, %d GB, Linux, Java %s".formatted(Runtime.getRuntime().availableProcessors(), model(),
				memoryGigabytes(), Runtime.version().feature());
	}

	private static String model() throws IOException {
		return line("/proc/cpuinfo", "model name").map((line) -> " of " + line.substring(line.indexOf(':') + 1).strip())
			.orElse("");
	}

	private static long memoryGigabytes() throws IOException {
		return line("/proc/meminfo", "MemTotal:")
			.map((line) -> Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 1048576.0))
			.orElse(0L);
	}

	private static Optional<String> line(String file, String head) throws IOException {
		return Files.readAllLines(Path.of(file)).stream().filter((line) -> line.startsWith(head)).findFirst();
	}

}
