package io.corsync.ledger;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a row of the ledger stands.
 */
public enum State {

	/** Claimed by a run, committed before the call begins. */
	SENDING,

	/** COR accepted what the accepted payload says. */
	SYNCED,

	/**
	 * COR accepted what the accepted payload says, which is everything but references to
	 * parents that it does not have; they follow.
	 */
	INCOMPLETE,

	/** Sent without a readable answer: it may be in COR, or may still arrive there. */
	UNKNOWN,

	/** A parent is not in COR yet. */
	WAITING,

	/** Held up by a setting in COR that other rows meet as well. */
	BLOCKED,

	/** Refused as data: useless to send as it is. */
	REJECTED,

	/** Transient trouble outlasted the attempts; the next run tries again. */
	RETRYING,

	/** A guard keeps it until somebody approves. */
	HELD,

	/** Left the filter or was deleted, proven. */
	OUT_OF_SCOPE;

	/** What a person or a later run has to see to. */
	public static final Set<State> STUCK = Set.copyOf(EnumSet.of(UNKNOWN, WAITING, BLOCKED, REJECTED, RETRYING, HELD));

}
