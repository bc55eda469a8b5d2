package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.corsync.salesforce.PicklistValue;
import org.jspecify.annotations.Nullable;

/**
 * The values that a field of Salesforce can have, as far as they can be listed: those of
 * a picklist, of a checkbox, or the names of record types.
 *
 * @param of the field, for people
 * @param values the values, those that are not offered any more included
 * @param closed whether it can have no other
 * @param several whether it can have several at a time
 */
record Offer(String of, List<PicklistValue> values, boolean closed, boolean several) {

	private static final List<PicklistValue> CHECKBOX = List.of(new PicklistValue("true", "true", true),
			new PicklistValue("false", "false", true));

	/** Values of a multi-select picklist stand in one text. */
	private static final String SEPARATOR = ";";

	static Offer checkbox(String of) {
		return new Offer(of, CHECKBOX, true, false);
	}

	/** The values that are offered now. */
	List<String> offered() {
		return this.values.stream().filter(PicklistValue::active).map(PicklistValue::value).toList();
	}

	boolean knows(String text, boolean ignoresCase) {
		Stream<String> parts = this.several ? Stream.of(text.split(SEPARATOR)) : Stream.of(text);
		return parts.allMatch((part) -> this.values.stream()
			.anyMatch((known) -> ignoresCase ? known.value().equalsIgnoreCase(part) : known.value().equals(part)));
	}

	/**
	 * What an unknown text was meant for: the value that has it as its label, or that is
	 * spelt much like it.
	 * @param text the unknown text
	 * @param free which values may have been meant
	 */
	Optional<String> meant(String text, Predicate<String> free) {
		List<String> candidates = new ArrayList<>(offered());
		candidates.removeIf(free.negate());
		return this.values.stream()
			.filter((value) -> candidates.contains(value.value()) && value.label().equalsIgnoreCase(text))
			.map(PicklistValue::value)
			.findFirst()
			.or(() -> Wording.closest(text, candidates));
	}

	/** Whether a text is but another spelling of a value, or its label. */
	boolean surely(String text, String value) {
		return Wording.near(text, value) || this.values.stream()
			.anyMatch((known) -> known.value().equals(value) && known.label().equalsIgnoreCase(text));
	}

	/** Together with what an earlier run saw offered. */
	Offer remembering(@Nullable FieldShape before) {
		List<PicklistValue> all = new ArrayList<>(this.values);
		if (before != null) {
			Stream.concat(before.offered().stream(), before.retired().stream())
				.filter((value) -> !knows(value, false))
				.forEach((value) -> all.add(new PicklistValue(value, value, false)));
		}
		return new Offer(this.of, all, this.closed, this.several);
	}

	/** The same values and another field's. */
	Offer and(Offer other) {
		List<PicklistValue> both = new ArrayList<>(this.values);
		other.values.stream().filter((value) -> !both.contains(value)).forEach(both::add);
		return new Offer(this.of + " and " + other.of, both, this.closed && other.closed,
				this.several || other.several);
	}

}
