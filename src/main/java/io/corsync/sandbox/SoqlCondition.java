package io.corsync.sandbox;

import java.util.List;

/**
 * A condition of a query as written.
 */
sealed interface SoqlCondition {

	enum Operator {

		EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, LIKE

	}

	record And(List<SoqlCondition> all) implements SoqlCondition {
	}

	record Or(List<SoqlCondition> any) implements SoqlCondition {
	}

	record Not(SoqlCondition negated) implements SoqlCondition {
	}

	record Compare(SoqlPath field, Operator operator, SoqlLiteral value) implements SoqlCondition {
	}

	record In(SoqlPath field, boolean negated, List<SoqlLiteral> values) implements SoqlCondition {
	}

	record Includes(SoqlPath field, boolean negated, List<SoqlLiteral> values) implements SoqlCondition {
	}

	record SemiJoin(SoqlPath field, boolean negated, SoqlQuery inner) implements SoqlCondition {
	}

}
