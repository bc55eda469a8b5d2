package io.corsync.status;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.corsync.sync.Overview;

/**
 * The last runs side by side, each a column of what came of its rows.
 *
 * @param bars oldest first
 * @param most the rows of the highest column
 */
record RunChartView(List<Bar> bars, long most) {

	static final int WIDTH = 720;

	static final int HEIGHT = 140;

	/** So that a single refusal among thousands is seen. */
	private static final double LEAST = 2;

	/** So that few runs are no hair lines, and no walls either. */
	private static final int LEAST_SLOTS = 20;

	private static final double GAP = 3;

	/**
	 * What some rows have in common.
	 *
	 * @param word what came of them
	 * @param rows how many
	 * @param y where it begins, from above
	 * @param height how high it is
	 */
	record Part(String word, long rows, double y, double height) {

	}

	/**
	 * A run.
	 *
	 * @param told the run
	 * @param x where it begins
	 * @param width how wide it is
	 * @param parts from below
	 */
	record Bar(Overview.Told told, double x, double width, List<Part> parts) {

		public long rows(String word) {
			return this.parts.stream().filter((part) -> part.word().equals(word)).mapToLong(Part::rows).sum();
		}

	}

	static RunChartView of(List<Overview.Told> newestFirst) {
		List<Overview.Told> runs = new ArrayList<>(newestFirst);
		Collections.reverse(runs);
		long most = runs.stream().mapToLong(RunChartView::all).max().orElse(0);
		double slot = (double) WIDTH / Math.max(LEAST_SLOTS, runs.size());
		List<Bar> bars = new ArrayList<>();
		for (int i = 0; i < runs.size(); i++) {
			double x = WIDTH - (runs.size() - i) * slot + GAP / 2;
			bars.add(new Bar(runs.get(i), round(x), round(slot - GAP), parts(runs.get(i), most)));
		}
		return new RunChartView(bars, most);
	}

	private static long all(Overview.Told told) {
		return told.sent() + told.unchanged() + told.unsettled();
	}

	private static List<Part> parts(Overview.Told told, long most) {
		List<Part> parts = new ArrayList<>();
		double below = HEIGHT;
		below = add(parts, "open", told.unsettled(), most, below);
		below = add(parts, "created", told.created(), most, below);
		below = add(parts, "changed", told.changed(), most, below);
		add(parts, "unchanged", told.unchanged(), most, below);
		return parts;
	}

	private static double add(List<Part> parts, String word, long rows, long most, double below) {
		if (rows == 0) {
			return below;
		}
		// Room for what is drawn higher than it is.
		double height = Math.max(LEAST, (HEIGHT - 4 * LEAST) * rows / most);
		parts.add(new Part(word, rows, round(below - height), round(height)));
		return below - height;
	}

	private static double round(double number) {
		return Math.round(number * 10) / 10.0;
	}

}
