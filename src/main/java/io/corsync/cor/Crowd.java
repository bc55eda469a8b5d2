package io.corsync.cor;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Finds out how many calls COR takes at once: it looks whether those are refused that
 * were one too many, rather than any.
 */
final class Crowd {

	/** Fewer refusals prove nothing. */
	private static final double ENOUGH = 3;

	/** The share of the refused calls that may have been refused for another reason. */
	private static final double STRAY = 0.1;

	/**
	 * Calls overtake each other: one in so many arrives as one too many though it was
	 * not.
	 */
	private static final double OVERTAKEN = 0.01;

	private static final double FADING_SECONDS = 60;

	private final double[] served;

	private final double[] refused;

	private Instant at = Instant.MIN;

	Crowd(int most) {
		this.served = new double[most + 1];
		this.refused = new double[most + 1];
	}

	void served(int inFlight) {
		this.served[inFlight]++;
	}

	void refused(int inFlight, Instant now) {
		fade(now);
		this.refused[inFlight]++;
	}

	private void fade(Instant now) {
		if (this.at != Instant.MIN && now.isAfter(this.at)) {
			double rest = Math.exp(-Duration.between(this.at, now).toNanos() / 1e9 / FADING_SECONDS);
			for (int i = 0; i < this.served.length; i++) {
				this.served[i] *= rest;
				this.refused[i] *= rest;
			}
		}
		this.at = (now.isAfter(this.at)) ? now : this.at;
	}

	/**
	 * The number of calls in flight up to which next to none is refused, and above which
	 * most are.
	 * @param known the number that was found before, 0 before the first time; one more is
	 * tried now and then
	 * @return empty when refusals have nothing to do with how many calls are in flight
	 */
	OptionalInt limit(int known) {
		double all = sum(this.refused, 1);
		if (all < ENOUGH && !refusedOneMoreThan(known)) {
			return OptionalInt.empty();
		}
		double refusedUpTo = 0;
		double servedUpTo = 0;
		for (int limit = 1; limit < this.refused.length - 1; limit++) {
			refusedUpTo += this.refused[limit];
			servedUpTo += this.served[limit];
			double refusedAbove = all - refusedUpTo;
			double stray = Math.max(STRAY * all, Math.min(refusedAbove, OVERTAKEN * servedUpTo));
			if (refusedAbove > 0 && sum(this.served, limit + 1) <= refusedAbove && refusedUpTo <= stray) {
				return OptionalInt.of(limit);
			}
		}
		return OptionalInt.empty();
	}

	private boolean refusedOneMoreThan(int known) {
		return known > 0 && known + 1 < this.refused.length && this.refused[known + 1] > 0;
	}

	private static double sum(double[] counts, int first) {
		double sum = 0;
		for (int i = first; i < counts.length; i++) {
			sum += counts[i];
		}
		return sum;
	}

}
