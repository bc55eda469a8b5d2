package io.corsync.salesforce;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One row read from Salesforce: text values by field, parents by relationship. Names are
 * matched without regard to case, as Salesforce does.
 */
public final class SourceRow {

	private final String object;

	private final Map<String, String> values;

	private final Map<String, SourceRow> parents;

	/**
	 * Creates a row.
	 * @param object API name of the object
	 * @param values the values that are not null, by field name
	 * @param parents the parents that are there, by relationship name
	 */
	public SourceRow(String object, Map<String, String> values, Map<String, SourceRow> parents) {
		this.object = object;
		this.values = caseInsensitive(values);
		this.parents = caseInsensitive(parents);
	}

	private static <V> Map<String, V> caseInsensitive(Map<String, V> map) {
		if (map.isEmpty()) {
			return Map.of();
		}
		TreeMap<String, V> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		copy.putAll(map);
		return copy;
	}

	public String object() {
		return this.object;
	}

	/**
	 * The row's id, 18 characters.
	 * @return the id
	 */
	public String id() {
		return required("Id");
	}

	public Instant systemModstamp() {
		return Instant.parse(required("SystemModstamp"));
	}

	/**
	 * The value at a path.
	 * @param path a field, also through parents: {@code Account.Name}
	 * @return the value as Salesforce wrote it, null when it or a parent on the way is
	 * empty
	 */
	public @Nullable String text(String path) {
		int dot = path.lastIndexOf('.');
		SourceRow row = (dot < 0) ? this : parent(path.substring(0, dot));
		return (row != null) ? row.values.get(path.substring(dot + 1)) : null;
	}

	/**
	 * The parent at a path of relationships.
	 * @param path one or more relationship names: {@code Contract.Account}
	 * @return the parent, null when there is none or this user may not see it
	 */
	public @Nullable SourceRow parent(String path) {
		SourceRow row = this;
		for (String relationship : path.split("\\.")) {
			row = row.parents.get(relationship);
			if (row == null) {
				return null;
			}
		}
		return row;
	}

	private String required(String field) {
		String value = this.values.get(field);
		if (value == null) {
			throw new IllegalStateException(this.object + " row without " + field);
		}
		return value;
	}

	@Override
	public String toString() {
		return this.object + " " + this.values.get("Id");
	}

}
