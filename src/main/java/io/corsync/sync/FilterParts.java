package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a SOQL condition apart at its outermost ANDs, so that each part can be tried by
 * itself. What stands in quotes or parentheses stays together, and so does everything
 * when there is an OR beside it.
 */
final class FilterParts {

	private FilterParts() {
	}

	static List<String> of(String filter) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		int begin = 0;
		boolean quoted = false;
		for (int i = 0; i < filter.length(); i++) {
			char c = filter.charAt(i);
			if (quoted) {
				i += (c == '\\') ? 1 : 0;
				quoted = c != '\'';
			}
			else if (c == '\'') {
				quoted = true;
			}
			else if (c == '(' || c == ')') {
				depth += (c == '(') ? 1 : -1;
			}
			else if (depth == 0 && isWord(filter, i, "OR")) {
				return List.of(filter.strip());
			}
			else if (depth == 0 && isWord(filter, i, "AND")) {
				parts.add(filter.substring(begin, i).strip());
				begin = i + 3;
				i += 2;
			}
		}
		parts.add(filter.substring(begin).strip());
		return (parts.size() == 1) ? List.copyOf(unwrapped(parts.get(0))) : List.copyOf(parts);
	}

	// (a AND b) is taken apart as well, a alone is not.
	private static List<String> unwrapped(String part) {
		if (!part.startsWith("(") || closing(part) != part.length() - 1) {
			return List.of(part);
		}
		List<String> inner = of(part.substring(1, part.length() - 1));
		return (inner.size() > 1) ? inner : List.of(part);
	}

	private static int closing(String part) {
		int depth = 0;
		boolean quoted = false;
		for (int i = 0; i < part.length(); i++) {
			char c = part.charAt(i);
			if (quoted) {
				i += (c == '\\') ? 1 : 0;
				quoted = c != '\'';
			}
			else if (c == '\'') {
				quoted = true;
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')' && --depth == 0) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isWord(String text, int at, String word) {
		int end = at + word.length();
		return text.regionMatches(true, at, word, 0, word.length()) && (at == 0 || !isName(text.charAt(at - 1)))
				&& (end == text.length() || !isName(text.charAt(end)));
	}

	private static boolean isName(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '.';
	}

}
