package io.corsync.ledger;

/**
 * Somebody else changed the row in between: the claim is lost.
 */
public final class StaleEntryException extends RuntimeException {

	StaleEntryException(Entry.Key key, long version) {
		super("%s is no longer at version %d in the ledger".formatted(key, version));
	}

}
