package io.corsync.sync;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A part of a span of days that is read by itself, with a position and an end of its own.
 * Everything it needs stands in its step's context.
 *
 * @param from first day
 * @param to last day
 */
record Slice(LocalDate from, LocalDate to) {

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
