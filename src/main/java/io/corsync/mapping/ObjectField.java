package io.corsync.mapping;

import java.util.Comparator;

/**
 * A field of a Salesforce object.
 *
 * @param object API name of the object
 * @param field API name of the field
 */
public record ObjectField(String object, String field) implements Comparable<ObjectField> {

	private static final Comparator<ObjectField> ORDER = Comparator
		.comparing(ObjectField::object, String.CASE_INSENSITIVE_ORDER)
		.thenComparing(ObjectField::field, String.CASE_INSENSITIVE_ORDER);

	@Override
	public int compareTo(ObjectField other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.object + "." + this.field;
	}

}
