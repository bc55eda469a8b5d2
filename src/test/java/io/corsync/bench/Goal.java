package io.corsync.bench;

import java.util.Locale;

/**
 * What is wanted of a figure.
 *
 * @param sign how the bound is meant
 * @param bound the bound
 */
record Goal(Sign sign, double bound) {

	/** Told, and not judged. */
	static final Goal NONE = new Goal(Sign.NONE, 0);

	enum Sign {

		AT_LEAST("≥ "), AT_MOST("≤ "), EXACTLY("= "), NONE("");

		private final String word;

		Sign(String word) {
			this.word = word;
		}

	}

	static Goal atLeast(double bound) {
		return new Goal(Sign.AT_LEAST, bound);
	}

	static Goal atMost(double bound) {
		return new Goal(Sign.AT_MOST, bound);
	}

	static Goal exactly(double bound) {
		return new Goal(Sign.EXACTLY, bound);
	}

	/**
	 * What {@code toString} wrote.
	 */
	static Goal parse(String words) {
		for (Sign sign : Sign.values()) {
			if (sign != Sign.NONE && words.startsWith(sign.word)) {
				return new Goal(sign, Double.parseDouble(words.substring(sign.word.length()).replace(",", "")));
			}
		}
		return NONE;
	}

	boolean metBy(double value) {
		return switch (this.sign) {
			case AT_LEAST -> value >= this.bound;
			case AT_MOST -> value <= this.bound;
			case EXACTLY -> value == this.bound;
			case NONE -> true;
		};
	}

	@Override
	public String toString() {
		return (this.sign == Sign.NONE) ? "" : this.sign.word + FigureTable.number(this.bound, Locale.ROOT);
	}

}
