package io.corsync.sync;

import java.time.Instant;

import io.corsync.ledger.Run;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said when filter or mapping differ from the last night's.
 */
class HistoryDueTests {

	@Test
	void nothingChangedNothingSaid() {
		assertThat(HistoryDue.after(night("IsWon = true"), "IsWon = true", "m1")).isEmpty();
	}

	@Test
	void nightWithoutAKnownFilterSaysNothingOfIt() {
		assertThat(HistoryDue.after(night(null), "IsWon = true", "m1")).isEmpty();
	}

	@Test
	void namesWhatChanged() {
		assertThat(HistoryDue.after(night("IsWon = true"), "Amount > 5", "m2")).hasValueSatisfying(
				(line) -> assertThat(line).contains("run 7", "IsWon = true, now Amount > 5", "m1, now m2", "history"));
	}

	private static Run night(String filter) {
		return new Run(7, "sync", "changed", "f", "m1", Instant.EPOCH, Instant.EPOCH, filter, Run.Status.COMPLETED, 0,
				null, "host", 1, Instant.EPOCH, Instant.EPOCH);
	}

}
