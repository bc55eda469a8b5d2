package io.corsync.mapping;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A translation, value by value.
 *
 * @param of what is translated
 * @param translations the lines of the table
 * @param otherwise for a value that is not listed and for an empty one; null when the one
 * is refused or left out and the other stays empty
 */
record Table(Source of, Translations translations, @Nullable String otherwise) implements Source {

	@Override
	public @Nullable String read(Reading reading) throws RefusedValueException {
		String value = this.of.read(reading);
		String translated = (value != null) ? this.translations.of(value) : null;
		if (translated != null || value == null || this.otherwise != null) {
			return (translated != null) ? translated : this.otherwise;
		}
		throw new UnmappedValueException(value,
				"has no translation for " + this.of + " " + Wording.quoted(value) + ", only for " + this.translations);
	}

	@Override
	public Stream<Path> paths() {
		return this.of.paths();
	}

	/** The table that a value goes through, null when it goes through none. */
	static @Nullable Table in(Source source) {
		if (source instanceof Limited limited) {
			return in(limited.of());
		}
		return (source instanceof Table table) ? table : null;
	}

	@Override
	public Stream<String> texts() {
		return Stream.concat(this.translations.lines().values().stream(), Stream.ofNullable(this.otherwise));
	}

	@Override
	public Share share() {
		return Share.NONE;
	}

	@Override
	public String meaning() {
		return this.of.meaning() + this.translations.meaning()
				+ ((this.otherwise != null) ? new Constant(this.otherwise).meaning() : "none");
	}

	@Override
	public String toString() {
		return this.of + " by a table";
	}

}
