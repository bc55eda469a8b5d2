package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * The one limiter of all threads: how many calls are in flight, how many begin per
 * second, and how long COR asked everybody to wait.
 */
final class Limiter {

	/** A longer {@code Retry-After} ends the run instead of being waited for. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final long POLL_MILLIS = 100;

	private final Clock clock;

	private final Waits waits;

	private final Semaphore slots;

	private final @Nullable Bucket rate;

	private volatile Instant heldUntil = Instant.MIN;

	Limiter(int maxInFlight, double requestsPerSecond, Clock clock, Waits waits) {
		this.clock = clock;
		this.waits = waits;
		this.slots = new Semaphore(maxInFlight, true);
		this.rate = (requestsPerSecond > 0) ? bucket(requestsPerSecond, clock) : null;
	}

	private static Bucket bucket(double requestsPerSecond, Clock clock) {
		// One token at most is saved up: a second's worth at once is what rate limits of
		// servers punish.
		Duration interval = Duration.ofNanos((long) (1_000_000_000 / requestsPerSecond));
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(1).refillGreedy(1, interval))
			.withCustomTimePrecision(new ClockMeter(clock))
			.build();
	}

	/**
	 * Waits for a free slot of the calls in flight; give it back by {@link #release()}.
	 * @param watch asked again and again; it throws to end the wait
	 */
	void acquire(Runnable watch) {
		try {
			do {
				watch.run();
			}
			while (!this.slots.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			throw Waits.stopped();
		}
	}

	void release() {
		this.slots.release();
	}

	/**
	 * Waits until the rate allows one more call and COR asks nobody to wait.
	 * @param watch asked again and again; it throws to end the wait
	 */
	void awaitTurn(Runnable watch) {
		do {
			awaitHold(watch);
			if (this.rate != null) {
				// A reservation: late wake-ups do not cost throughput.
				long nanos = this.rate.consumeIgnoringRateLimits(1);
				this.waits.until(this.clock.instant().plusNanos(nanos), watch);
			}
			// A hold that came meanwhile releases everybody at once: then the rate anew.
		}
		while (held());
	}

	/**
	 * Waits until COR asks nobody to wait.
	 * @param watch asked again and again; it throws to end the wait
	 */
	void awaitHold(Runnable watch) {
		while (held()) {
			requirePatience();
			this.waits.briefly(watch);
		}
	}

	/**
	 * Holds all threads.
	 * @param retryAfter how long COR asked to wait
	 * @throws CorException.Unavailable when that is longer than anybody waits for
	 */
	void hold(Duration retryAfter) {
		Instant until = this.clock.instant().plus(retryAfter);
		synchronized (this) {
			this.heldUntil = until.isAfter(this.heldUntil) ? until : this.heldUntil;
		}
		requirePatience();
	}

	private boolean held() {
		return this.clock.instant().isBefore(this.heldUntil);
	}

	private void requirePatience() {
		Instant until = this.heldUntil;
		if (this.clock.instant().plus(PATIENCE).isBefore(until)) {
			throw new CorException.Unavailable(
					"COR asks to be left alone until %s (429 with Retry-After). Start the same command again after that."
						.formatted(until.truncatedTo(ChronoUnit.SECONDS)),
					until, null);
		}
	}

	/** The clock as the bucket wants it. */
	private record ClockMeter(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			Instant now = this.clock.instant();
			return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
