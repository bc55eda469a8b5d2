package io.corsync.cor;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes what COR or a proxy answered fit to be shown and stored: without secrets, without
 * control characters, not too long.
 */
final class Secrets {

	private static final int LONGEST = 4000;

	private static final String MASK = "***";

	/** What looks like a secret, whoever's it is: proxies echo headers in error pages. */
	private static final List<Pattern> LOOKS_SECRET = List.of(
			Pattern.compile("(?<=eyJ)[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){0,4}"),
			Pattern.compile("(?i)(?<=\\b(?:bearer|basic)(?:\\s|%20|\\+))[A-Za-z0-9._~+/=-]{8,}"),
			Pattern.compile(
					"(?i)(?<=(?:access_?token|refresh_?token|id_?token|client_?secret|api_?key|password)\\\\?\"\\s?:\\s?\\\\?\")[^\"\\\\]+"),
			Pattern.compile(
					"(?i)(?<=(?:access_?token|refresh_?token|id_?token|client_?secret|api_?key|password)=)[^&\\s\"<]+"));

	/** Shorter values would mask innocent words. */
	private static final int SHORTEST_KNOWN = 6;

	/** Old tokens may still come back in a late answer. */
	private static final int TOKENS_KEPT = 8;

	private final List<String> settings;

	private final Deque<String> tokens = new ConcurrentLinkedDeque<>();

	/**
	 * Knows the secrets of the settings.
	 * @param settings values that must never be shown
	 */
	Secrets(String... settings) {
		this.settings = Stream.of(settings).filter((secret) -> secret.length() >= SHORTEST_KNOWN).toList();
	}

	/**
	 * Remembers a token.
	 * @param token a value that must never be shown
	 */
	void learn(String token) {
		if (token.length() >= SHORTEST_KNOWN) {
			this.tokens.addFirst(token);
			if (this.tokens.size() > TOKENS_KEPT) {
				this.tokens.pollLast();
			}
		}
	}

	/**
	 * Cleans a text.
	 * @param text what came over the wire
	 * @return what may be shown and stored
	 */
	String clean(String text) {
		String masked = text;
		for (String secret : this.settings) {
			masked = masked.replace(secret, MASK);
		}
		for (String token : this.tokens) {
			masked = masked.replace(token, MASK);
		}
		for (Pattern pattern : LOOKS_SECRET) {
			masked = pattern.matcher(masked).replaceAll(MASK);
		}
		return shortened(masked);
	}

	private static String shortened(String text) {
		StringBuilder clean = new StringBuilder();
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			if (clean.length() >= LONGEST - 2) {
				return clean.append('…').toString();
			}
			int codePoint = text.codePointAt(i);
			clean.appendCodePoint(isShowable(codePoint) ? codePoint : ' ');
		}
		return clean.toString().strip();
	}

	private static boolean isShowable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
