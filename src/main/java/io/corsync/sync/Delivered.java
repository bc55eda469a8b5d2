package io.corsync.sync;

import io.corsync.ledger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entity; holds no payload, since many wait for the same result.
 *
 * @param outcome how it counts
 * @param inCor whether it is known to be in COR now
 * @param known whether the ledger knows it
 * @param name what people call it, empty when the ledger does not know it
 * @param trouble why it is stuck, null when it is not
 */
record Delivered(Outcome outcome, boolean inCor, boolean known, String name, @Nullable String trouble) {

	static Delivered of(@Nullable Entry entry, Outcome outcome) {
		if (entry == null) {
			return new Delivered(outcome, false, false, "", null);
		}
		Entry.Trouble trouble = entry.trouble();
		return new Delivered(outcome, entry.inCor(), true, entry.name(), (trouble != null) ? trouble.message() : null);
	}

}
