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
 * @param parked whether a person has set it aside
 */
record Delivered(Outcome outcome, boolean inCor, boolean known, String name, @Nullable String trouble, boolean parked) {

	static Delivered of(@Nullable Entry entry, Outcome outcome) {
		if (entry == null) {
			return new Delivered(outcome, false, false, "", null, false);
		}
		Entry.Trouble trouble = entry.trouble();
		return new Delivered(outcome, entry.inCor(), true, entry.name(), (trouble != null) ? trouble.message() : null,
				entry.parkedReason() != null);
	}

	/**
	 * Whether it is not in COR, and nobody tried to bring it there.
	 */
	boolean untried() {
		return !this.inCor && this.outcome == Outcome.UNCHANGED;
	}

	/**
	 * The same row's result, from whoever took it up again.
	 */
	static Delivered of(RowResult again) {
		return new Delivered(again.outcome(), false, false, "", null, again.parked());
	}

}
