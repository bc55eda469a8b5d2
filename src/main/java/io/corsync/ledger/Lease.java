package io.corsync.ledger;

import java.time.Duration;

/**
 * The right to call COR for a target, as long as it is held.
 *
 * @param targetId the target
 * @param fence the holder's number; every write to the ledger carries it
 * @param owner the holder in a word, for people
 * @param formerGone for how long no call of the holder before can have been under way
 */
public record Lease(int targetId, long fence, String owner, Duration formerGone) {

}
