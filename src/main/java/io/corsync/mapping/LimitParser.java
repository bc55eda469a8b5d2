package io.corsync.mapping;

import java.util.Map;

/**
 * Reads how long a text may be; the texts in the file itself must keep to it.
 */
final class LimitParser {

	/** As people write it: without sign, without fraction, and not endless. */
	private static final String NUMBER = "[1-9][0-9]{0,5}";

	private final YamlEntries form;

	private final Problems problems;

	LimitParser(YamlEntries form, Problems problems) {
		this.form = form;
		this.problems = problems;
	}

	/**
	 * Reads the keys.
	 * @param source the text
	 * @return the text within its limit, the text itself when it has none
	 */
	Source over(Source source) {
		YamlEntries.Entry entry = this.form.get("max-length");
		String text = this.form.text("max-length");
		if (entry == null || text == null) {
			return source;
		}
		if (!text.matches(NUMBER)) {
			this.problems.add(entry.place(), this.form.of("max-length"), "is " + Wording.quoted(text),
					"write a whole number of characters, from 1 to 999999");
			return source;
		}
		Limited limited = new Limited(source, Integer.parseInt(text), cuts());
		source.texts()
			.filter((fixed) -> !limited.fits(fixed))
			.forEach((fixed) -> this.problems.add(entry.place(), this.form.of("max-length"),
					"is less than " + Wording.quoted(fixed) + " has", "shorten that text or raise the limit"));
		return limited;
	}

	/** Looks at what belongs to the limit, also when there is none. */
	boolean cuts() {
		YamlEntries.Entry entry = this.form.get("too-long");
		if (entry != null && this.form.get("max-length") == null) {
			this.problems.add(entry.place(), this.form.of("too-long"), "has no use without a limit",
					"add `max-length` or remove it");
		}
		return this.form.choice("too-long", Map.of("refuse", false, "cut", true), false);
	}

}
