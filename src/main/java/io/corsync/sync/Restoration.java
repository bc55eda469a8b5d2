package io.corsync.sync;

import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * What came of putting back the parents that COR misses.
 *
 * @param result what came of it
 * @param open the parent that is not there now, null unless the result is OPEN
 */
record Restoration(Result result, Decision.@Nullable Wait open) {

	enum Result {

		/** At least one was missing and is there now. */
		DONE,

		/** They were all there: COR contradicts itself, or means something else. */
		PRESENT,

		/** At least one is not there now: the child waits for it. */
		OPEN

	}

	static Restoration of(boolean any) {
		return new Restoration(any ? Result.DONE : Result.PRESENT, null);
	}

	static Restoration open(Mapped.Reference parent, Delivered delivered, boolean readable) {
		return new Restoration(Result.OPEN, new Decision.Wait(parent, delivered, readable));
	}

}
