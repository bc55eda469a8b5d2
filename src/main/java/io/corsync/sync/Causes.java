package io.corsync.sync;

import java.util.Set;

import io.corsync.ledger.Entry;
import io.corsync.ledger.State;

/**
 * The causes that we name ourselves; all others are COR's names and codes.
 */
final class Causes {

	/** COR said that a project, which it had accepted, is not there. */
	static final String DELETED_IN_COR = "DELETED_IN_COR";

	/** COR said of one entity that it is there and that it is not. */
	static final String COR_CONTRADICTS_ITSELF = "COR_CONTRADICTS_ITSELF";

	/** Transient trouble in five runs in a row. */
	static final String PERSISTENT_FAILURE = "PERSISTENT_FAILURE";

	/** A parent is not in COR. */
	static final String PARENT_NOT_IN_COR = "PARENT_NOT_IN_COR";

	/** A parent is not in COR, and this user cannot read it in Salesforce. */
	static final String PARENT_HIDDEN = "PARENT_HIDDEN";

	/** It was sent without a parent that COR does not have. */
	static final String SENT_WITHOUT_PARENT = "SENT_WITHOUT_PARENT";

	/** COR called it a duplicate and did not tell its id. */
	static final String NOT_ADOPTED = "NOT_ADOPTED";

	/** Sent without a readable answer, and COR does not show it yet. */
	static final String NOT_ARRIVED_YET = "NOT_ARRIVED_YET";

	/** A night would create more rows of a kind than nights usually do. */
	static final String GUARD_CREATE = "GUARD_CREATE";

	/** A night would change more rows of a kind than nights usually do. */
	static final String GUARD_UPDATE = "GUARD_UPDATE";

	/** A night would archive more rows of a kind than nights usually do. */
	static final String GUARD_ARCHIVE = "GUARD_ARCHIVE";

	/** It would be archived for a filter that nobody has agreed to archive by. */
	static final String FILTER_CHANGED = "FILTER_CHANGED";

	/** Its Opportunity does not meet the filter any more. */
	static final String LEFT_FILTER = "LEFT_FILTER";

	/** A rule of the mapping leaves it out. */
	static final String LEFT_OUT_BY_RULE = "LEFT_OUT_BY_RULE";

	/** Its Opportunity was deleted in Salesforce. */
	static final String DELETED_IN_SALESFORCE = "DELETED_IN_SALESFORCE";

	private static final Set<String> ARCHIVE_HOLDS = Set.of(GUARD_ARCHIVE, FILTER_CHANGED);

	private static final Set<String> NOT_THE_ROWS_FAULT = Set.of(DELETED_IN_COR, COR_CONTRADICTS_ITSELF,
			PERSISTENT_FAILURE);

	private Causes() {
	}

	/**
	 * Whether sending the same data again may succeed.
	 */
	static boolean mayPassUnchanged(String cause) {
		return NOT_THE_ROWS_FAULT.contains(cause);
	}

	/**
	 * Whether a row is held because it would be archived, so that its return ends it.
	 */
	static boolean holdsArchive(Entry entry) {
		Entry.Trouble trouble = entry.trouble();
		return entry.state() == State.HELD && trouble != null && ARCHIVE_HOLDS.contains(trouble.cause());
	}

}
