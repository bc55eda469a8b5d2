package io.corsync.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs that later ones go by.
 */
class NeededRunsTests {

	private static final Instant TIME = Instant.parse("2026-11-22T04:00:00Z");

	private final List<Run> runs = new ArrayList<>();

	@Test
	void areTheLastOnesAndTheLastNights() {
		nights(40, "a", "1");
		for (int i = 0; i < 35; i++) {
			run("retry", null, null, Run.Status.COMPLETED, "a", "1");
		}
		assertThat(NeededRuns.among(newestFirst())).hasSize(60).contains(75L, 46L, 40L, 11L).doesNotContain(45L, 10L);
	}

	@Test
	void areTheLastPassOverHistoryAndEachSettingSince() {
		night(null, Run.Status.COMPLETED, "old", "1");
		nights(2, "older", "1");
		night(null, Run.Status.COMPLETED, "first", "1");
		nights(3, "first", "1");
		nights(2, "second", "1");
		nights(2, "second", "2");
		nights(40, "third", "3");
		assertThat(NeededRuns.among(newestFirst())).contains(4L, 7L, 9L, 11L)
			.doesNotContain(1L, 2L, 3L, 5L, 6L, 8L, 10L);
	}

	@Test
	void areAReconcileWhenItWasTheLastPass() {
		night(null, Run.Status.COMPLETED, "first", "1");
		nights(2, "first", "1");
		run("reconcile", null, null, Run.Status.COMPLETED, "second", "1");
		run("reconcile", null, null, Run.Status.INTERRUPTED, "third", "1");
		nights(40, "second", "1");
		assertThat(NeededRuns.among(newestFirst())).contains(4L).doesNotContain(1L, 2L, 3L, 5L);
	}

	private void nights(int number, String filter, String mapping) {
		for (int i = 0; i < number; i++) {
			night(TIME, Run.Status.COMPLETED, filter, mapping);
		}
	}

	private void night(Instant from, Run.Status state, String filter, String mapping) {
		run("sync", from, TIME, state, filter, mapping);
	}

	private void run(String command, Instant from, Instant to, Run.Status state, String filter, String mapping) {
		this.runs.add(new Run(this.runs.size() + 1L, command, "changed", "f", mapping, from, to, filter, state, 0, null,
				"host", 1, TIME, TIME));
	}

	private List<Run> newestFirst() {
		List<Run> newest = new ArrayList<>(this.runs);
		Collections.reverse(newest);
		return newest;
	}

}
