package io.corsync.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts values and names into messages: short, on one line, with a guess at what a
 * misspelt name meant.
 */
final class Wording {

	/** Enough to recognise a value by, short enough for a line. */
	private static final int SHOWN = 60;

	private Wording() {
	}

	/**
	 * A value for a message.
	 * @param value any text
	 * @return in quotes, shortened, line breaks and controls escaped
	 */
	static String quoted(String value) {
		return JsonNodeFactory.instance.stringNode(shortened(value)).toString();
	}

	static String shortened(String value) {
		// Half a surrogate pair is no character that could be stored or printed.
		int shown = (value.length() <= SHOWN) ? value.length()
				: SHOWN - (Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? 1 : 0);
		return (shown < value.length()) ? value.substring(0, shown) + "…" : value;
	}

	static String list(Collection<String> names) {
		return String.join(", ", names);
	}

	/**
	 * A question to append to a remedy.
	 * @param name the unknown name
	 * @param known the names there are
	 * @return empty when none is near
	 */
	static String didYouMean(String name, Collection<String> known) {
		return closest(name, known).map((near) -> "did you mean " + near + "? ").orElse("");
	}

	static Optional<String> closest(String name, Collection<String> known) {
		int tolerated = Math.max(1, name.length() / 3);
		record Candidate(String name, int distance) {
		}
		List<Candidate> candidates = new ArrayList<>();
		for (String other : known) {
			candidates.add(new Candidate(other, distance(plain(name), plain(other))));
		}
		return candidates.stream()
			.filter((candidate) -> candidate.distance() <= tolerated)
			.min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
			.map(Candidate::name);
	}

	/** Whether two spellings differ in capitals or by one slip of the keyboard. */
	static boolean near(String one, String other) {
		return distance(plain(one), plain(other)) <= 1;
	}

	/** {@code clientId} and {@code Client_ID} mean the same. */
	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
	}

	/** Levenshtein's distance, two neighbours swapped counting as one. */
	private static int distance(String left, String right) {
		int[][] table = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				table[i][j] = (Math.min(i, j) == 0) ? Math.max(i, j) : step(left, right, i, j, table);
			}
		}
		return table[left.length()][right.length()];
	}

	private static int step(String left, String right, int i, int j, int[][] table) {
		int changed = (left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1;
		int best = Math.min(table[i - 1][j - 1] + changed, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
				&& left.charAt(i - 2) == right.charAt(j - 1);
		return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
	}

}
