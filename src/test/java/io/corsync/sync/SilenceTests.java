package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

import io.corsync.ledger.Runs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Peace, or a right that was taken away.
 */
class SilenceTests {

	/** A Monday's night, which reads Sunday. */
	private static final Instant MONDAY = Instant.parse("2026-03-02T04:00:00Z");

	@Test
	void threeWorkingDaysOfNothingAreUnusualWhereThereUsuallyIsSomething() {
		// Read up to Wednesday, nothing on Thursday, Friday, Monday.
		assertThat(unusual(30, (day) -> (day <= 24) ? 5 : 0)).as("30 nights").isTrue();
	}

	@Test
	void weekendIsNoWorkingDay() {
		// The last nights read Friday, Saturday, Sunday.
		assertThat(unusual(28, (day) -> (day <= 25) ? 5 : 0)).isFalse();
	}

	@Test
	void aRowOnOneOfTheDaysIsPeace() {
		assertThat(unusual(30, (day) -> (day <= 24 || day == 28) ? 5 : 0)).isTrue();
		assertThat(unusual(30, (day) -> (day <= 24 || day == 29) ? 5 : 0)).isFalse();
	}

	@Test
	void nothingIsUsualWhereThereSeldomIsSomething() {
		assertThat(unusual(30, (day) -> (day % 7 == 2 && day <= 24) ? 5 : 0)).isFalse();
	}

	@Test
	void aFortnightIsNeededToKnowWhatIsUsual() {
		assertThat(unusual(12, (day) -> (day <= 7) ? 5 : 0)).isFalse();
	}

	/** The given nights have read, as told by the days they read, Sunday being 0. */
	private static boolean unusual(int nights, LongUnaryOperator rows) {
		List<Runs.Reading> readings = new ArrayList<>();
		Instant at = MONDAY;
		for (int i = 0; i < nights; i++) {
			readings.add(new Runs.Reading(at, rows.applyAsLong(i)));
			at = at.plus(Duration.ofDays(1));
		}
		LocalDate today = LocalDate.ofInstant(at.minus(Duration.ofDays(1)), ZoneOffset.UTC);
		return Silence.unusual(readings, today, ZoneOffset.UTC);
	}

}
