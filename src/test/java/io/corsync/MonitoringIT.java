package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dashboard and the alert rules look at is told by a {@code serve}.
 */
class MonitoringIT {

	/** What Prometheus itself adds. */
	private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

	@TempDir
	private Path directory;

	@Test
	void everyFigureIsThereWithItsLabels() throws Exception {
		try (Agency agency = Agency.of(20)) {
			Program program = Serving.program(Program.in(this.directory, agency.settings()), "*/15 * * * * *")
				.with("COR_MAX_IN_FLIGHT", "32");
			program.run("sync", "--yes").expect(0);
			for (int deal = 0; deal < 60; deal++) {
				agency.win("Campaign " + deal, Map.of());
			}
			agency.behave(Map.of("ratePerSecond", 10, "retryAfter", "NONE"));
			try (Serving serving = Serving.start(program)) {
				Awaitility.await()
					.atMost(Duration.ofMinutes(3))
					.pollInterval(Duration.ofSeconds(2))
					.failFast(() -> serving.started().requireAlive())
					.until(() -> serving.figures()
						.lines()
						.anyMatch((line) -> line.matches("corsync_cor_limit [1-9].*")));
				String figures = serving.figures();
				for (Map.Entry<String, Set<String>> chosen : Monitoring.chosen().entrySet()) {
					if (chosen.getKey().equals("up")) {
						continue;
					}
					String line = figures.lines()
						.filter((some) -> some.matches(Pattern.quote(chosen.getKey()) + "[{ ].*"))
						.findFirst()
						.orElse("");
					assertThat(line).as(chosen.getKey()).isNotEmpty();
					assertThat(Pattern.compile("([a-z_]+)=\"")
						.matcher(line)
						.results()
						.map((label) -> label.group(1))
						.collect(Collectors.toSet())).as(line)
						.containsAll(
								chosen.getValue().stream().filter((label) -> !OF_THE_SCRAPE.contains(label)).toList());
				}
			}
		}
	}

}
