package io.corsync.cor;

/**
 * How many calls a second are tried: no limit at first; after a cut, CUBIC's curve, which
 * returns steeply to the last known limit, dwells on it, and then tries for more, faster
 * and faster. The oftener a limit is met again, the longer it is dwelt on.
 */
final class RateCurve {

	/** However much is refused, COR is asked again that often. */
	static final double LEAST = 0.5;

	/** How far below a limit it goes on, so that what has piled up in COR drains. */
	private static final double CUT = 0.9;

	/** Seconds back to the limit, by how often it was met before. */
	private static final double[] RETURN = { 2, 4, 8, 16, 24 };

	/** Limits that differ less are the same one. */
	private static final double SAME = 0.1;

	private double limit = Double.POSITIVE_INFINITY;

	private double from;

	private double grown;

	private int met;

	/** Since anything was accepted: more silence tells nothing more. */
	private boolean halved;

	/**
	 * Calls a second to try now.
	 * @return infinite before the first cut
	 */
	double value() {
		if (!known()) {
			return this.limit;
		}
		double way = this.grown / RETURN[this.met] - 1;
		return Math.max(LEAST, this.limit + (this.limit - this.from) * way * way * way);
	}

	boolean known() {
		return this.limit < Double.POSITIVE_INFINITY;
	}

	/** The limit that was met last. */
	double limit() {
		return this.limit;
	}

	/**
	 * Calls went at the pace that was allowed, and not faster for that reason alone.
	 * @param seconds how long
	 */
	void grow(double seconds) {
		this.grown += seconds;
		this.halved = false;
		double value = value();
		if (this.met > 0 && value > (1 + SAME) * this.limit) {
			// That limit is gone; from here as if it had never been met.
			this.limit = value;
			this.from = CUT * value;
			this.met = 0;
			this.grown = RETURN[0];
		}
	}

	/**
	 * A limit was met.
	 * @param accepted calls a second that COR accepted
	 */
	void cut(double accepted) {
		double now = Math.max(LEAST, accepted);
		this.met = again(now) ? Math.min(this.met + 1, RETURN.length - 1) : 0;
		this.limit = now;
		this.from = CUT * now;
		this.grown = 0;
	}

	/**
	 * Nothing was accepted any more: COR counts by more than a second.
	 * @param accepted calls a second that COR accepted in the long run
	 */
	void halve(double accepted) {
		double half = value() / 2;
		if (!this.halved) {
			cut(Math.min(this.limit, accepted));
		}
		this.from = Math.min(this.from, half);
		this.grown = 0;
		this.halved = true;
	}

	private boolean again(double met) {
		return Math.abs(met - this.limit) < SAME * this.limit;
	}

}
