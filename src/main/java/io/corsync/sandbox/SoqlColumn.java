package io.corsync.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A field that a query names, found: the references on the way and the field itself.
 *
 * @param via references to parents, first things first
 * @param field the field
 * @param at where it stands in the query
 */
record SoqlColumn(List<OrgField> via, OrgField field, int at) {

	boolean isOwn(String name) {
		return this.via.isEmpty() && this.field.name().equals(name);
	}

	/**
	 * A row's value in the form that comparisons use; a missing parent's fields are null,
	 * its checkboxes false.
	 */
	@Nullable Comparable<?> key(OrgRow row, OrgSight sight) {
		OrgRow at = row;
		for (OrgField reference : this.via) {
			at = sight.parent(at, reference);
			if (at == null) {
				return (this.field.type() == OrgFieldType.BOOLEAN) ? Boolean.FALSE : null;
			}
		}
		Object value = at.value(this.field);
		return (value != null) ? key(this.field, value) : null;
	}

	/**
	 * A value in the form that comparisons use: text without its case, ids with it,
	 * numbers whatever their scale.
	 */
	static Comparable<?> key(OrgField field, Object value) {
		if (field.type().isId()) {
			return (String) value;
		}
		if (field.type().isText()) {
			return value.toString().toLowerCase(Locale.ROOT);
		}
		if (value instanceof BigDecimal number) {
			return number.stripTrailingZeros();
		}
		return (Comparable<?>) value;
	}

	/**
	 * Compares two keys of one column.
	 */
	@SuppressWarnings("unchecked")
	static int compare(Comparable<?> one, Comparable<?> other) {
		return ((Comparable<Object>) one).compareTo(other);
	}

}
