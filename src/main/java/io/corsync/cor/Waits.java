package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Waits in short slices, so that an interrupt, a closed client or an outage ends every
 * wait at once.
 */
final class Waits {

	private static final Duration SLICE = Duration.ofMillis(200);

	private static final Duration FIRST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Clock clock;

	private final Sleeper sleeper;

	private final RandomGenerator random;

	Waits(Clock clock, Sleeper sleeper, RandomGenerator random) {
		this.clock = clock;
		this.sleeper = sleeper;
		this.random = random;
	}

	/**
	 * Waits for a moment.
	 * @param moment when to return
	 * @param watch asked before every slice; it throws to end the wait
	 */
	void until(Instant moment, Runnable watch) {
		while (true) {
			watch.run();
			Duration left = Duration.between(this.clock.instant(), moment);
			if (left.isNegative() || left.isZero()) {
				return;
			}
			sleep((left.compareTo(SLICE) < 0) ? left : SLICE);
		}
	}

	/**
	 * Waits one slice, for something that is asked again afterwards.
	 * @param watch asked before; it throws to end the wait
	 */
	void briefly(Runnable watch) {
		watch.run();
		sleep(SLICE);
	}

	/**
	 * Waits before the next attempt: twice as long each time, and between half and all of
	 * it, so that threads that failed together do not come back together.
	 * @param attempt the number of the attempt that failed, from 1
	 * @param watch asked before every slice; it throws to end the wait
	 */
	void backOff(int attempt, Runnable watch) {
		long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
		until(this.clock.instant().plusMillis(this.random.nextLong(longest / 2, longest + 1)), watch);
	}

	private void sleep(Duration duration) {
		try {
			this.sleeper.sleep(duration);
		}
		catch (InterruptedException ex) {
			throw stopped();
		}
	}

	/**
	 * An interrupt as the room's exception; the thread stays interrupted.
	 * @return what to throw
	 */
	static CorException.Stopped stopped() {
		Thread.currentThread().interrupt();
		return new CorException.Stopped("Stopped while waiting to call COR; the call did not begin.");
	}

}
