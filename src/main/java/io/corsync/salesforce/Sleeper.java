package io.corsync.salesforce;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets time pass between repetitions; a seam, so that tests need not wait.
 */
@FunctionalInterface
interface Sleeper {

	/** Really waits. */
	Sleeper REAL = (duration) -> TimeUnit.MILLISECONDS.sleep(duration.toMillis());

	void sleep(Duration duration) throws InterruptedException;

}
