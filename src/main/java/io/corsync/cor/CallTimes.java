package io.corsync.cor;

import java.time.Duration;

/**
 * Told of each call that was sent to COR, or could not be.
 */
@FunctionalInterface
public interface CallTimes {

	/** Tells nobody. */
	CallTimes NONE = (verb, kind, status, took) -> {
	};

	/**
	 * A call is over.
	 * @param verb what it did
	 * @param kind the kind of entity it was for
	 * @param status HTTP's status, or a word for why there was none
	 * @param took how long
	 */
	void ended(String verb, Kind kind, String status, Duration took);

	/**
	 * COR has refused a call as one too many.
	 * @param pace what is known of its limits now
	 */
	default void paced(CorPace pace) {
	}

}
