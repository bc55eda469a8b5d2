package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.Soql;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.Window;
import org.jspecify.annotations.Nullable;

/**
 * The query behind each kind.
 */
final class SourceObjects {

	/** What projects are made of. */
	static final String OPPORTUNITY = "Opportunity";

	/** What clients are made of. */
	static final String ACCOUNT = "Account";

	/** Whether a row is in the recycle bin, as {@code queryAll} shows it. */
	static final String IS_DELETED = "IsDeleted";

	/** The Account that an Account was merged into. */
	static final String MASTER = "MasterRecordId";

	private static final List<String> MERGED = List.of(IS_DELETED + " = true", MASTER + " != null");

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
		return this.mapping.object(kind) != null;
	}

	/**
	 * Opportunities in the filter that a selection reads.
	 */
	SourceQuery opportunities(Selection selection) {
		List<String> conditions = new ArrayList<>(List.of(this.filter));
		conditions.addAll(selection.conditions(this.mapping.parentsRead()));
		return query(Kind.PROJECT, conditions).within(window(selection));
	}

	// Of parents' changes only their own stamps are known.
	private @Nullable Window window(Selection selection) {
		boolean ownOnly = selection instanceof Selection.Changed changed
				&& (changed.from() == null || this.mapping.parentsRead().isEmpty());
		return ownOnly ? ((Selection.Changed) selection).window() : null;
	}

	/**
	 * No Opportunity, by the filter: tells whether Salesforce understands that.
	 */
	SourceQuery none() {
		return byId(Kind.PROJECT, List.of("006000000000000AAA"), true);
	}

	/**
	 * Parents that changed in a window.
	 */
	SourceQuery changed(Kind kind, Selection.Changed window) {
		return query(kind, window.conditions(List.of())).within(window.window());
	}

	/**
	 * Rows by id.
	 * @param inFilter whether Opportunities must be in the filter
	 */
	SourceQuery byId(Kind kind, Collection<String> ids, boolean inFilter) {
		String named = Soql.in("Id", ids);
		return query(kind, (inFilter && kind == Kind.PROJECT) ? List.of(this.filter, named) : List.of(named));
	}

	/**
	 * Opportunities that changed in a window, whatever they are now, without their
	 * fields.
	 */
	SourceQuery changedEvenDeleted(Selection.Changed window) {
		return new SourceQuery(OPPORTUNITY, fields(IS_DELETED), window.conditions(List.of()), true)
			.within(window.window())
			.ofSmallRows();
	}

	/**
	 * The ids of those Opportunities that are in the filter.
	 */
	SourceQuery inFilter(Collection<String> ids) {
		return new SourceQuery(OPPORTUNITY, fields(), List.of(this.filter, Soql.in("Id", ids)), false).ofSmallRows();
	}

	/**
	 * Opportunities by id, whatever they are now.
	 */
	SourceQuery evenDeleted(Collection<String> ids) {
		SortedSet<String> fields = fields(IS_DELETED);
		fields.addAll(fields(Kind.PROJECT));
		return new SourceQuery(OPPORTUNITY, fields, List.of(Soql.in("Id", ids)), true);
	}

	/**
	 * The stamps of Opportunities, whatever they are now.
	 */
	SourceQuery stamps(Collection<String> ids) {
		return new SourceQuery(OPPORTUNITY, fields(IS_DELETED), List.of(Soql.in("Id", ids)), true);
	}

	/**
	 * Accounts that were merged into others in a window.
	 */
	SourceQuery mergedAccounts(Selection.Changed window) {
		List<String> conditions = new ArrayList<>(MERGED);
		conditions.addAll(window.conditions(List.of()));
		return new SourceQuery(ACCOUNT, fields(IS_DELETED, MASTER), conditions, true).within(window.window());
	}

	/**
	 * Those Accounts that were merged into others.
	 */
	SourceQuery mergedAccounts(Collection<String> ids) {
		List<String> conditions = new ArrayList<>(MERGED);
		conditions.add(Soql.in("Id", ids));
		return new SourceQuery(ACCOUNT, fields(IS_DELETED, MASTER), conditions, true);
	}

	private static SortedSet<String> fields(String... names) {
		SortedSet<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		fields.addAll(List.of(names));
		return fields;
	}

	private SourceQuery query(Kind kind, List<String> conditions) {
		return new SourceQuery(object(kind), fields(kind), conditions, false);
	}

	private String object(Kind kind) {
		return Objects.requireNonNull(this.mapping.object(kind), "asked for mapped kinds only");
	}

	private SortedSet<String> fields(Kind kind) {
		return this.mapping.fields(kind);
	}

}
