package io.corsync.mapping;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A text that may have so many characters and no more. A character is one as people count
 * them, not half of a pair that stands for one.
 *
 * @param of the text
 * @param most how many characters it may have
 * @param cuts whether a longer text is cut, else it is refused
 */
record Limited(Source of, int most, boolean cuts) implements Source {

	@Override
	public @Nullable String read(Reading reading) throws RefusedValueException {
		String text = this.of.read(reading);
		return (text != null) ? within(text) : null;
	}

	/** The text as far as it is allowed. */
	String within(String text) throws RefusedValueException {
		if (fits(text)) {
			return text;
		}
		if (this.cuts) {
			return cut(text, this.most);
		}
		throw new RefusedValueException(
				RefusedValueException.VALUE_TOO_LONG, "has %,d characters, and %,d are allowed: %s"
					.formatted(text.codePointCount(0, text.length()), this.most, Wording.quoted(text)),
				"shorten it in Salesforce, or write too-long: cut");
	}

	boolean fits(String text) {
		return fits(text, this.most);
	}

	static String cut(String text, int most) {
		return fits(text, most) ? text : text.substring(0, text.offsetByCodePoints(0, most));
	}

	private static boolean fits(String text, int most) {
		return text.length() <= most || text.codePointCount(0, text.length()) <= most;
	}

	@Override
	public Stream<Path> paths() {
		return this.of.paths();
	}

	@Override
	public Stream<String> texts() {
		return this.of.texts();
	}

	@Override
	public Stream<Term.Literal> literals() {
		return this.of.literals();
	}

	@Override
	public Share share() {
		return this.of.share();
	}

	@Override
	public String meaning() {
		return this.of.meaning() + " " + (this.cuts ? "cut to " : "at most ") + this.most;
	}

	@Override
	public String toString() {
		return this.of.toString();
	}

}
