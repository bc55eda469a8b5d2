package io.corsync.salesforce;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Rows that came in one answer; a row leaves the page as it is handed out, so that the
 * memory of large ones is not held longer than needed.
 */
final class Page {

	static final Page NONE = new Page(new ArrayDeque<>(), false, Horizon.NONE, -1);

	private final Queue<SourceRow> rows;

	private final boolean last;

	private final Horizon horizon;

	private final long ofRows;

	Page(Queue<SourceRow> rows, boolean last, Horizon horizon, long ofRows) {
		this.rows = rows;
		this.last = last;
		this.horizon = horizon;
		this.ofRows = ofRows;
	}

	/**
	 * How many rows all pages have together.
	 * @return -1 when that is not known
	 */
	long ofRows() {
		return this.ofRows;
	}

	/**
	 * Whether reading may go on behind a row of this page.
	 * @param row the row
	 * @return false when its stamp is not the one it was ordered by
	 */
	boolean settles(SourceRow row) {
		return this.horizon.settles(row);
	}

	@Nullable SourceRow next() {
		return this.rows.poll();
	}

	boolean isEmpty() {
		return this.rows.isEmpty();
	}

	/**
	 * Whether no page follows.
	 * @return true at the end of the query
	 */
	boolean last() {
		return this.last;
	}

}
