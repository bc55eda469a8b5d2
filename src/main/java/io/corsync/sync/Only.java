package io.corsync.sync;

import java.util.Locale;

import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rows it reads a backfill is for.
 */
public enum Only {

	/** What COR never accepted. */
	MISSING(Insistence.NONE),

	/** What is stuck; naming it is insisting. */
	FAILED(Insistence.ALL),

	/** Everything: what differs is sent. */
	ALL(Insistence.NONE);

	private final Insistence insistence;

	Only(Insistence insistence) {
		this.insistence = insistence;
	}

	boolean wants(@Nullable Entry entry) {
		return switch (this) {
			case MISSING -> entry == null || !entry.inCor();
			case FAILED -> entry != null && State.STUCK.contains(entry.state());
			case ALL -> true;
		};
	}

	Insistence insistence() {
		return this.insistence;
	}

	/**
	 * The choice as people write it.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
