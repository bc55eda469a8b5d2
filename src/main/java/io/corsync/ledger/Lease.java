package io.corsync.ledger;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The right to call COR for a target, as long as it is held.
 *
 * @param targetId the target
 * @param fence the holder's number; every write to the ledger carries it
 * @param owner the holder in a word, for people
 * @param formerGone for how long no call of the holder before can have been under way
 * @param worker the number of the worker that has a part in it, null for the holder
 * itself
 */
public record Lease(int targetId, long fence, String owner, Duration formerGone, @Nullable Long worker) {

	/**
	 * The holder's own.
	 */
	public Lease(int targetId, long fence, String owner, Duration formerGone) {
		this(targetId, fence, owner, formerGone, null);
	}

}
