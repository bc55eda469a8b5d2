package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.Soql;
import io.corsync.salesforce.SourceQuery;

/**
 * The query behind each kind.
 */
final class SourceObjects {

	private final Mapping mapping;

	private final String filter;

	SourceObjects(Mapping mapping, String filter) {
		this.mapping = mapping;
		this.filter = filter;
	}

	/**
	 * Whether the mapping has this kind at all.
	 */
	boolean mapped(Kind kind) {
		return !fields(kind).isEmpty();
	}

	/**
	 * Opportunities in the filter that a selection reads.
	 */
	SourceQuery opportunities(Selection selection) {
		List<String> conditions = new ArrayList<>(List.of(this.filter));
		conditions.addAll(selection.conditions(this.mapping.projectReadsParents()));
		return query(Kind.PROJECT, conditions);
	}

	/**
	 * Parents that changed in a window.
	 */
	SourceQuery changed(Kind kind, Selection.Changed window) {
		return query(kind, window.conditions(false));
	}

	/**
	 * Rows by id.
	 * @param inFilter whether Opportunities must be in the filter
	 */
	SourceQuery byId(Kind kind, Collection<String> ids, boolean inFilter) {
		String named = Soql.in("Id", ids);
		return query(kind, (inFilter && kind == Kind.PROJECT) ? List.of(this.filter, named) : List.of(named));
	}

	private SourceQuery query(Kind kind, List<String> conditions) {
		return new SourceQuery(object(kind), fields(kind), conditions, false);
	}

	private static String object(Kind kind) {
		return switch (kind) {
			case CLIENT -> "Account";
			case CONTRACT -> "Contract";
			case PROJECT -> "Opportunity";
		};
	}

	private SortedSet<String> fields(Kind kind) {
		return switch (kind) {
			case CLIENT -> this.mapping.accountFields();
			case CONTRACT -> this.mapping.contractFields();
			case PROJECT -> this.mapping.opportunityFields();
		};
	}

}
