package io.corsync.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.corsync.cor.CallPermit;
import io.corsync.cor.CorException;
import io.corsync.ledger.FenceLostException;
import io.corsync.ledger.Holder;
import io.corsync.ledger.Lease;
import io.corsync.ledger.Leases;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a lease while its run goes on, and lets a call begin only when the lease
 * outlives it and nobody has asked the run to stop.
 */
final class LeaseKeeper implements CallPermit, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

	private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

	/** How many beats a lease lasts that nobody renews. */
	private static final int BEATS = 4;

	private final Tenure tenure;

	private final Duration length;

	private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "lease");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * A lease, where it is kept.
	 */
	interface Tenure {

		/** The lease. */
		Lease lease();

		/**
		 * Holds it for another length.
		 * @throws FenceLostException when another one has it
		 */
		void renew(Duration length);

		/** Who asks for it now. */
		Optional<Holder> asker();

		/** Gives it back. */
		void release();

	}

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final AtomicReference<@Nullable Holder> asker = new AtomicReference<>();

	private volatile boolean lost;

	/** When the lease ends, in {@link System#nanoTime()}: no wall clock can move it. */
	private volatile long endsAt;

	/**
	 * Takes the lease and keeps it.
	 * @param leases where it is taken
	 * @param targetId the target
	 * @param command what will be run
	 * @param length how long it holds without a heartbeat
	 */
	LeaseKeeper(Leases leases, int targetId, String command, Duration length) {
		this(() -> whole(leases, leases.acquire(targetId, command, length)), length, length.dividedBy(BEATS));
	}

	/**
	 * Takes a lease and keeps it.
	 * @param take takes it
	 * @param length how long it holds without a heartbeat
	 * @param period how often it is renewed
	 */
	LeaseKeeper(Supplier<Tenure> take, Duration length, Duration period) {
		long begin = System.nanoTime();
		this.tenure = take.get();
		this.length = length;
		this.endsAt = begin + length.toNanos();
		this.heart.scheduleAtFixedRate(this::beat, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static Tenure whole(Leases leases, Lease lease) {
		return new Tenure() {

			@Override
			public Lease lease() {
				return lease;
			}

			@Override
			public void renew(Duration length) {
				leases.renew(lease, length);
			}

			@Override
			public Optional<Holder> asker() {
				return leases.asker(lease.targetId());
			}

			@Override
			public void release() {
				leases.release(lease);
			}

		};
	}

	/**
	 * Lets the lease go when somebody asks for it: no call begins any more, and what is
	 * in flight ends.
	 * @param stopping told once
	 */
	void giveWay(Runnable stopping) {
		this.heart.scheduleWithFixedDelay(() -> listen(stopping), ASKED_EVERY.toMillis(), ASKED_EVERY.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void listen(Runnable told) {
		try {
			Holder asks = stopping() ? null : this.tenure.asker().orElse(null);
			if (asks != null) {
				this.asker.set(asks);
				stop();
				told.run();
			}
		}
		catch (RuntimeException ex) {
			log.warn("It is not known whether somebody asks for the lease", ex);
		}
	}

	/**
	 * For whom the run ends early.
	 * @return null when it does not, or ends for another reason
	 */
	@Nullable Holder asker() {
		return this.asker.get();
	}

	private void beat() {
		long begin = System.nanoTime();
		try {
			this.tenure.renew(this.length);
			this.endsAt = begin + this.length.toNanos();
		}
		catch (FenceLostException ex) {
			this.lost = true;
			log.error("The lease was taken over by another run", ex);
		}
		catch (RuntimeException ex) {
			// The lease still holds for a while: the next beat may succeed.
			log.warn("The lease could not be renewed", ex);
		}
	}

	Lease lease() {
		return this.tenure.lease();
	}

	void stop() {
		this.stopping.countDown();
	}

	/**
	 * Whether another one has it.
	 */
	boolean lost() {
		return this.lost;
	}

	boolean stopping() {
		return this.stopping.getCount() == 0;
	}

	/**
	 * Waits, but not when the run is to stop.
	 * @return false when the run is to stop
	 */
	boolean pause(Duration time) {
		try {
			return !this.stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void require(Duration deadline) {
		if (stopping()) {
			throw new CorException.Stopped("The run is stopping");
		}
		if (this.lost || this.endsAt - System.nanoTime() < deadline.toNanos()) {
			throw new FenceLostException(lease().fence());
		}
	}

	@Override
	public void close() {
		this.heart.shutdown();
		try {
			this.heart.awaitTermination(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.tenure.release();
	}

}
