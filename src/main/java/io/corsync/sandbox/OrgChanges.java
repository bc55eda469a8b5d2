package io.corsync.sandbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What people and other programs do to the org's rows.
 */
final class OrgChanges {

	/** These go with their Account, as details do with their master. */
	private static final List<String> CHILDREN = List.of("Opportunity", "Contract");

	private final SalesforceWorld world;

	private final Map<String, Integer> created = new HashMap<>();

	OrgChanges(SalesforceWorld world) {
		this.world = world;
	}

	/**
	 * Creates a row.
	 * @return its id
	 */
	String create(String object, Map<String, ? extends @Nullable String> values) {
		return this.world.write(() -> {
			OrgTable table = this.world.table(object);
			OrgRow row = blank(table);
			row.set(table.object().field("Id"), newId(table));
			assign(row, values, true);
			requireComplete(row);
			table.add(row);
			return row.id();
		});
	}

	/**
	 * Changes fields. SystemModstamp and LastModifiedDate become the org's time unless
	 * they are among the values; with a given SystemModstamp LastModifiedDate stays.
	 */
	void update(String object, String id, Map<String, ? extends @Nullable String> values) {
		this.world.write(() -> {
			OrgTable table = this.world.table(object);
			table.change(row(table, id), (row) -> assign(row, values, false));
			return true;
		});
	}

	/**
	 * Moves a row to the recycle bin; an Account takes its Opportunities and Contracts
	 * along, and whatever has details takes those, as Salesforce does.
	 */
	void delete(String object, String id) {
		setDeleted(object, id, true);
	}

	/**
	 * Brings a row back from the recycle bin, with what went along with it.
	 */
	void undelete(String object, String id) {
		setDeleted(object, id, false);
	}

	/**
	 * Takes a row away for good.
	 */
	void purge(String object, String id) {
		this.world.write(() -> {
			OrgTable table = this.world.table(object);
			table.purge(row(table, id));
			return true;
		});
	}

	/**
	 * Merges two Accounts: the loser is deleted and points to the winner, its children
	 * get the winner as parent while their own stamps stay.
	 */
	void merge(String winner, String loser) {
		this.world.write(() -> {
			OrgTable accounts = this.world.table("Account");
			String into = row(accounts, winner).id();
			String from = row(accounts, loser).id();
			if (into.equals(from)) {
				throw new IllegalArgumentException("An account cannot be merged with itself");
			}
			update("Account", from, Map.of("IsDeleted", "true", "MasterRecordId", into));
			update("Account", into, Map.of());
			this.world.tables().forEach((table) -> reparent(table, from, into));
			return true;
		});
	}

	/**
	 * Lets a row be seen or not, as sharing rules do.
	 */
	void share(String object, String id, boolean visible) {
		this.world.write(() -> {
			row(this.world.table(object), id).share(visible);
			return true;
		});
	}

	/**
	 * Lets a row become visible later with the stamp it has, as a long transaction does.
	 */
	void appear(String object, String id, Instant from) {
		this.world.write(() -> {
			row(this.world.table(object), id).appear(from);
			return true;
		});
	}

	private void setDeleted(String object, String id, boolean deleted) {
		this.world.write(() -> {
			OrgRow row = row(this.world.table(object), id);
			update(object, row.id(), Map.of("IsDeleted", String.valueOf(deleted)));
			this.world.tables().forEach((table) -> cascade(table, row, deleted));
			return true;
		});
	}

	private void cascade(OrgTable table, OrgRow master, boolean deleted) {
		for (OrgField field : table.object().fields()) {
			boolean child = CHILDREN.contains(table.object().name()) && field.name().equals("AccountId");
			if (field.referenceTo().equals(master.object().name()) && (child || field.detail())) {
				List<String> ids = table.rows()
					.stream()
					.filter((row) -> master.id().equals(row.value(field)))
					.map(OrgRow::id)
					.toList();
				ids.forEach((id) -> setDeleted(table.object().name(), id, deleted));
			}
		}
	}

	private static void reparent(OrgTable table, String from, String into) {
		for (OrgField field : table.object().fields()) {
			if (field.referenceTo().equals("Account") && !field.is(OrgTrait.SYSTEM)) {
				table.rows()
					.stream()
					.filter((row) -> from.equals(row.value(field)))
					.forEach((row) -> row.set(field, into));
			}
		}
	}

	private static OrgRow row(OrgTable table, String id) {
		String normal = OrgId.normal(id);
		OrgRow row = (normal != null) ? table.find(normal) : null;
		if (row == null) {
			throw new IllegalArgumentException("There is no " + table.object() + " " + id);
		}
		return row;
	}

	private String newId(OrgTable table) {
		OrgObject object = table.object();
		int number = this.created.merge(object.name(), 1, Integer::sum);
		// Far behind the numbers of the sample data.
		return OrgId.of(object.keyPrefix(), 900_000_000L + number);
	}

	private OrgRow blank(OrgTable table) {
		OrgRow row = new OrgRow(table.object(), table.blank());
		for (OrgField field : table.object().fields()) {
			if (field.type() == OrgFieldType.BOOLEAN) {
				row.set(field, false);
			}
			else if (field.referenceTo().equals("User") && field.is(OrgTrait.REQUIRED)) {
				row.set(field, this.world.user().id());
			}
			else if (field.is(OrgTrait.AUTO_NUMBER)) {
				row.set(field, String.format("%08d", table.size() + 1));
			}
		}
		return row;
	}

	/**
	 * Reads all values before it sets the first, so that a refused change changes
	 * nothing.
	 */
	private void assign(OrgRow row, Map<String, ? extends @Nullable String> values, boolean creating) {
		OrgObject object = row.object();
		Map<OrgField, @Nullable Object> read = new LinkedHashMap<>();
		values.forEach((name, text) -> read.put(object.field(name), value(object, object.field(name), text)));
		Instant now = this.world.now();
		if (creating) {
			row.set(object.field("CreatedDate"), now);
		}
		if (creating || !read.containsKey(object.stamp())) {
			row.set(object.stamp(), now);
			row.set(object.field("LastModifiedDate"), now);
		}
		read.forEach((field, value) -> {
			row.set(field, value);
			if (field.name().equals("StageName") && value != null) {
				OrgCatalog.followsFrom(value.toString()).forEach((other, flag) -> row.set(object.field(other), flag));
			}
		});
	}

	private @Nullable Object value(OrgObject object, OrgField field, @Nullable String text) {
		if (field.name().equals("Id")) {
			throw new IllegalArgumentException("An id never changes");
		}
		Object value = field.value(text);
		if (value == null && field.is(OrgTrait.REQUIRED)) {
			throw new IllegalArgumentException(field.name() + " cannot be empty");
		}
		if (value instanceof String chosen) {
			this.world.picklists().require(object, field, chosen);
		}
		requireParent(field, value);
		return value;
	}

	private void requireParent(OrgField field, @Nullable Object value) {
		if (value != null && field.type() == OrgFieldType.REFERENCE) {
			row(this.world.table(field.referenceTo()), (String) value);
		}
	}

	private static void requireComplete(OrgRow row) {
		for (OrgField field : row.object().fields()) {
			if (field.is(OrgTrait.REQUIRED) && row.value(field) == null) {
				throw new IllegalArgumentException(row.object() + " needs a " + field.name());
			}
		}
	}

}
