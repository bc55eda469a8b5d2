package io.corsync.bench;

/**
 * One measured number beside the limit that it is held against.
 *
 * @param group the name by which {@code --only} chooses it
 * @param name what was measured
 * @param unit of measured value and limit
 * @param measured the value
 * @param limit what it cannot be better than, NaN where there is none
 * @param goal what is wanted of the ratio, or of the value where there is no limit
 */
record Figure(String group, String name, String unit, double measured, double limit, Goal goal) {

	/**
	 * A figure with a limit.
	 */
	static Figure ratio(String group, String name, String unit, double measured, double limit, Goal goal) {
		return new Figure(group, name, unit, measured, limit, goal);
	}

	/**
	 * A figure that stands for itself.
	 */
	static Figure value(String group, String name, String unit, double measured, Goal goal) {
		return new Figure(group, name, unit, measured, Double.NaN, goal);
	}

	boolean hasLimit() {
		return !Double.isNaN(this.limit);
	}

	double ratio() {
		return this.measured / this.limit;
	}

	/**
	 * What the goal speaks of.
	 */
	double judged() {
		return hasLimit() ? ratio() : this.measured;
	}

	boolean met() {
		return this.goal.metBy(judged());
	}

	/**
	 * The same figure with another value.
	 */
	Figure with(double value, double otherLimit, Goal otherGoal) {
		return new Figure(this.group, this.name, this.unit, value, otherLimit, otherGoal);
	}

}
