package io.corsync.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.corsync.ledger.Run;
import io.corsync.ledger.RunHistory;
import io.corsync.sync.Only;
import io.corsync.sync.Overview;
import io.corsync.sync.RunRequest;
import io.corsync.sync.SliceLength;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A night that is due while the same process goes over history.
 */
@Timeout(180)
class NightBesideBackfillTests {

	@TempDir
	Path directory;

	@Test
	void theNightGoesFirstAndTheBackfillGoesOnAfterIt() throws Exception {
		try (PageSite site = PageSite.open(this.directory, 30)) {
			site.sync();
			for (int deal = 0; deal < 60; deal++) {
				site.win("History " + deal, Map.of("CloseDate", "2026-01-%02d".formatted(1 + deal % 28)));
			}
			site.cor("PUT", "behavior", Map.of("latencyMillis", 1000));
			BackgroundRuns runs = site.bean(BackgroundRuns.class);
			assertThat(
					runs.begin(
							new RunRequest.Backfill(RunRequest.DateField.CLOSE_DATE, LocalDate.parse("2026-01-01"),
									LocalDate.parse("2026-01-31"), SliceLength.MONTH, Only.ALL, new TreeMap<>()),
							true, "ana"))
				.isTrue();
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> runs.live().filter((live) -> live.pace() != null && live.pace().callsPerSecond() > 0),
						(live) -> live.isPresent());
			Optional<Long> history = runs.live().map(Conductor.LiveRun::run);
			CompletableFuture<Integer> night = new CompletableFuture<>();
			RunRequest due = new RunRequest.Sync(new TreeSet<>(), null);
			assertThat(runs.free(new RunRequest.Reconcile())).isFalse();
			assertThat(runs.start(due, night::complete)).isTrue();
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> runs.live().map(Conductor.LiveRun::run),
						(run) -> run.isPresent() && !run.equals(history) || night.isDone());
			site.cor("PUT", "behavior", Map.of("latencyMillis", 100));
			assertThat(night.get(2, TimeUnit.MINUTES)).isZero();
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> runs.live().isEmpty());

			assertThat(runs.last()).hasValueSatisfying((last) -> {
				assertThat(last.request().command()).isEqualTo("backfill");
				assertThat(last.code()).isZero();
			});
			Overview overview = site.bean(Overview.class);
			List<Run> newest = overview
				.runs(overview.target().orElseThrow(), new RunHistory.Choice(null, null), Long.MAX_VALUE, 2)
				.stream()
				.map(Overview.Told::run)
				.toList();
			assertThat(newest).extracting(Run::command).containsExactly("sync", "backfill");
			assertThat(newest).extracting(Run::state).containsOnly(Run.Status.COMPLETED);
			assertThat(newest.get(0).endedAt()).isBefore(newest.get(1).endedAt());
			assertThat(site.cor("GET", "counts", null).get("violations").get("total").intValue()).isZero();
		}
	}

}
