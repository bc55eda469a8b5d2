package io.corsync.sandbox;

import java.time.Instant;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * A row of an object: its values in the order of the object's fields, and who sees it.
 */
final class OrgRow {

	/**
	 * The order of keyset paging. Ids are compared character by character, capitals
	 * first.
	 */
	static final Comparator<OrgRow> BY_STAMP = Comparator.comparing(OrgRow::stamp).thenComparing(OrgRow::id);

	private final OrgObject object;

	private final @Nullable Object[] values;

	private Instant visibleFrom = Instant.MIN;

	private boolean shared = true;

	OrgRow(OrgObject object, @Nullable Object[] values) {
		this.object = object;
		this.values = values;
	}

	OrgObject object() {
		return this.object;
	}

	String id() {
		return (String) required(this.object.id());
	}

	Instant stamp() {
		return (Instant) required(this.object.stamp());
	}

	boolean deleted() {
		OrgField flag = this.object.deleted();
		return flag != null && Boolean.TRUE.equals(value(flag));
	}

	@Nullable Object value(OrgField field) {
		return this.values[field.index()];
	}

	/**
	 * Only for the table that holds this row, which must know when its order changes.
	 */
	void set(OrgField field, @Nullable Object value) {
		this.values[field.index()] = value;
	}

	/**
	 * Whether the integration's user is shared this row and it has become visible.
	 */
	boolean visible(Instant now) {
		return this.shared && !now.isBefore(this.visibleFrom);
	}

	void share(boolean visible) {
		this.shared = visible;
	}

	/**
	 * Lets the row become visible late, with the stamp it has.
	 */
	void appear(Instant from) {
		this.visibleFrom = from;
	}

	private Object required(OrgField field) {
		Object value = value(field);
		if (value == null) {
			throw new IllegalStateException("A row of " + this.object + " has no id or no stamp");
		}
		return value;
	}

}
