package io.corsync.sandbox;

import java.util.HashSet;
import java.util.Set;

/**
 * Answers the sub-selects of a query's conditions, within the limits that the SOQL
 * reference sets them.
 */
final class SoqlSemiJoins {

	private static final int MAX = 2;

	private final OrgSight sight;

	private final boolean allowed;

	private int count;

	/**
	 * Creates the sub-selects of one query.
	 * @param sight what is seen
	 * @param allowed false inside a sub-select
	 */
	SoqlSemiJoins(OrgSight sight, boolean allowed) {
		this.sight = sight;
		this.allowed = allowed;
	}

	enum Place {

		TOP, OR, NOT

	}

	/**
	 * The ids that a sub-select finds.
	 */
	Set<String> ids(SoqlCondition.SemiJoin join, SoqlColumn left, OrgObject outer, Place place) {
		int at = join.field().at();
		if (place == Place.OR) {
			throw SoqlRefusal.malformed("Semi join sub-selects are not allowed with the 'OR' operator", at);
		}
		if (place == Place.NOT) {
			throw SoqlRefusal.malformed("Semi join sub-selects are only allowed at the top level WHERE expressions",
					at);
		}
		if (!this.allowed) {
			throw SoqlRefusal.malformed("Nesting of semi join sub-selects is not supported", at);
		}
		if (++this.count > MAX) {
			throw new SoqlRefusal("EXCEEDED_MAX_SEMIJOIN_SUBSELECTS", "Maximum 2 semi join sub-selects are allowed",
					at);
		}
		if (!left.via().isEmpty() || !left.field().type().isId()) {
			throw new SoqlRefusal("INVALID_FIELD",
					"The left operand field in the where expression for outer query "
							+ "should be an id field, cannot use: '" + String.join(".", join.field().names()) + "'",
					at);
		}
		return select(join.inner(), left, outer);
	}

	private Set<String> select(SoqlQuery inner, SoqlColumn left, OrgObject outer) {
		if (inner.fields().size() != 1 || !inner.order().isEmpty() || inner.limit() != null || inner.offset() > 0) {
			throw SoqlRefusal.malformed(
					"Semi join sub-selects select one field, without COUNT, ORDER BY, LIMIT or " + "OFFSET",
					inner.at());
		}
		SoqlPlan plan = SoqlPlan.of(inner, this.sight, false);
		SoqlColumn selected = plan.columns().get(0);
		check(plan.object(), selected, left, outer, inner.at());
		Set<String> ids = new HashSet<>();
		for (OrgRow row : plan.rows(this.sight)) {
			Object id = selected.key(row, this.sight);
			if (id != null) {
				ids.add((String) id);
			}
		}
		return ids;
	}

	private static void check(OrgObject inner, SoqlColumn selected, SoqlColumn left, OrgObject outer, int at) {
		if (!selected.via().isEmpty() || !selected.field().type().isId()) {
			throw new SoqlRefusal("INVALID_FIELD",
					"Entity '" + inner.name() + "': Semi join sub-selects can only query id fields, cannot use: '"
							+ selected.field().name() + "'",
					selected.at());
		}
		if (inner.name().equals(outer.name())) {
			throw SoqlRefusal.malformed("The inner and outer selects should not be on the same object type", at);
		}
		if (!target(inner, selected.field()).equals(target(outer, left.field()))) {
			throw SoqlRefusal.malformed(
					"The selected field '" + selected.field().name() + "' in the subquery and the left operand field '"
							+ left.field().name()
							+ "' in the where expression in the outer query should point to the same object type",
					selected.at());
		}
	}

	private static String target(OrgObject object, OrgField field) {
		return (field.type() == OrgFieldType.ID) ? object.name() : field.referenceTo();
	}

}
