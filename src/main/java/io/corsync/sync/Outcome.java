package io.corsync.sync;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a row that was read ended in a run; each row has exactly one, so that the
 * certificate's books balance.
 */
public enum Outcome {

	CREATED, ADOPTED, UPDATED, UNCHANGED, ARCHIVED, SKIPPED, WAITING, BLOCKED, REJECTED, RETRYING, UNKNOWN, HELD, STALE;

	/** What somebody or a later run has to see to. */
	public static final Set<Outcome> UNSETTLED = Set
		.copyOf(EnumSet.of(WAITING, BLOCKED, REJECTED, RETRYING, UNKNOWN, HELD));

	/**
	 * The outcome as a word in tables and in the ledger.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
