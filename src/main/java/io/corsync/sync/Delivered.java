package io.corsync.sync;

import java.util.EnumSet;
import java.util.Set;

import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entity; holds no payload, since many wait for the same result.
 *
 * @param outcome how it counts
 * @param inCor whether it is known to be in COR now
 * @param known whether the ledger knows it
 * @param comesByItself whether it is not in COR, and nobody is needed to bring it there:
 * it is in doubt, or met transient trouble
 * @param name what people call it, empty when the ledger does not know it
 * @param trouble why it is stuck, null when it is not
 * @param parked whether a person has set it aside
 */
record Delivered(Outcome outcome, boolean inCor, boolean known, boolean comesByItself, String name,
		@Nullable String trouble, boolean parked) {

	private static final Set<State> COMING = EnumSet.of(State.SENDING, State.UNKNOWN, State.RETRYING);

	static Delivered of(@Nullable Entry entry, Outcome outcome) {
		if (entry == null) {
			return new Delivered(outcome, false, false, false, "", null, false);
		}
		Entry.Trouble trouble = entry.trouble();
		return new Delivered(outcome, entry.inCor(), true, !entry.inCor() && COMING.contains(entry.state()),
				entry.name(), (trouble != null) ? trouble.message() : null, entry.parkedReason() != null);
	}

	/**
	 * The same of what waits for a parent, by which it is known whether it comes by
	 * itself.
	 */
	Delivered waitingFor(Delivered parent) {
		return new Delivered(this.outcome, this.inCor, this.known, !this.inCor && parent.comesByItself(), this.name,
				this.trouble, this.parked);
	}

	/**
	 * The same, counted otherwise.
	 */
	Delivered as(Outcome other) {
		return new Delivered(other, this.inCor, this.known, this.comesByItself, this.name, this.trouble, this.parked);
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
		return new Delivered(again.outcome(), false, false, false, "", null, again.parked());
	}

}
