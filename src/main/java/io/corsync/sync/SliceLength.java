package io.corsync.sync;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;

/**
 * How long the slices of a backfill are.
 */
public enum SliceLength {

	/** From Monday on. */
	WEEK(TemporalAdjusters.next(DayOfWeek.MONDAY)),

	/** From its first day on. */
	MONTH(TemporalAdjusters.firstDayOfNextMonth()),

	/** From January on. */
	YEAR(TemporalAdjusters.firstDayOfNextYear());

	private final TemporalAdjuster next;

	SliceLength(TemporalAdjuster next) {
		this.next = next;
	}

	/**
	 * The first day of the next slice.
	 */
	LocalDate next(LocalDate day) {
		return day.with(this.next);
	}

}
