package io.corsync.archfixtures.cor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Keeps to every rule: the seam itself. */
interface Sleeper {

	/** Really waits. */
	Sleeper REAL = (duration) -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

	void sleep(Duration duration) throws InterruptedException;

}
