package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of what a query answers for a row, in the order it was asked for.
 */
sealed interface SoqlItem {

	record Value(OrgField field) implements SoqlItem {
	}

	/**
	 * A parent and what is wanted of it.
	 */
	record Parent(OrgField reference, List<SoqlItem> items) implements SoqlItem {
	}

	/**
	 * The parts for columns: everything of one parent stands together, where it was first
	 * named.
	 */
	static List<SoqlItem> tree(List<SoqlColumn> columns) {
		List<SoqlItem> items = new ArrayList<>();
		for (SoqlColumn column : columns) {
			List<SoqlItem> level = items;
			for (OrgField reference : column.via()) {
				level = parent(level, reference).items();
			}
			Value value = new Value(column.field());
			if (level.contains(value)) {
				throw new SoqlRefusal("INVALID_FIELD", "duplicate field selected: " + column.field().name(),
						column.at());
			}
			level.add(value);
		}
		return items;
	}

	private static Parent parent(List<SoqlItem> items, OrgField reference) {
		for (SoqlItem item : items) {
			if (item instanceof Parent parent && parent.reference().equals(reference)) {
				return parent;
			}
		}
		Parent parent = new Parent(reference, new ArrayList<>());
		items.add(parent);
		return parent;
	}

}
