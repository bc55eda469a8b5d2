package io.corsync.sync;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A part of a span of days that is read by itself, with a position and an end of its own.
 * Everything it needs stands in its step's context.
 *
 * @param from first day
 * @param to last day
 */
record Slice(LocalDate from, LocalDate to) {

	/** The days that SOQL knows. */
	private static final LocalDate FIRST_DAY = LocalDate.of(1700, 1, 1);

	private static final LocalDate LAST_DAY = LocalDate.of(4000, 12, 31);

	private static final int RECENT_MONTHS = 36;

	private static final int OLDER_YEARS = 7;

	private static final String FROM = "slice.from";

	private static final String TO = "slice.to";

	/**
	 * Cuts a span of days where the calendar does.
	 */
	static List<Slice> cut(LocalDate from, LocalDate to, SliceLength length) {
		List<Slice> slices = new ArrayList<>();
		for (LocalDate begin = from; !begin.isAfter(to);) {
			LocalDate next = length.next(begin);
			LocalDate end = next.minusDays(1);
			slices.add(new Slice(begin, end.isBefore(to) ? end : to));
			begin = next;
		}
		return slices;
	}

	/**
	 * Cuts all days there are, the last years finer than those before them.
	 * @param from first day, null for all
	 * @param today months up to this one
	 */
	static List<Slice> all(@Nullable LocalDate from, LocalDate today) {
		LocalDate first = (from != null) ? from : FIRST_DAY;
		LocalDate recent = today.withDayOfMonth(1).minusMonths(RECENT_MONTHS);
		LocalDate older = recent.withDayOfYear(1).minusYears(OLDER_YEARS);
		LocalDate next = today.withDayOfMonth(1).plusMonths(1);
		List<Slice> slices = new ArrayList<>();
		add(slices, first, older, null);
		add(slices, first.isAfter(older) ? first : older, recent, SliceLength.YEAR);
		add(slices, first.isAfter(recent) ? first : recent, next, SliceLength.MONTH);
		add(slices, first.isAfter(next) ? first : next, LAST_DAY.plusDays(1), null);
		return slices;
	}

	private static void add(List<Slice> slices, LocalDate from, LocalDate before, @Nullable SliceLength length) {
		if (from.isBefore(before)) {
			LocalDate to = before.minusDays(1);
			slices.addAll((length != null) ? cut(from, to, length) : List.of(new Slice(from, to)));
		}
	}

	static Slice named(String name) {
		String[] days = name.split("\\.\\.", 2);
		return new Slice(LocalDate.parse(days[0]), LocalDate.parse(days[1]));
	}

	static Slice of(ExecutionContext context) {
		return new Slice(LocalDate.parse(context.getString(FROM)), LocalDate.parse(context.getString(TO)));
	}

	ExecutionContext context() {
		ExecutionContext context = new ExecutionContext();
		context.putString(FROM, this.from.toString());
		context.putString(TO, this.to.toString());
		return context;
	}

	/** The same in every start of a run, and in the order of the days. */
	String name() {
		return this.from + ".." + this.to;
	}

}
