package io.corsync.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The built program takes the stand-in for a Salesforce and a COR.
 */
class StandInIT {

	@TempDir
	private Path directory;

	@Test
	void everyRowIsCreatedByOneCallAndReadAgainByNone() throws Exception {
		try (StandInProcess standIn = StandInProcess.start()) {
			standIn.set("opportunities=1000&refused=500");
			sync(standIn, "--yes").expect(3);
			JsonNode created = standIn.set("forget=1");
			assertThat(counts(created, "held")).isEqualTo(Map.of("clients", 50, "contracts", 100, "projects", 998));
			assertThat(counts(created, "cor")).containsEntry("POST clients", 50)
				.containsEntry("POST contracts", 100)
				.containsEntry("POST projects", 998)
				.containsEntry("POST projects ValidationError", 2);
			standIn.set("touch=100");
			sync(standIn).expect(3);
			assertThat(counts(standIn.counters(), "cor")).containsEntry("PUT projects", 10)
				.doesNotContainKeys("POST projects", "POST clients", "POST contracts", "PUT clients");
		}
	}

	private Child sync(StandInProcess standIn, String... more) throws Exception {
		List<String> command = new ArrayList<>(List.of(StandInProcess.JAVA.toString(), "-XX:TieredStopAtLevel=1",
				"-jar", Path.of("target/cor-sync.jar").toAbsolutePath().toString(), "sync"));
		command.addAll(List.of(more));
		Files.createDirectories(this.directory);
		return Child.run(this.directory, standIn.settings(), command);
	}

	private static Map<String, Integer> counts(JsonNode counters, String name) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		counters.get(name).properties().forEach((count) -> counts.put(count.getKey(), count.getValue().asInt()));
		return counts;
	}

}
