package io.corsync.mapping;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The text of a rich text area without its HTML.
 *
 * @param of the rich text
 */
record PlainText(Source of) implements Source {

	@Override
	public @Nullable String read(Reading reading) throws RefusedValueException {
		String html = this.of.read(reading);
		String text = (html != null) ? HtmlText.plain(html) : null;
		return (text == null || text.isBlank()) ? null : text;
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
		return "plain " + this.of.meaning();
	}

	@Override
	public String toString() {
		return this.of.toString();
	}

}
