package io.corsync.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All cases there are, and those of them that were asked for.
 */
final class Matrix {

	private Matrix() {
	}

	/**
	 * The chosen cases.
	 * @param seed where chance comes from
	 * @param mixes how many random mixes there are
	 * @param quick whether only the short selection is wanted
	 * @param names names, with an asterisk for any letters; empty for all
	 * @param way how their runs are made
	 */
	static List<Case> of(long seed, int mixes, boolean quick, List<String> names, Way way) {
		List<Case> cases = new ArrayList<>(KillCases.all(seed));
		cases.addAll(CorCases.all());
		cases.addAll(SalesforceCases.all());
		if (way == Way.SHARED) {
			cases.removeIf((one) -> !sharable(one));
		}
		for (int i = 1; i <= mixes; i++) {
			cases.add(Mix.of(i, seed));
		}
		if (!names.isEmpty()) {
			cases.removeIf((one) -> names.stream().noneMatch((name) -> fits(name, one)));
		}
		else if (quick) {
			cases.removeIf((one) -> !one.quick());
		}
		return cases;
	}

	// Workers move no watermark, a slice's position is watched by who launched it, and
	// what
	// counts Salesforce's calls counts those of three processes.
	private static boolean sharable(Case one) {
		String name = one.name();
		return !name.endsWith("-" + Boundary.WATERMARK.word()) && !name.endsWith("-" + Boundary.POSITION.word())
				&& !name.startsWith("salesforce-");
	}

	private static boolean fits(String name, Case one) {
		return Pattern.matches(Pattern.quote(name).replace("*", "\\E.*\\Q"), one.name());
	}

}
