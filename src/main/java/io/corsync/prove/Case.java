package io.corsync.prove;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be survived: trouble in a row of steps. When the steps are done all trouble
 * ends, and a few plain runs must bring everything in order.
 *
 * @param name its name
 * @param quick whether it belongs to the short selection
 * @param opportunities size of its org
 * @param settings what its program is set to beside the usual
 * @param reruns how many plain runs may be needed after the trouble
 * @param steps what happens
 */
record Case(String name, boolean quick, int opportunities, Map<String, String> settings, int reruns, List<Step> steps) {

	/**
	 * Has a few clients and contracts, and more projects than fit into flight at once.
	 */
	private static final int USUAL = 60;

	private static final int RERUNS = 2;

	static Case of(String name, Step... steps) {
		return new Case(name, false, USUAL, Map.of(), RERUNS, List.of(steps));
	}

	/** The same in the short selection. */
	Case inQuick() {
		return inQuick(true);
	}

	Case inQuick(boolean chosen) {
		return new Case(this.name, chosen, this.opportunities, this.settings, this.reruns, this.steps);
	}

	Case with(String variable, String value) {
		Map<String, String> more = new HashMap<>(this.settings);
		more.put(variable, value);
		return new Case(this.name, this.quick, this.opportunities, Map.copyOf(more), this.reruns, this.steps);
	}

	Case withReruns(int most) {
		return new Case(this.name, this.quick, this.opportunities, this.settings, most, this.steps);
	}

}
