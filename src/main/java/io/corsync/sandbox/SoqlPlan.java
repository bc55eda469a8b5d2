package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A query whose names are found and whose conditions can be asked.
 *
 * @param object what it reads
 * @param columns what it selects, empty for COUNT()
 * @param filter which rows pass
 * @param order how they are ordered, null for the order of SystemModstamp and Id, in
 * which they are kept
 * @param limit the most rows
 * @param offset how many rows are left out
 */
record SoqlPlan(OrgObject object, List<SoqlColumn> columns, SoqlFilter filter, @Nullable Comparator<OrgRow> order,
		int limit, int offset) {

	/**
	 * Without ORDER BY, and between equals, Salesforce promises no order: here it is one
	 * that nobody can rely on by accident.
	 */
	private static final Comparator<OrgRow> ARBITRARY = Comparator.comparingInt((row) -> row.id().hashCode());

	/**
	 * Plans a query.
	 * @param query the query as written
	 * @param sight what is seen
	 * @param joins whether its conditions may hold sub-selects
	 * @throws SoqlRefusal if Salesforce would refuse it
	 */
	static SoqlPlan of(SoqlQuery query, OrgSight sight, boolean joins) {
		SoqlNames names = new SoqlNames(sight.world(), query);
		List<SoqlColumn> columns = query.fields().stream().map(names::column).toList();
		SoqlItem.tree(columns);
		SoqlConditions conditions = new SoqlConditions(names, sight.now().atZone(sight.world().zone()),
				new SoqlSemiJoins(sight, joins));
		SoqlFilter filter = conditions.filter(query.where());
		if (query.count() && !query.order().isEmpty()) {
			throw SoqlRefusal.malformed("COUNT() and ORDER BY do not go together", query.order().get(0).field().at());
		}
		Integer limit = query.limit();
		return new SoqlPlan(names.object(), columns, filter, order(query.order(), names, sight),
				(limit != null) ? limit : Integer.MAX_VALUE, query.offset());
	}

	private static @Nullable Comparator<OrgRow> order(List<SoqlQuery.Order> orders, SoqlNames names, OrgSight sight) {
		List<SoqlColumn> columns = orders.stream().map((order) -> names.column(order.field())).toList();
		boolean ascending = orders.stream().noneMatch(SoqlQuery.Order::descending);
		if (ascending && columns.size() == 2 && columns.get(0).isOwn("SystemModstamp") && columns.get(1).isOwn("Id")) {
			return null;
		}
		Comparator<OrgRow> order = (one, other) -> 0;
		for (int i = 0; i < columns.size(); i++) {
			SoqlColumn column = columns.get(i);
			if (!column.field().sortable()) {
				throw new SoqlRefusal("INVALID_FIELD",
						"field '" + column.field().name() + "' can not be sorted in a query call", column.at());
			}
			order = order.thenComparing(order(orders.get(i), column, sight));
		}
		return order.thenComparing(ARBITRARY);
	}

	private static Comparator<OrgRow> order(SoqlQuery.Order order, SoqlColumn column, OrgSight sight) {
		return (one, other) -> {
			Comparable<?> left = column.key(one, sight);
			Comparable<?> right = column.key(other, sight);
			if (left == null || right == null) {
				int nulls = Boolean.compare(left != null, right != null);
				return order.nullsLast() ? -nulls : nulls;
			}
			int compared = SoqlColumn.compare(left, right);
			return order.descending() ? -compared : compared;
		};
	}

	/**
	 * The rows it finds now, looking at no more of them than it must.
	 */
	List<OrgRow> rows(OrgSight sight) {
		long wanted = (long) this.limit + this.offset;
		List<OrgRow> found = new ArrayList<>();
		for (OrgRow row : candidates(sight)) {
			if (row.stamp().isAfter(this.filter.to())) {
				if (walksInOrder()) {
					break;
				}
				continue;
			}
			if (this.order == null && found.size() >= wanted) {
				break;
			}
			if (sight.sees(row) && this.filter.test().passes(row, sight)) {
				found.add(row);
			}
		}
		if (this.order != null) {
			found.sort(this.order);
		}
		return found.subList(Math.min(this.offset, found.size()), (int) Math.min(wanted, found.size()));
	}

	private Iterable<OrgRow> candidates(OrgSight sight) {
		OrgTable table = sight.world().table(this.object.name());
		Set<String> ids = this.filter.ids();
		if (ids == null) {
			return table.from(this.filter.from());
		}
		Collection<OrgRow> rows = ids.stream()
			.map(table::find)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		return (this.order != null) ? rows : rows.stream().sorted(OrgRow.BY_STAMP).toList();
	}

	private boolean walksInOrder() {
		return this.filter.ids() == null;
	}

}
