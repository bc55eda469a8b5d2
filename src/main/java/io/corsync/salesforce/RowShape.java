package io.corsync.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which value of a row stands where, shared by all rows of a query, so that a row itself
 * is two arrays; filled by one thread; names are matched without regard to case.
 */
final class RowShape {

	private static final int ABSENT = -1;

	private final Map<String, Integer> fields = new HashMap<>();

	private final Map<String, Integer> relationships = new HashMap<>();

	private final Map<String, Integer> anyCaseFields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Map<String, Integer> anyCaseRelationships = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final List<RowShape> parents = new ArrayList<>();

	private String object = "";

	/**
	 * The shape of rows with the given values.
	 * @param paths fields, also through parents
	 * @return the shape
	 */
	static RowShape of(Collection<String> paths) {
		RowShape shape = new RowShape();
		paths.forEach(shape::add);
		return shape;
	}

	private void add(String path) {
		int dot = path.indexOf('.');
		if (dot < 0) {
			if (this.anyCaseFields.putIfAbsent(path, this.fields.size()) == null) {
				this.fields.put(path, this.fields.size());
			}
			return;
		}
		relationship(path.substring(0, dot)).add(path.substring(dot + 1));
	}

	private RowShape relationship(String name) {
		Integer known = this.anyCaseRelationships.get(name);
		if (known != null) {
			return this.parents.get(known);
		}
		this.relationships.put(name, this.parents.size());
		this.anyCaseRelationships.put(name, this.parents.size());
		RowShape parent = new RowShape();
		this.parents.add(parent);
		return parent;
	}

	/**
	 * Where a field's value stands.
	 * @param name the field
	 * @return its index, negative when the rows do not have it
	 */
	int fieldIndex(String name) {
		return index(name, this.fields, this.anyCaseFields);
	}

	/**
	 * Where a parent stands.
	 * @param name the relationship
	 * @return its index, negative when the rows do not have it
	 */
	int parentIndex(String name) {
		return index(name, this.relationships, this.anyCaseRelationships);
	}

	/** The exact name is nearly always right, and a hash is several times faster. */
	private static int index(String name, Map<String, Integer> exact, Map<String, Integer> anyCase) {
		Integer index = exact.get(name);
		if (index == null) {
			index = anyCase.get(name);
		}
		return (index != null) ? index : ABSENT;
	}

	/**
	 * The name of the rows' object, so that not every row keeps a copy of it.
	 * @param name the name as it was read
	 * @return the same name
	 */
	String object(String name) {
		if (!this.object.equals(name)) {
			this.object = name;
		}
		return this.object;
	}

	RowShape parent(int relationship) {
		return this.parents.get(relationship);
	}

	int fieldCount() {
		return this.anyCaseFields.size();
	}

	int parentCount() {
		return this.parents.size();
	}

}
