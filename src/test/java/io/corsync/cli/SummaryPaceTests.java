package io.corsync.cli;

import io.corsync.sync.FoundPace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the summary says of COR's limits.
 */
class SummaryPaceTests {

	@Test
	void nothingIsSaidWhenCorRefusedNothing() {
		assertThat(Summary.pace(new FoundPace(null, null, 0))).isNull();
		assertThat(Summary.pace(new FoundPace(47.0, null, 0))).as("found by an earlier run of the same start").isNull();
	}

	@Test
	void whatWasFoundIsSaidInOneLine() {
		assertThat(Summary.pace(new FoundPace(47.2, null, 1234)))
			.isEqualTo("COR's pace: 47 calls/s found; COR refused 1,234 calls as too many.");
		assertThat(Summary.pace(new FoundPace(0.5, 8, 1)))
			.isEqualTo("COR's pace: 0.5 calls/s found, 8 at once; COR refused 1 call as too many.");
		assertThat(Summary.pace(new FoundPace(null, null, 2)))
			.isEqualTo("COR's pace: no limit found; COR refused 2 calls as too many.");
	}

}
