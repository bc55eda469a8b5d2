package io.corsync.sync;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows of one kind that COR has with other values, by field.
 *
 * @param kind the kind
 * @param rows how many rows
 * @param held how many of them a guard holds
 * @param fields in how many rows each field differs, held ones included
 */
public record ChangedRows(String kind, long rows, long held, SortedMap<String, Long> fields) {

	/**
	 * Both together.
	 * @param other rows of the same kind
	 */
	ChangedRows and(ChangedRows other) {
		SortedMap<String, Long> sums = new TreeMap<>(this.fields);
		other.fields.forEach((field, count) -> sums.merge(field, count, Long::sum));
		return new ChangedRows(this.kind, this.rows + other.rows, this.held + other.held, sums);
	}

}
