package io.corsync.sandbox;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Makes a query's conditions ready to be asked, and refuses those that Salesforce
 * refuses.
 */
final class SoqlConditions {

	private final SoqlNames names;

	private final ZonedDateTime now;

	private final SoqlSemiJoins semiJoins;

	SoqlConditions(SoqlNames names, ZonedDateTime now, SoqlSemiJoins semiJoins) {
		this.names = names;
		this.now = now;
		this.semiJoins = semiJoins;
	}

	SoqlFilter filter(@Nullable SoqlCondition where) {
		return (where != null) ? filter(where, SoqlSemiJoins.Place.TOP) : SoqlFilter.all();
	}

	private SoqlFilter filter(SoqlCondition condition, SoqlSemiJoins.Place place) {
		if (condition instanceof SoqlCondition.And and) {
			return SoqlFilter.and(and.all().stream().map((each) -> filter(each, place)).toList());
		}
		if (condition instanceof SoqlCondition.Or or) {
			return SoqlFilter.or(or.any().stream().map((each) -> filter(each, SoqlSemiJoins.Place.OR)).toList());
		}
		if (condition instanceof SoqlCondition.Not not) {
			return filter(not.negated(), SoqlSemiJoins.Place.NOT).not();
		}
		if (condition instanceof SoqlCondition.Compare compare) {
			return compare(compare);
		}
		if (condition instanceof SoqlCondition.In in) {
			return in(filterable(in.field()), in);
		}
		if (condition instanceof SoqlCondition.Includes includes) {
			return includes(filterable(includes.field()), includes);
		}
		return semiJoin((SoqlCondition.SemiJoin) condition, place);
	}

	private SoqlFilter semiJoin(SoqlCondition.SemiJoin join, SoqlSemiJoins.Place place) {
		SoqlColumn column = filterable(join.field());
		Set<String> found = this.semiJoins.ids(join, column, this.names.object(), place);
		boolean negated = join.negated();
		SoqlFilter filter = SoqlFilter.of((row, sight) -> {
			Object key = column.key(row, sight);
			return (key != null && found.contains(key)) != negated;
		});
		return (column.isOwn("Id") && !negated) ? filter.onlyIds(found) : filter;
	}

	private SoqlColumn filterable(SoqlPath path) {
		SoqlColumn column = this.names.column(path);
		if (!column.field().filterable()) {
			throw new SoqlRefusal("INVALID_FIELD",
					"field '" + column.field().name() + "' can not be filtered in a query call", path.at());
		}
		return column;
	}

	private SoqlFilter compare(SoqlCondition.Compare compare) {
		SoqlColumn column = filterable(compare.field());
		if (compare.operator() == SoqlCondition.Operator.LIKE) {
			return like(column, compare);
		}
		SoqlOperand operand = SoqlOperand.of(column.field(), compare.value(), this.now);
		boolean equality = compare.operator() == SoqlCondition.Operator.EQUAL
				|| compare.operator() == SoqlCondition.Operator.NOT_EQUAL;
		if (!equality && (operand.from() == null || column.field().type() == OrgFieldType.BOOLEAN
				|| column.field().type() == OrgFieldType.MULTIPICKLIST)) {
			throw invalidOperator(column, compare.value().at());
		}
		SoqlFilter filter = SoqlFilter.of((row, sight) -> passes(column.key(row, sight), compare.operator(), operand));
		return narrowed(filter, column, compare.operator(), operand);
	}

	private static boolean passes(@Nullable Comparable<?> key, SoqlCondition.Operator operator, SoqlOperand operand) {
		boolean not = operator == SoqlCondition.Operator.NOT_EQUAL;
		Comparable<?> from = operand.from();
		if (key == null || from == null) {
			return (operator == SoqlCondition.Operator.EQUAL || not) && (key == from) != not;
		}
		int first = SoqlColumn.compare(key, from);
		Comparable<?> before = operand.before();
		boolean inside = (before != null) ? first >= 0 && SoqlColumn.compare(key, before) < 0 : first == 0;
		return switch (operator) {
			case EQUAL -> inside;
			case NOT_EQUAL -> !inside;
			case LESS -> first < 0;
			case AT_MOST -> first < 0 || inside;
			case GREATER -> first > 0 && !inside;
			case AT_LEAST -> first >= 0;
			case LIKE -> throw new IllegalStateException("LIKE has no order");
		};
	}

	/**
	 * What a comparison says about stamps and ids. Bounds are kept inclusive: the test
	 * still decides.
	 */
	private static SoqlFilter narrowed(SoqlFilter filter, SoqlColumn column, SoqlCondition.Operator operator,
			SoqlOperand operand) {
		if (column.isOwn("Id") && operator == SoqlCondition.Operator.EQUAL && operand.from() != null) {
			return filter.onlyIds(Set.of((String) operand.from()));
		}
		if (!column.isOwn("SystemModstamp") || !(operand.from() instanceof Instant from)) {
			return filter;
		}
		Instant to = (operand.before() instanceof Instant before) ? before : from;
		return switch (operator) {
			case EQUAL -> filter.between(from, to);
			case LESS, AT_MOST -> filter.between(Instant.MIN, to);
			case GREATER, AT_LEAST -> filter.between(from, Instant.MAX);
			case NOT_EQUAL, LIKE -> filter;
		};
	}

	private static SoqlFilter like(SoqlColumn column, SoqlCondition.Compare compare) {
		OrgFieldType type = column.field().type();
		if (!type.isText() || type == OrgFieldType.MULTIPICKLIST) {
			throw invalidOperator(column, compare.value().at());
		}
		SoqlLike like = new SoqlLike(SoqlOperand.text(column.field(), compare.value()));
		return SoqlFilter.of((row, sight) -> {
			Object key = column.key(row, sight);
			return key != null && like.matches((String) key);
		});
	}

	private SoqlFilter in(SoqlColumn column, SoqlCondition.In in) {
		if (column.field().type() == OrgFieldType.BOOLEAN) {
			throw invalidOperator(column, in.field().at());
		}
		Set<Object> keys = new HashSet<>();
		List<SoqlOperand> spans = new ArrayList<>();
		boolean nulls = false;
		for (SoqlLiteral literal : in.values()) {
			SoqlOperand operand = SoqlOperand.of(column.field(), literal, this.now);
			nulls |= operand.from() == null;
			if (operand.before() != null) {
				spans.add(operand);
			}
			else if (operand.from() != null) {
				keys.add(operand.from());
			}
		}
		boolean withNull = nulls;
		SoqlFilter filter = SoqlFilter
			.of((row, sight) -> contains(column.key(row, sight), keys, spans, withNull) != in.negated());
		return (column.isOwn("Id") && !in.negated()) ? filter.onlyIds(strings(keys)) : filter;
	}

	private static boolean contains(@Nullable Comparable<?> key, Set<Object> keys, List<SoqlOperand> spans,
			boolean nulls) {
		if (key == null) {
			return nulls;
		}
		return keys.contains(key) || spans.stream().anyMatch((span) -> passes(key, SoqlCondition.Operator.EQUAL, span));
	}

	private static SoqlFilter includes(SoqlColumn column, SoqlCondition.Includes includes) {
		if (column.field().type() != OrgFieldType.MULTIPICKLIST) {
			throw invalidOperator(column, includes.field().at());
		}
		List<Set<String>> wanted = includes.values()
			.stream()
			.map((literal) -> parts(SoqlLike.plain(SoqlOperand.text(column.field(), literal))))
			.toList();
		return SoqlFilter.of((row, sight) -> {
			Object key = column.key(row, sight);
			Set<String> chosen = (key != null) ? parts((String) key) : Set.of();
			return wanted.stream().anyMatch(chosen::containsAll) != includes.negated();
		});
	}

	private static Set<String> parts(String text) {
		return new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split(";")));
	}

	private static Set<String> strings(Set<Object> keys) {
		return keys.stream().map(Objects::toString).collect(Collectors.toSet());
	}

	private static SoqlRefusal invalidOperator(SoqlColumn column, int at) {
		return new SoqlRefusal("INVALID_QUERY_FILTER_OPERATOR",
				"invalid operator on " + column.field().type().wire() + " field", at);
	}

}
