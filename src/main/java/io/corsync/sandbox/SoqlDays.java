package io.corsync.sandbox;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A date literal such as TODAY or LAST_N_MONTHS:3, as the SOQL reference defines it.
 *
 * @param name the literal's name in capitals
 * @param n the number behind the colon, 0 for those without
 */
record SoqlDays(String name, int n) {

	/**
	 * The days from the first to before the last.
	 */
	record Span(LocalDate from, LocalDate to) {
	}

	private enum Unit {

		DAY, WEEK, MONTH, QUARTER, YEAR;

		LocalDate start(LocalDate day) {
			return switch (this) {
				case DAY -> day;
				case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
				case MONTH -> day.withDayOfMonth(1);
				case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
				case YEAR -> day.withDayOfYear(1);
			};
		}

		LocalDate plus(LocalDate day, int n) {
			return switch (this) {
				case DAY -> day.plusDays(n);
				case WEEK -> day.plusWeeks(n);
				case MONTH -> day.plusMonths(n);
				case QUARTER -> day.plusMonths(3L * n);
				case YEAR -> day.plusYears(n);
			};
		}

	}

	/**
	 * Reads a literal, null when there is none of that name. Fiscal ones need a fiscal
	 * year that this org does not have.
	 */
	static @Nullable SoqlDays of(String word, @Nullable Integer n) {
		String name = word.toUpperCase(Locale.ROOT);
		boolean fixed = name.matches("YESTERDAY|TODAY|TOMORROW|(LAST|NEXT)_90_DAYS")
				|| name.matches("(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)");
		boolean counted = name.matches("(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S")
				|| name.matches("N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO");
		if (fixed && n == null) {
			return new SoqlDays(name, 0);
		}
		return (counted && n != null && n > 0) ? new SoqlDays(name, n) : null;
	}

	/**
	 * The days it means on a day.
	 */
	Span span(LocalDate today) {
		return switch (this.name) {
			case "YESTERDAY" -> span(Unit.DAY, today, -1, 0);
			case "TODAY" -> span(Unit.DAY, today, 0, 1);
			case "TOMORROW" -> span(Unit.DAY, today, 1, 2);
			case "LAST_90_DAYS" -> span(Unit.DAY, today, -90, 1);
			case "NEXT_90_DAYS" -> span(Unit.DAY, today, 1, 91);
			default -> counted(today);
		};
	}

	private Span counted(LocalDate today) {
		Unit unit = unit();
		if (this.name.startsWith("THIS_")) {
			return span(unit, today, 0, 1);
		}
		if (this.name.endsWith("_AGO")) {
			return span(unit, today, -this.n, 1 - this.n);
		}
		int many = Math.max(1, this.n);
		if (this.name.startsWith("LAST_")) {
			// LAST_N_DAYS runs up to now, the larger units end before the current one.
			return span(unit, today, -many, (unit == Unit.DAY) ? 1 : 0);
		}
		return span(unit, today, 1, many + 1);
	}

	private Unit unit() {
		for (Unit unit : Unit.values()) {
			if (this.name.contains(unit.name())) {
				return unit;
			}
		}
		throw new IllegalStateException(this.name);
	}

	private static Span span(Unit unit, LocalDate today, int from, int to) {
		LocalDate start = unit.start(today);
		return new Span(unit.plus(start, from), unit.plus(start, to));
	}

}
