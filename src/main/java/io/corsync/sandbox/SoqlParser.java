package io.corsync.sandbox;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the text of a query. What SOQL knows and the sandbox does not is refused with
 * words that say so, never passed over.
 */
final class SoqlParser {

	/** The SOQL reference's limits. */
	private static final int MAX_LENGTH = 100_000;

	private static final int MAX_OFFSET = 2000;

	private static final int MAX_STRING = 4000;

	private static final Set<String> RESERVED = Set.of("AND", "ASC", "DESC", "EXCLUDES", "FIRST", "FROM", "GROUP",
			"HAVING", "IN", "INCLUDES", "LAST", "LIKE", "LIMIT", "NOT", "NULL", "NULLS", "OR", "SELECT", "USING",
			"WHERE", "WITH", "ORDER", "OFFSET", "FOR", "ALL", "UPDATE");

	private static final Set<String> NOT_SUPPORTED = Set.of("GROUP", "HAVING", "USING", "WITH", "FOR", "ALL", "UPDATE");

	private final List<SoqlToken> tokens;

	private int next;

	private SoqlParser(List<SoqlToken> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Reads a query.
	 * @throws SoqlRefusal if it is not one
	 */
	static SoqlQuery parse(String query) {
		if (query.length() > MAX_LENGTH) {
			throw SoqlRefusal.malformed("SOQL statements cannot be longer than " + MAX_LENGTH + " characters.", 0);
		}
		SoqlParser parser = new SoqlParser(new SoqlLexer(query).tokens());
		SoqlQuery parsed = parser.query();
		if (parser.peek().kind() != SoqlToken.Kind.END) {
			throw parser.unexpected();
		}
		return parsed;
	}

	private SoqlQuery query() {
		expect("SELECT");
		List<SoqlPath> fields = isCount() ? List.of() : paths();
		expect("FROM");
		int at = peek().at();
		String object = name();
		accept("AS");
		String alias = (peek().kind() == SoqlToken.Kind.WORD && !reserved(peek())) ? name() : null;
		SoqlCondition where = accept("WHERE") ? expression() : null;
		List<SoqlQuery.Order> order = accept("ORDER") ? order() : List.of();
		Integer limit = accept("LIMIT") ? integer() : null;
		int offset = accept("OFFSET") ? offset() : 0;
		return new SoqlQuery(fields, object, alias, where, order, limit, offset, at);
	}

	private boolean isCount() {
		if (!peek().is("COUNT") || !this.tokens.get(this.next + 1).is("(")) {
			return false;
		}
		this.next += 2;
		if (!peek().is(")")) {
			throw unsupported("COUNT(field)", peek());
		}
		expect(")");
		return true;
	}

	private List<SoqlPath> paths() {
		List<SoqlPath> paths = new ArrayList<>();
		do {
			if (peek().is("(")) {
				throw unsupported("a sub-select in the field list", peek());
			}
			paths.add(path());
			if (peek().is("(")) {
				throw unsupported("a function in the field list", peek());
			}
		}
		while (accept(","));
		return paths;
	}

	/**
	 * AND and OR do not mix without parentheses, and NOT stands alone in its own.
	 */
	private SoqlCondition expression() {
		if (accept("NOT")) {
			return new SoqlCondition.Not(operand());
		}
		List<SoqlCondition> operands = new ArrayList<>(List.of(operand()));
		boolean and = peek().is("AND");
		if (!and && !peek().is("OR")) {
			return operands.get(0);
		}
		while (accept(and ? "AND" : "OR")) {
			operands.add(operand());
		}
		if (peek().is("AND") || peek().is("OR")) {
			throw unexpected();
		}
		return and ? new SoqlCondition.And(operands) : new SoqlCondition.Or(operands);
	}

	private SoqlCondition operand() {
		if (accept("(")) {
			SoqlCondition inner = expression();
			expect(")");
			return inner;
		}
		SoqlPath field = path();
		if (accept("NOT")) {
			expect("IN");
			return in(field, true);
		}
		if (accept("IN")) {
			return in(field, false);
		}
		if (peek().is("INCLUDES") || peek().is("EXCLUDES")) {
			boolean negated = take().is("EXCLUDES");
			expect("(");
			return new SoqlCondition.Includes(field, negated, literals());
		}
		return new SoqlCondition.Compare(field, operator(), literal());
	}

	private SoqlCondition in(SoqlPath field, boolean negated) {
		expect("(");
		if (!peek().is("SELECT")) {
			return new SoqlCondition.In(field, negated, literals());
		}
		SoqlQuery inner = query();
		expect(")");
		return new SoqlCondition.SemiJoin(field, negated, inner);
	}

	private List<SoqlLiteral> literals() {
		List<SoqlLiteral> values = new ArrayList<>();
		do {
			values.add(literal());
		}
		while (accept(","));
		expect(")");
		return values;
	}

	private SoqlCondition.Operator operator() {
		SoqlToken token = take();
		return switch (token.text().toUpperCase(Locale.ROOT)) {
			case "=" -> SoqlCondition.Operator.EQUAL;
			case "!=", "<>" -> SoqlCondition.Operator.NOT_EQUAL;
			case "<" -> SoqlCondition.Operator.LESS;
			case "<=" -> SoqlCondition.Operator.AT_MOST;
			case ">" -> SoqlCondition.Operator.GREATER;
			case ">=" -> SoqlCondition.Operator.AT_LEAST;
			case "LIKE" -> SoqlCondition.Operator.LIKE;
			default -> throw SoqlRefusal.unexpected(token);
		};
	}

	private SoqlLiteral literal() {
		SoqlToken token = take();
		return switch (token.kind()) {
			case STRING -> text(token);
			case NUMBER -> new SoqlLiteral.Number(new BigDecimal(token.text()), token.at());
			case DATE, DATETIME -> date(token);
			case WORD -> word(token);
			case SIGN, END -> throw SoqlRefusal.unexpected(token);
		};
	}

	private static SoqlLiteral text(SoqlToken token) {
		if (token.text().length() > MAX_STRING) {
			throw SoqlRefusal.malformed("string literal exceeds maximum length of " + MAX_STRING, token.at());
		}
		return new SoqlLiteral.Text(token.text(), token.at());
	}

	private static SoqlLiteral date(SoqlToken token) {
		try {
			if (token.kind() == SoqlToken.Kind.DATE) {
				return new SoqlLiteral.Day(LocalDate.parse(token.text()), token.at());
			}
			return new SoqlLiteral.Moment(OffsetDateTime.parse(token.text()).toInstant(), token.at());
		}
		catch (DateTimeException ex) {
			String what = (token.kind() == SoqlToken.Kind.DATE) ? "date" : "datetime";
			throw SoqlRefusal.malformed("Invalid " + what + ": " + token.text(), token.at());
		}
	}

	private SoqlLiteral word(SoqlToken token) {
		if (token.is("NULL")) {
			return new SoqlLiteral.Null(token.at());
		}
		if (token.is("TRUE") || token.is("FALSE")) {
			return new SoqlLiteral.Bool(token.is("TRUE"), token.at());
		}
		Integer n = accept(":") ? integer() : null;
		SoqlDays days = SoqlDays.of(token.text(), n);
		if (days == null) {
			throw SoqlRefusal.unexpected(token);
		}
		return new SoqlLiteral.Days(days, token.at());
	}

	private List<SoqlQuery.Order> order() {
		expect("BY");
		List<SoqlQuery.Order> order = new ArrayList<>();
		do {
			SoqlPath field = path();
			boolean descending = accept("DESC");
			if (!descending) {
				accept("ASC");
			}
			boolean nullsLast = false;
			if (accept("NULLS")) {
				nullsLast = peek().is("LAST");
				expect(nullsLast ? "LAST" : "FIRST");
			}
			order.add(new SoqlQuery.Order(field, descending, nullsLast));
		}
		while (accept(","));
		return order;
	}

	private int offset() {
		int at = peek().at();
		int offset = integer();
		if (offset > MAX_OFFSET) {
			throw new SoqlRefusal("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + MAX_OFFSET, at);
		}
		return offset;
	}

	private int integer() {
		SoqlToken token = take();
		if (token.kind() != SoqlToken.Kind.NUMBER || !token.text().matches("\\d{1,9}")) {
			throw SoqlRefusal.unexpected(token);
		}
		return Integer.parseInt(token.text());
	}

	private SoqlPath path() {
		SoqlToken token = peek();
		if (token.kind() != SoqlToken.Kind.WORD || reserved(token)) {
			throw unexpected();
		}
		return SoqlPath.of(take());
	}

	private String name() {
		SoqlPath path = path();
		if (path.names().size() > 1) {
			throw SoqlRefusal.malformed("unexpected token: '" + String.join(".", path.names()) + "'", path.at());
		}
		return path.names().get(0);
	}

	private static boolean reserved(SoqlToken token) {
		return RESERVED.contains(token.text().toUpperCase(Locale.ROOT));
	}

	private SoqlToken peek() {
		return this.tokens.get(this.next);
	}

	private SoqlToken take() {
		SoqlToken token = peek();
		this.next = Math.min(this.next + 1, this.tokens.size() - 1);
		return token;
	}

	private boolean accept(String word) {
		boolean there = peek().is(word);
		if (there) {
			take();
		}
		return there;
	}

	private void expect(String word) {
		if (!accept(word)) {
			throw unexpected();
		}
	}

	private SoqlRefusal unexpected() {
		SoqlToken token = peek();
		if (token.kind() == SoqlToken.Kind.WORD && NOT_SUPPORTED.contains(token.text().toUpperCase(Locale.ROOT))) {
			return unsupported(token.text(), token);
		}
		return SoqlRefusal.unexpected(token);
	}

	private static SoqlRefusal unsupported(String what, SoqlToken token) {
		return SoqlRefusal.malformed("The sandbox does not understand " + what + ", Salesforce would", token.at());
	}

}
