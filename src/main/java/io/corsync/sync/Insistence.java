package io.corsync.sync;

/**
 * How much it takes to send again what was refused.
 */
enum Insistence {

	/** Only what changed since the refusal. */
	NONE,

	/** Also what was refused for other reasons than its own data. */
	RETRY,

	/** Everything: somebody named it. */
	ALL

}
