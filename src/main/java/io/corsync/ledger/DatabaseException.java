package io.corsync.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be used; the message names it and the remedy.
 */
public final class DatabaseException extends RuntimeException {

	private final boolean waitingHelps;

	DatabaseException(String message, boolean waitingHelps, @Nullable Throwable cause) {
		super(message, cause);
		this.waitingHelps = waitingHelps;
	}

	/**
	 * The end of a call is not in the ledger, though the call has ended.
	 * @param key whose call
	 * @return what to throw
	 */
	public static DatabaseException unwritten(Entry.Key key) {
		return new DatabaseException(
				"The database did not take how the call for %s %s ended. Start the same command again: it finds out first, and nothing is lost."
					.formatted(key.kind(), key.externalId()),
				true, null);
	}

	/**
	 * Whether the same command may succeed later without anybody changing anything.
	 * @return true for outages
	 */
	public boolean waitingHelps() {
		return this.waitingHelps;
	}

	/**
	 * Looks for database trouble among the causes of a failure.
	 * @param failure what was thrown
	 * @param url the database's URL
	 * @return the trouble in words, null when the failure is of another sort
	 */
	public static @Nullable DatabaseException in(Throwable failure, String url) {
		return DatabaseTrouble.in(failure, url);
	}

}
