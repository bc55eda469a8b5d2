package io.corsync.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

import io.corsync.salesforce.Soql;
import io.corsync.salesforce.Window;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a run reads; selections differ in their condition alone.
 */
sealed interface Selection {

	/**
	 * The condition on Opportunity that stands beside the filter.
	 * @param parents the ways to those parents whose change counts as one
	 */
	List<String> conditions(Collection<String> parents);

	/** The selection as people read it. */
	String words();

	/**
	 * What changed within a window.
	 *
	 * @param from begin of the window, null for the first run
	 * @param to end of the window, exclusive
	 * @param closedFrom the first run takes only what was closed on or after this day,
	 * null for all
	 */
	record Changed(@Nullable Instant from, Instant to, @Nullable LocalDate closedFrom) implements Selection {

		@Override
		public List<String> conditions(Collection<String> parents) {
			if (this.from == null) {
				String visible = "SystemModstamp < " + Soql.dateTime(this.to);
				return (this.closedFrom != null) ? List.of(visible, "CloseDate >= " + this.closedFrom)
						: List.of(visible);
			}
			String own = Soql.between("SystemModstamp", this.from, this.to);
			if (parents.isEmpty()) {
				return List.of(own);
			}
			StringBuilder any = new StringBuilder("(" + own + ")");
			for (String way : parents) {
				any.append(" OR (").append(Soql.between(way + ".SystemModstamp", this.from, this.to)).append(')');
			}
			return List.of(any.toString());
		}

		/** Where the stamps of all rows lie whose own change counts. */
		Window window() {
			return new Window(this.from, this.to);
		}

		@Override
		public String words() {
			if (this.from != null) {
				return "changed";
			}
			return (this.closedFrom != null) ? "everything closed on or after " + this.closedFrom : "everything";
		}

	}

	/**
	 * Everything in the filter.
	 *
	 * @param closedFrom what was closed on or after this day, null for all
	 * @param closedBefore what was closed before this day, null for all
	 */
	record Everything(@Nullable LocalDate closedFrom, @Nullable LocalDate closedBefore) implements Selection {

		@Override
		public List<String> conditions(Collection<String> parents) {
			List<String> conditions = new ArrayList<>();
			if (this.closedFrom != null) {
				conditions.add("CloseDate >= " + this.closedFrom);
			}
			if (this.closedBefore != null) {
				conditions.add("CloseDate < " + this.closedBefore);
			}
			return conditions;
		}

		@Override
		public String words() {
			return "everything" + ((this.closedFrom != null) ? " closed on or after " + this.closedFrom : "");
		}

	}

	/**
	 * What has a date within a span of days.
	 *
	 * @param field {@code CloseDate}, which is a date, or the API name of a datetime
	 * field
	 * @param from first day
	 * @param to last day
	 * @param zone whose days they are
	 */
	record Dates(String field, LocalDate from, LocalDate to, ZoneId zone) implements Selection {

		/** The field that is a date, and has no zone. */
		static final String CLOSE_DATE = "CloseDate";

		@Override
		public List<String> conditions(Collection<String> parents) {
			return List.of(this.field.equals(CLOSE_DATE) ? Soql.dates(this.field, this.from, this.to)
					: Soql.between(this.field, begin(this.from), begin(this.to.plusDays(1))));
		}

		private Instant begin(LocalDate day) {
			return day.atStartOfDay(this.zone).toInstant();
		}

		Dates within(Slice slice) {
			return new Dates(this.field, slice.from(), slice.to(), this.zone);
		}

		@Override
		public String words() {
			return "%s from %s to %s".formatted(this.field, this.from, this.to);
		}

	}

	/**
	 * Named rows.
	 *
	 * @param ids their ids, 18 characters
	 */
	record Ids(SortedSet<String> ids) implements Selection {

		@Override
		public List<String> conditions(Collection<String> parents) {
			return List.of(Soql.in("Id", this.ids));
		}

		@Override
		public String words() {
			return String.join(" ", this.ids);
		}

	}

}
