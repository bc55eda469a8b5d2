package io.corsync.mapping;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Functions that give dates, or spans to add to a date.
 */
final class DateFunctions {

	static final List<Function> ALL = List.of(Function.of("date(value)", (arguments) -> arguments.date(0)),
			Function.of("days(number)", (arguments) -> span(arguments, Period::ofDays)),
			Function.of("months(number)", (arguments) -> span(arguments, Period::ofMonths)),
			Function.of("years(number)", (arguments) -> span(arguments, Period::ofYears)),
			Function.of("firstOfMonth(date)", (arguments) -> moved(arguments, TemporalAdjusters.firstDayOfMonth())),
			Function.of("lastOfMonth(date)", (arguments) -> moved(arguments, TemporalAdjusters.lastDayOfMonth())),
			Function.of("firstOfNextMonth(date)",
					(arguments) -> moved(arguments, TemporalAdjusters.firstDayOfNextMonth())));

	/** More than any project takes, and far from where dates end. */
	private static final int LONGEST = 100_000;

	private DateFunctions() {
	}

	private static @Nullable Period span(Arguments arguments, IntFunction<Period> unit) throws RefusedValueException {
		Integer number = arguments.whole(0, -LONGEST, LONGEST);
		return (number != null) ? unit.apply(number) : null;
	}

	private static @Nullable LocalDate moved(Arguments arguments, TemporalAdjuster adjuster)
			throws RefusedValueException {
		LocalDate date = arguments.date(0);
		return (date != null) ? date.with(adjuster) : null;
	}

}
