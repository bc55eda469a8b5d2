package io.corsync.mapping;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a rule wants of one field of the row.
 *
 * @param path the field
 * @param values the values that fit
 * @param empty whether an empty field fits
 */
record Condition(Source.Path path, Set<String> values, boolean empty) {

	/**
	 * Creates a condition.
	 * @param path the field
	 * @param values the values that fit; of an id, both spellings do
	 * @param empty whether an empty field fits
	 */
	Condition {
		SortedSet<String> spellings = new TreeSet<>();
		values.forEach((value) -> spellings.addAll(Translations.spellings(value)));
		values = Collections.unmodifiableSortedSet(spellings);
	}

	boolean fits(Reading reading) {
		String value = this.path.read(reading);
		return (value != null) ? this.values.contains(value) : this.empty;
	}

	/** Whether no row fits both, because they want different values of one field. */
	boolean excludes(Condition other) {
		return this.path.meaning().equals(other.path.meaning()) && !(this.empty && other.empty)
				&& Collections.disjoint(this.values, other.values);
	}

	String meaning() {
		return this.path.meaning() + " in "
				+ this.values.stream().map((value) -> new Source.Constant(value).meaning()).collect(Collectors.toList())
				+ (this.empty ? " or empty" : "");
	}

}
