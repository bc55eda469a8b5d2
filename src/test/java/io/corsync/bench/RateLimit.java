package io.corsync.bench;

/**
 * A limit as API gateways enforce it: so many calls a second, some of them saved up for a
 * burst.
 */
final class RateLimit {

	/** A fifth of a second's calls may come at once. */
	private static final double BURST = 0.2;

	private final double perSecond;

	private double saved;

	private long last;

	/**
	 * A new limit.
	 * @param perSecond calls a second, 0 for none
	 */
	RateLimit(double perSecond) {
		this.perSecond = perSecond;
		this.saved = Math.max(1, perSecond * BURST);
		this.last = System.nanoTime();
	}

	synchronized boolean admits(long now) {
		if (this.perSecond <= 0) {
			return true;
		}
		double most = Math.max(1, this.perSecond * BURST);
		this.saved = Math.min(most, this.saved + (now - this.last) * this.perSecond / 1e9);
		this.last = now;
		if (this.saved < 1) {
			return false;
		}
		this.saved--;
		return true;
	}

}
