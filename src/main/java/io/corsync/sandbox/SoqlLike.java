package io.corsync.sandbox;

import java.util.regex.Pattern;

/**
 * The pattern of a LIKE: {@code %} for any characters, {@code _} for one, case ignored.
 */
final class SoqlLike {

	/**
	 * Stands before a character that was escaped in the query; itself no character that a
	 * query may contain.
	 */
	static final String ESCAPE = "\uFFFF";

	private final Pattern pattern;

	SoqlLike(String text) {
		StringBuilder regex = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next == ESCAPE.charAt(0)) {
				regex.append(Pattern.quote(String.valueOf(text.charAt(++i))));
			}
			else if (next == '%') {
				regex.append(".*");
			}
			else {
				regex.append((next == '_') ? "." : Pattern.quote(String.valueOf(next)));
			}
		}
		this.pattern = Pattern.compile(regex.toString(),
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
	}

	/**
	 * What the text of a string literal means outside LIKE.
	 */
	static String plain(String text) {
		return text.replace(ESCAPE, "");
	}

	boolean matches(String value) {
		return this.pattern.matcher(value).matches();
	}

}
