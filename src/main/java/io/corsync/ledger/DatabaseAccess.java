package io.corsync.ledger;

/**
 * What a command may do to the database that it finds.
 */
public enum DatabaseAccess {

	/**
	 * Looks only: neither file nor table is made, and where there is none yet an empty
	 * ledger in memory takes its place.
	 */
	READ,

	/**
	 * Works on a copy, together with a COR that is only pretended: nothing is changed
	 * anywhere, whatever is done.
	 */
	COPY,

	/** Writes rows; makes the tables where there are none, and changes none. */
	WRITE,

	/** Writes rows, and brings the tables of an older version up to date first. */
	MIGRATE

}
