package io.corsync.sync;

import java.util.List;

/**
 * What came of putting back the parents that COR misses.
 *
 * @param result what came of it
 * @param open the parents that are not there now, none unless the result is OPEN
 */
record Restoration(Result result, List<Decision.Wait> open) {

	enum Result {

		/** At least one was missing and is there now. */
		DONE,

		/** They were all there: COR contradicts itself, or means something else. */
		PRESENT,

		/** At least one is not there now: the child waits for it, or goes without. */
		OPEN

	}

	static Restoration of(boolean any) {
		return new Restoration(any ? Result.DONE : Result.PRESENT, List.of());
	}

	static Restoration open(List<Decision.Wait> parents) {
		return new Restoration(Result.OPEN, List.copyOf(parents));
	}

}
