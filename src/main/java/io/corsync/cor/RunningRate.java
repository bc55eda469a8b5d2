package io.corsync.cor;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something happens in a second, of late: what is longer ago counts less and
 * less.
 */
final class RunningRate {

	private final double seconds;

	private double count;

	/** How much of that time is known, 1 for all of it. */
	private double known;

	private Instant at = Instant.MIN;

	/**
	 * Creates a rate.
	 * @param seconds how long ago is of late
	 */
	RunningRate(double seconds) {
		this.seconds = seconds;
	}

	void count(Instant now) {
		fade(now);
		this.count++;
	}

	double perSecond(Instant now) {
		fade(now);
		return this.count / Math.max(1, this.seconds * this.known);
	}

	private void fade(Instant now) {
		if (this.at == Instant.MIN) {
			this.at = now;
		}
		else if (now.isAfter(this.at)) {
			double rest = Math.exp(-Duration.between(this.at, now).toNanos() / 1e9 / this.seconds);
			this.count *= rest;
			this.known = 1 - (1 - this.known) * rest;
			this.at = now;
		}
	}

}
