package io.corsync.salesforce;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Rows that came in one answer; a row leaves the page as it is handed out, so that the
 * memory of large ones is not held longer than needed.
 */
final class Page {

	static final Page NONE = new Page(new ArrayDeque<>(), false);

	private final Queue<SourceRow> rows;

	private final boolean last;

	Page(Queue<SourceRow> rows, boolean last) {
		this.rows = rows;
		this.last = last;
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
