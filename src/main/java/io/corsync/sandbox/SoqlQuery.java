package io.corsync.sandbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A query as written, its names not yet looked up.
 *
 * @param fields what is selected, empty for COUNT()
 * @param object the object's name as written
 * @param alias another name for it, null for none
 * @param where the condition, null for none
 * @param order the order, first things first
 * @param limit the most rows wanted, null for all
 * @param offset how many rows are left out
 * @param at where the object's name stands
 */
record SoqlQuery(List<SoqlPath> fields, String object, @Nullable String alias, @Nullable SoqlCondition where,
		List<Order> order, @Nullable Integer limit, int offset, int at) {

	/**
	 * A field to order by.
	 */
	record Order(SoqlPath field, boolean descending, boolean nullsLast) {
	}

	boolean count() {
		return this.fields.isEmpty();
	}

}
