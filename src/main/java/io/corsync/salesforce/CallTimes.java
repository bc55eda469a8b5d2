package io.corsync.salesforce;

import java.time.Duration;

/**
 * Told of each SOAP call to Salesforce.
 */
@FunctionalInterface
public interface CallTimes {

	/** Tells nobody. */
	CallTimes NONE = (answered, took) -> {
	};

	/**
	 * A call is over.
	 * @param answered whether it brought what was asked for
	 * @param took how long
	 */
	void ended(boolean answered, Duration took);

}
