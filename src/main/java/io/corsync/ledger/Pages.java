package io.corsync.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Writes the query of one page of rows in some states, each state read in the order of
 * its index: asked for several states at once, the databases would read and sort
 * everything behind the page, and that for each page.
 */
final class Pages {

	private static final String PARENT = """
			LEFT JOIN ledger parent ON parent.target_id = ledger.target_id AND parent.kind = ledger.waits_for_kind
			  AND parent.external_id = ledger.waits_for_id
			""";

	private Pages() {
	}

	/**
	 * A page, ordered by external id.
	 * @param states the states
	 * @param condition which rows of them
	 * @param waiting which of the rows that wait for a parent or lack one, by that
	 * {@code parent}; null for those that are among the states alone
	 */
	static String of(Set<State> states, String condition, @Nullable String waiting) {
		List<String> parts = new ArrayList<>();
		new TreeSet<>(states).forEach((state) -> parts.add(part(state, "", condition)));
		if (waiting != null) {
			parts.add(part(State.WAITING, PARENT, waiting));
			parts.add(part(State.INCOMPLETE, LackingColumns.joins(), LackingColumns.any(waiting)));
			// What was refused without a parent may be taken with it.
			parts.add(part(State.REJECTED, LackingColumns.joins(),
					"ledger.waits_for_kind IS NOT NULL AND " + LackingColumns.any(waiting)));
		}
		return "SELECT * FROM (" + String.join(" UNION ALL ", parts)
				+ ") page ORDER BY external_id FETCH FIRST :limit ROWS ONLY";
	}

	private static String part(State state, String join, String condition) {
		return """
				(SELECT ledger.* FROM ledger
				%sWHERE ledger.target_id = :target AND ledger.state = '%s' AND ledger.kind = :kind
				  AND ledger.external_id > :after AND %s
				ORDER BY ledger.target_id, ledger.state, ledger.kind, ledger.external_id
				FETCH FIRST :limit ROWS ONLY)""".formatted(join, state.name(), condition);
	}

}
