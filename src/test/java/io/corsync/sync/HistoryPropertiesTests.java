package io.corsync.sync;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the past may be kept.
 */
class HistoryPropertiesTests {

	@Test
	void takeNoLessThanWhatTellsWhatIsUsual() {
		assertThat(new HistoryProperties(Duration.ofDays(400)).problems()).isEmpty();
		assertThat(new HistoryProperties(Duration.ofDays(45)).problems()).isEmpty();
		assertThat(new HistoryProperties(Duration.ofDays(44)).problems()).singleElement()
			.asString()
			.contains("history.keep (HISTORY_KEEP) is 44 d 0 h", "at least 45d");
	}

}
