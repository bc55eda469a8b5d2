package io.corsync.salesforce;

import java.time.Instant;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Tells which rows of a query still stand where the query put them. A locator keeps the
 * order of the moment the query began, but its later pages may show rows as they are now:
 * a row that changed meanwhile carries a stamp beyond rows that are still to come, and
 * going on behind it would lose those.
 */
final class Horizon {

	/** Every row stands where it should. */
	static final Horizon NONE = new Horizon("");

	/** Stamps compare like times as far as the second. */
	private final String end;

	private Horizon(String end) {
		this.end = end;
	}

	/**
	 * The horizon of a query's later pages.
	 * @param date the server's clock when it gave the first page
	 * @param first the rows of the first page, which are right for certain
	 * @return none when the clock and the stamps do not belong together
	 */
	static Horizon of(@Nullable Instant date, Queue<SourceRow> first) {
		if (date == null) {
			return NONE;
		}
		// The clock tells whole seconds, rounded down.
		Horizon horizon = new Horizon(Soql.dateTime(date.plusSeconds(1)).replace("Z", ""));
		return first.stream().allMatch(horizon::settles) ? horizon : NONE;
	}

	boolean settles(SourceRow row) {
		String stamp = row.text("SystemModstamp");
		return this.end.isEmpty() || stamp == null || stamp.compareTo(this.end) < 0;
	}

}
