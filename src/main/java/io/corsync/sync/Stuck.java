package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Which stuck rows are taken up.
 */
@FunctionalInterface
interface Stuck {

	/**
	 * A page of rows, ordered by id.
	 * @param kind the kind
	 * @param afterId the last id of the page before, null for the first page
	 * @param limit how many at most
	 * @return an empty list behind the last page
	 */
	List<Entry> page(Kind kind, @Nullable String afterId, int limit);

}
