package io.corsync.salesforce;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One row read from Salesforce: text values by field, parents by relationship. Names are
 * matched without regard to case, as Salesforce does.
 */
public final class SourceRow {

	private static final @Nullable SourceRow[] NO_PARENTS = {};

	private final String object;

	private final RowShape shape;

	private final @Nullable String[] values;

	private final @Nullable SourceRow[] parents;

	/** Parsed once, since positions and newest snapshots ask for it again and again. */
	private @Nullable Instant stamp;

	/**
	 * Creates a row.
	 * @param object API name of the object
	 * @param values the values that are not null, by field name
	 * @param parents the parents that are there, by relationship name
	 */
	public SourceRow(String object, Map<String, String> values, Map<String, SourceRow> parents) {
		this(object, RowShape.of(names(values, parents)));
		values.forEach((field, value) -> this.values[this.shape.fieldIndex(field)] = value);
		parents.forEach((relationship, parent) -> this.parents[this.shape.parentIndex(relationship)] = parent);
	}

	/**
	 * Creates an empty row, to be filled before anybody else sees it.
	 * @param object API name of the object
	 * @param shape which values it may have
	 */
	SourceRow(String object, RowShape shape) {
		this.object = object;
		this.shape = shape;
		this.values = new @Nullable String[shape.fieldCount()];
		this.parents = (shape.parentCount() > 0) ? new @Nullable SourceRow[shape.parentCount()] : NO_PARENTS;
	}

	private static List<String> names(Map<String, String> values, Map<String, SourceRow> parents) {
		return Stream.concat(values.keySet().stream(), parents.keySet().stream().map((parent) -> parent + ".Id"))
			.toList();
	}

	void put(int field, String value) {
		this.values[field] = value;
	}

	void putParent(int relationship, SourceRow parent) {
		this.parents[relationship] = parent;
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

	/**
	 * When the row last changed, for the server.
	 * @return its SystemModstamp
	 */
	public Instant systemModstamp() {
		Instant parsed = this.stamp;
		if (parsed == null) {
			parsed = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(required("SystemModstamp"), Instant::from);
			this.stamp = parsed;
		}
		return parsed;
	}

	/**
	 * The row's place in the order of reading.
	 * @return the position behind which reading goes on after this row
	 */
	Position position() {
		return new Position(systemModstamp(), id());
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
		return (row != null) ? row.value(path.substring(dot + 1)) : null;
	}

	private @Nullable String value(String field) {
		int index = this.shape.fieldIndex(field);
		return (index >= 0) ? this.values[index] : null;
	}

	/**
	 * The parent at a path of relationships.
	 * @param path one or more relationship names: {@code Contract.Account}
	 * @return the parent, null when there is none or this user may not see it
	 */
	public @Nullable SourceRow parent(String path) {
		int dot = path.indexOf('.');
		int index = this.shape.parentIndex((dot < 0) ? path : path.substring(0, dot));
		SourceRow parent = (index >= 0) ? this.parents[index] : null;
		return (parent == null || dot < 0) ? parent : parent.parent(path.substring(dot + 1));
	}

	/**
	 * How much text the row holds, its parents' included.
	 * @return characters
	 */
	public long characters() {
		long sum = 0;
		for (String value : this.values) {
			sum += (value != null) ? value.length() : 0;
		}
		for (SourceRow parent : this.parents) {
			sum += (parent != null) ? parent.characters() : 0;
		}
		return sum;
	}

	private String required(String field) {
		String value = value(field);
		if (value == null) {
			throw new IllegalStateException(this.object + " row without " + field);
		}
		return value;
	}

	@Override
	public String toString() {
		return this.object + " " + value("Id");
	}

}
