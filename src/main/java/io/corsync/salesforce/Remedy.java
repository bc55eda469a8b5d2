package io.corsync.salesforce;

/**
 * What this program can do about a failed call by itself.
 */
enum Remedy {

	/** The session ended: log in again and repeat. */
	NEW_SESSION,

	/** Back off and repeat. */
	REPEAT,

	/** Back off and repeat, for less if that can be: no answer came in time. */
	REPEAT_FOR_LESS,

	/** Repeat a few times only: whoever refuses connections seldom changes soon. */
	REPEAT_BRIEFLY,

	/** The locator is void: ask again from the last row. */
	NEW_QUERY,

	/** The page is too much for the server or for us: ask for less. */
	FEWER_ROWS,

	/** A person has to do something. */
	NONE

}
