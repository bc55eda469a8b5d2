package io.corsync.salesforce;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the rows of one query in the order of SystemModstamp and Id, page by page, the
 * next page being fetched while the current one is consumed. Not thread-safe.
 */
public interface SourceReader extends ItemStreamReader<SourceRow> {

	/**
	 * Starts reading behind a position instead of at the beginning; called before
	 * {@code open}.
	 * @param position the last row already seen, null to start at the beginning
	 */
	void startAfter(@Nullable Position position);

	/**
	 * How many rows there are behind where reading began.
	 * @return known once the first row was read, if then; -1 while it is not
	 */
	long expected();

}
