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

	private final int id;

	private final int stamp;

	private final int deleted;

	private Instant visibleFrom = Instant.MIN;

	private boolean shared = true;

	OrgRow(OrgObject object, @Nullable Object[] values) {
		this.object = object;
		this.values = values;
		this.id = object.field("Id").index();
		this.stamp = object.field("SystemModstamp").index();
		OrgField flag = object.find("IsDeleted");
		this.deleted = (flag != null) ? flag.index() : -1;
	}

	OrgObject object() {
		return this.object;
	}

	String id() {
		return (String) required(this.id);
	}

	Instant stamp() {
		return (Instant) required(this.stamp);
	}

	boolean deleted() {
		return this.deleted >= 0 && Boolean.TRUE.equals(this.values[this.deleted]);
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

	private Object required(int index) {
		Object value = this.values[index];
		if (value == null) {
			throw new IllegalStateException("A row of " + this.object + " has no id or no stamp");
		}
		return value;
	}

}
