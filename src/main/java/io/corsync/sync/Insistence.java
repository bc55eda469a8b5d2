package io.corsync.sync;

/**
 * How much it takes to send again what was refused.
 */
enum Insistence {

	/** Only what changed since the refusal. */
	NONE,

	/** Also what was refused for other reasons than its own data. */
	RETRY,

	/** Everything that was refused: somebody named it. */
	ALL,

	/** What a guard holds: somebody approved it. */
	APPROVED;

	/**
	 * How much it takes for the parents that a row brings along.
	 */
	Insistence forParents() {
		return (this == APPROVED) ? NONE : this;
	}

}
