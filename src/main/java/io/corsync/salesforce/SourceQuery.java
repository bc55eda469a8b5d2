package io.corsync.salesforce;

import java.util.List;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * What to read from one Salesforce object; all conditions must hold, each is put in
 * parentheses.
 *
 * @param object API name of the object
 * @param fields paths to select, also through parents ({@code Account.Name}); Id and
 * SystemModstamp are always added
 * @param conditions SOQL conditions
 * @param includeDeleted whether rows in the recycle bin are read too ({@code queryAll})
 * @param window where its conditions let all rows lie, so that a query that is too much
 * for Salesforce is halved from there; null when that is not known
 * @param small whether its rows are known to be small, so that the first page may be as
 * large as the others
 */
public record SourceQuery(String object, SortedSet<String> fields, List<String> conditions, boolean includeDeleted,
		@Nullable Window window, boolean small) {

	/**
	 * A query whose rows may have any stamp.
	 * @param object API name of the object
	 * @param fields paths to select
	 * @param conditions SOQL conditions
	 * @param includeDeleted whether rows in the recycle bin are read too
	 */
	public SourceQuery(String object, SortedSet<String> fields, List<String> conditions, boolean includeDeleted) {
		this(object, fields, conditions, includeDeleted, null, false);
	}

	/**
	 * The same query, whose conditions let all rows lie in a window.
	 * @param known the window, null when it is not known
	 * @return the query
	 */
	public SourceQuery within(@Nullable Window known) {
		return new SourceQuery(this.object, this.fields, this.conditions, this.includeDeleted, known, this.small);
	}

	/**
	 * The same query, whose rows are ids, stamps and names.
	 * @return the query
	 */
	public SourceQuery ofSmallRows() {
		return new SourceQuery(this.object, this.fields, this.conditions, this.includeDeleted, this.window, true);
	}

}
