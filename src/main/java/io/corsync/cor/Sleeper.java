package io.corsync.cor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets time pass; a seam for tests.
 */
@FunctionalInterface
interface Sleeper {

	/** Really waits. */
	Sleeper REAL = (duration) -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

	void sleep(Duration duration) throws InterruptedException;

}
