package io.corsync.sandbox;

import java.time.Duration;

/**
 * Lets calls hang or take their time until it passes or somebody releases them all.
 */
final class CorPauses {

	private long releases;

	private int hanging;

	/**
	 * Waits.
	 * @param time how long; zero waits for a release only
	 */
	synchronized void hang(Duration time) throws InterruptedException {
		long before = this.releases;
		long deadline = System.nanoTime() + time.toNanos();
		this.hanging++;
		notifyAll();
		try {
			while (this.releases == before) {
				long left = deadline - System.nanoTime();
				if (time.isZero()) {
					wait();
				}
				else if (left <= 0) {
					return;
				}
				else {
					wait(left / 1_000_000, (int) (left % 1_000_000));
				}
			}
		}
		finally {
			this.hanging--;
		}
	}

	/** Waits unless there is nothing to wait for. */
	void pause(long millis) throws InterruptedException {
		if (millis > 0) {
			hang(Duration.ofMillis(millis));
		}
	}

	synchronized void release() {
		this.releases++;
		notifyAll();
	}

	synchronized int hanging() {
		return this.hanging;
	}

	/** Waits until so many calls hang: how a test knows that they do. */
	synchronized void awaitHanging(int count) throws InterruptedException {
		while (this.hanging < count) {
			wait();
		}
	}

}
