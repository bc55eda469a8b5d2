package io.corsync.sync;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.corsync.cor.CorException;
import io.corsync.ledger.Holder;
import io.corsync.ledger.LeaseHeldException;
import io.corsync.ledger.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to hold the lease. What goes over history may hold it for hours, so a
 * night asks for it and goes first:
 * <ol>
 * <li>the night asks beside the lease, again and again, for a bounded time;</li>
 * <li>the holder ends what is in flight, notes its run as stopped, and lets the lease
 * go;</li>
 * <li>the night takes it, with a new fence;</li>
 * <li>the holder waits until nobody holds or asks for it, and goes on with its run.</li>
 * </ol>
 * Whoever dies on the way is found dead by the other: an asker by its silence, a holder
 * by its process or the end of its lease.
 */
final class Turns {

	/**
	 * Longer than a call and a lease last, so that a dead holder's lease runs out in it.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final Logger log = LoggerFactory.getLogger(Turns.class);

	private static final Duration GLANCE = Duration.ofMillis(500);

	private final Leases leases;

	private final Runnable giveWay;

	private final CountDownLatch stopped = new CountDownLatch(1);

	/**
	 * Creates the turns.
	 * @param leases where the lease is
	 * @param giveWay ends this process's run when somebody else is to go first
	 */
	Turns(Leases leases, Runnable giveWay) {
		this.leases = leases;
		this.giveWay = giveWay;
	}

	void stop() {
		this.stopped.countDown();
	}

	void requireGoing() {
		if (this.stopped.getCount() == 0) {
			throw new CorException.Stopped("Stopped by a signal before anything was sent.");
		}
	}

	/**
	 * Takes the lease, by asking for it where that helps.
	 * @throws LeaseHeldException when it is not to be had
	 */
	LeaseKeeper take(int targetId, RunRequest request, Duration length, Progress progress) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		boolean said = false;
		while (true) {
			requireGoing();
			try {
				LeaseKeeper keeper = new LeaseKeeper(this.leases, targetId, request.command(), length);
				if (request.overHistory()) {
					keeper.giveWay(this.giveWay);
				}
				return keeper;
			}
			catch (LeaseHeldException ex) {
				boolean asks = request instanceof RunRequest.Sync && ex.holder().givesWay();
				if (!(asks || ex.holder().works()) || System.nanoTime() > end) {
					throw ex;
				}
				if (!said) {
					progress.say((asks
							? "%s holds the lease and is asked to let this run go first; this takes up to %d s."
							: "The %s of a run that has ended finishes what is in flight first; this takes up to %d s.")
						.formatted(ex.holder().describe(), PATIENCE.toSeconds()));
					said = true;
				}
				if (asks) {
					this.leases.ask(targetId, request.command());
				}
				pause();
			}
		}
	}

	/**
	 * Takes the lease again after it was given away.
	 */
	LeaseKeeper takeAgain(int targetId, RunRequest request, Duration length, Holder asker, Progress progress) {
		progress.say("Gave way to %s; goes on when that has ended.".formatted(asker.describe()));
		while (true) {
			requireGoing();
			if (this.leases.holder(targetId).isEmpty() && this.leases.asker(targetId).isEmpty()) {
				try {
					return take(targetId, request, length, progress);
				}
				catch (LeaseHeldException ex) {
					log.debug("Somebody was faster: that one goes first, too", ex);
				}
			}
			pause();
		}
	}

	private void pause() {
		try {
			this.stopped.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CorException.Stopped("Interrupted while waiting for the lease.");
		}
	}

}
