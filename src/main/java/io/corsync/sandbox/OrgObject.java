package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An object of the org with all its fields, whoever may see them.
 */
final class OrgObject {

	private final String name;

	private final String label;

	private final String labelPlural;

	private final String keyPrefix;

	private final List<OrgField> fields;

	private final OrgField id;

	private final OrgField stamp;

	private final @Nullable OrgField deleted;

	/** Spares most callers the search that ignores case. */
	private final Map<String, OrgField> byExactName = new HashMap<>();

	private final Map<String, OrgField> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Map<String, OrgField> byRelationship = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	OrgObject(String name, String label, String labelPlural, String keyPrefix, List<OrgField> drafts) {
		this.name = name;
		this.label = label;
		this.labelPlural = labelPlural;
		this.keyPrefix = keyPrefix;
		List<OrgField> placed = new ArrayList<>();
		for (OrgField draft : drafts) {
			OrgField field = draft.at(placed.size());
			placed.add(field);
			this.byName.put(field.name(), field);
			this.byExactName.put(field.name(), field);
			if (!field.relationshipName().isEmpty()) {
				this.byRelationship.put(field.relationshipName(), field);
			}
		}
		this.fields = List.copyOf(placed);
		this.id = field("Id");
		this.stamp = field("SystemModstamp");
		this.deleted = find("IsDeleted");
	}

	String name() {
		return this.name;
	}

	String label() {
		return this.label;
	}

	String labelPlural() {
		return this.labelPlural;
	}

	String keyPrefix() {
		return this.keyPrefix;
	}

	List<OrgField> fields() {
		return this.fields;
	}

	OrgField id() {
		return this.id;
	}

	OrgField stamp() {
		return this.stamp;
	}

	/**
	 * The flag of rows in the recycle bin, null for objects whose rows cannot be deleted.
	 */
	@Nullable OrgField deleted() {
		return this.deleted;
	}

	/**
	 * A field by its name in any case.
	 */
	@Nullable OrgField find(String field) {
		OrgField exact = this.byExactName.get(field);
		return (exact != null) ? exact : this.byName.get(field);
	}

	/**
	 * A field that every version of this object has.
	 */
	OrgField field(String field) {
		OrgField found = find(field);
		if (found == null) {
			throw new IllegalArgumentException("There is no field " + field + " on " + this.name);
		}
		return found;
	}

	/**
	 * The reference behind the name of a way to a parent.
	 */
	@Nullable OrgField relationship(String relationship) {
		return this.byRelationship.get(relationship);
	}

	boolean custom() {
		return this.name.endsWith("__c");
	}

	/**
	 * Whether people can create, change and delete its rows through the API.
	 */
	boolean writable() {
		return !this.name.equals("Organization");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
