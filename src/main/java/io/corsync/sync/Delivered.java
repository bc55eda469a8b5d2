package io.corsync.sync;

import io.corsync.ledger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entity.
 *
 * @param entry its row in the ledger now, null when it has none
 * @param outcome how it counts
 */
record Delivered(@Nullable Entry entry, Outcome outcome) {

	boolean inCor() {
		return this.entry != null && this.entry.inCor();
	}

}
