package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one limiter of all threads: how many calls are in flight, how many begin per
 * second, and how long COR asked everybody to wait. Threads queue for their turn, and
 * only the first of them looks at the clock: so a changed rate and COR's patience hold at
 * once and for all.
 */
final class Limiter {

	/** A longer {@code Retry-After} ends the run instead of being waited for. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final long POLL_MILLIS = 100;

	private final Clock clock;

	private final Waits waits;

	private final Pace pace;

	private final Turns turns;

	private final Slots slots;

	private final ReentrantLock queue = new ReentrantLock(true);

	private volatile Instant heldUntil = Instant.MIN;

	private volatile Supplier<Duration> shared = () -> Duration.ZERO;

	Limiter(int maxInFlight, double requestsPerSecond, Clock clock, Waits waits) {
		this.clock = clock;
		this.waits = waits;
		this.pace = new Pace(requestsPerSecond, maxInFlight, clock);
		this.turns = new SpacedTurns(this.pace::callsPerSecond);
		this.slots = new Slots(maxInFlight);
	}

	/**
	 * Waits for a free slot of the calls in flight; give it back by {@link #release()}.
	 * @param watch asked again and again; it throws to end the wait
	 */
	void acquire(Runnable watch) {
		try {
			do {
				watch.run();
				this.slots.resize(this.pace.mostAtOnce());
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
		queue(watch);
		try {
			Instant due = Instant.MIN;
			boolean paced = false;
			Instant at = this.clock.instant();
			Instant next = next();
			while (next.isAfter(at)) {
				paced |= !held();
				due = next;
				awaitHold(watch);
				this.waits.until(next, watch);
				at = this.clock.instant();
				next = next();
			}
			this.pace.turn(paced);
			awaitShared(watch);
			this.turns.taken((due == Instant.MIN) ? at : due, this.clock.instant());
		}
		finally {
			this.queue.unlock();
		}
	}

	private void awaitShared(Runnable watch) {
		Duration wait = this.shared.get();
		while (!wait.isZero()) {
			this.waits.until(this.clock.instant().plus(wait), watch);
			awaitHold(watch);
			wait = this.shared.get();
		}
	}

	/**
	 * Shares the rate with other processes.
	 * @param turns takes a turn of all if there is one; zero when it is taken, else how
	 * long to wait before asking again
	 */
	void share(Supplier<Duration> turns) {
		this.shared = turns;
	}

	private void queue(Runnable watch) {
		try {
			do {
				watch.run();
			}
			while (!this.queue.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			throw Waits.stopped();
		}
	}

	private Instant next() {
		Instant next = this.turns.next();
		return next.isAfter(this.heldUntil) ? next : this.heldUntil;
	}

	/**
	 * A call leaves for COR.
	 * @return to be told how it ended
	 */
	Pace.Call begin() {
		return this.pace.begin();
	}

	/** How fast calls go, and what was found. */
	CorPace look() {
		return this.pace.look();
	}

	/**
	 * Waits until COR asks nobody to wait.
	 * @param watch asked again and again; it throws to end the wait
	 */
	void awaitHold(Runnable watch) {
		while (held()) {
			requirePatience();
			this.waits.until(this.heldUntil, watch);
		}
	}

	/**
	 * Holds all threads.
	 * @param retryAfter how long COR asked to wait
	 * @throws CorException.Unavailable when that is longer than anybody waits for
	 */
	void hold(Duration retryAfter) {
		holdOthers(retryAfter);
		requirePatience();
	}

	/**
	 * Holds all calls that have not begun, for a call that has an answer.
	 * @param retryAfter how long COR asked to wait
	 */
	void holdOthers(Duration retryAfter) {
		Instant until = this.clock.instant().plus(retryAfter);
		synchronized (this) {
			this.heldUntil = until.isAfter(this.heldUntil) ? until : this.heldUntil;
		}
		this.pace.held(until);
	}

	private boolean held() {
		return this.clock.instant().isBefore(this.heldUntil);
	}

	private void requirePatience() {
		Instant until = this.heldUntil;
		if (this.clock.instant().plus(PATIENCE).isBefore(until)) {
			throw new CorException.Unavailable(
					"COR asks to be left alone until %s (Retry-After). Start the same command again after that."
						.formatted(until.truncatedTo(ChronoUnit.SECONDS)),
					until, null);
		}
	}

}
