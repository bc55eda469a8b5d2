package io.corsync.sandbox;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one object, findable by id and walkable in the order of SystemModstamp and
 * Id from anywhere.
 */
final class OrgTable {

	private final OrgObject object;

	private final Map<String, OrgRow> byId = new HashMap<>();

	private final NavigableSet<OrgRow> byStamp = new TreeSet<>(OrgRow.BY_STAMP);

	OrgTable(OrgObject object) {
		this.object = object;
	}

	OrgObject object() {
		return this.object;
	}

	/**
	 * Empty values for a new row.
	 */
	@Nullable Object[] blank() {
		return new Object[this.object.fields().size()];
	}

	void add(OrgRow row) {
		if (this.byId.putIfAbsent(row.id(), row) != null) {
			throw new IllegalArgumentException("There is a row " + row.id() + " already");
		}
		this.byStamp.add(row);
	}

	/**
	 * Changes a row, which may move it to another place in the order.
	 */
	void change(OrgRow row, Consumer<OrgRow> change) {
		this.byStamp.remove(row);
		try {
			change.accept(row);
		}
		finally {
			this.byStamp.add(row);
		}
	}

	/**
	 * Takes a row away for good, as emptying the recycle bin does.
	 */
	void purge(OrgRow row) {
		this.byStamp.remove(row);
		this.byId.remove(row.id());
	}

	@Nullable OrgRow find(String id) {
		return this.byId.get(id);
	}

	/**
	 * The rows in an order that means nothing, as a query without ORDER BY has.
	 */
	Collection<OrgRow> rows() {
		return this.byId.values();
	}

	/**
	 * The rows from a stamp on, in the order of SystemModstamp and Id.
	 */
	Iterable<OrgRow> from(Instant stamp) {
		if (stamp.equals(Instant.MIN) || this.byStamp.isEmpty()) {
			return this.byStamp;
		}
		OrgRow probe = new OrgRow(this.object, blank());
		probe.set(this.object.stamp(), stamp);
		probe.set(this.object.id(), "");
		return this.byStamp.tailSet(probe, true);
	}

	int size() {
		return this.byId.size();
	}

}
