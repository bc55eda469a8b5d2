package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Finds what can never be computed in an expression, whatever the row: a sum of dates, a
 * number taken for a condition. What a text field holds is known with the row only.
 */
final class TermCheck {

	private static final List<String> NUMBER_PARAMETERS = List.of("number", "decimals", "length");

	private final Types types;

	/** Takes what is wrong, and the remedy. */
	private final BiConsumer<String, String> problems;

	/**
	 * What Salesforce says of the types of fields.
	 */
	interface Types {

		/** Salesforce's type of a field, null when it is not known. */
		@Nullable String of(Source.Path path);

	}

	TermCheck(Types types, BiConsumer<String, String> problems) {
		this.types = types;
		this.problems = problems;
	}

	/** Looks at the value of a field of COR. */
	void value(Term term, CorType type) {
		TermType result = type(term);
		if (!result.fits(type)) {
			this.problems.accept("takes " + type.words() + ", but its expression gives " + result.words(),
					"let it give " + type.words());
		}
		if (type == CorType.STRING) {
			written(term);
		}
	}

	/** Looks at a condition. */
	void condition(Term term) {
		want(term, TermType.CONDITION, "it", "write a comparison such as IsWon == true");
	}

	private TermType type(Term term) {
		if (term instanceof Term.Literal literal) {
			return literal(literal.value());
		}
		if (term instanceof Term.Field field) {
			String described = this.types.of(field.path());
			return (described != null) ? TermType.of(described) : TermType.ANY;
		}
		if (term instanceof Term.Negative negative) {
			want(negative.of(), TermType.NUMBER, "`-`", "compute with numbers");
			return TermType.NUMBER;
		}
		if (term instanceof Term.Choice choice) {
			conditions("`?`", List.of(choice.condition()));
			TermType one = type(choice.then());
			TermType other = type(choice.otherwise());
			return (one == other) ? one : TermType.ANY;
		}
		if (term instanceof Arithmetic arithmetic) {
			return arithmetic(arithmetic);
		}
		if (term instanceof Call call) {
			return call(call);
		}
		if (term instanceof Comparison comparison) {
			compare(comparison);
		}
		else {
			conditions((term instanceof Term.Not) ? "`!`" : "`&&` and `||`", term.parts().toList());
		}
		return TermType.CONDITION;
	}

	private static TermType literal(@Nullable Object value) {
		if (value instanceof String text) {
			return (CorType.number(text) != null || CorType.day(text, ZoneOffset.UTC) != null
					|| Operand.conditionOrNull(text) != null) ? TermType.ANY : TermType.TEXT;
		}
		return (value instanceof BigDecimal) ? TermType.NUMBER
				: (value instanceof Boolean) ? TermType.CONDITION : TermType.ANY;
	}

	private TermType arithmetic(Arithmetic arithmetic) {
		TermType left = type(arithmetic.left());
		TermType right = type(arithmetic.right());
		String sign = "`" + arithmetic.sign() + "`";
		boolean moves = arithmetic.sign().equals("+") || arithmetic.sign().equals("-");
		if (moves && right == TermType.SPAN) {
			require(arithmetic.left(), left, TermType.DATE, sign, "add a span to a date");
			return TermType.DATE;
		}
		if (arithmetic.sign().equals("+") && left == TermType.SPAN) {
			require(arithmetic.right(), right, TermType.DATE, sign, "add a span to a date");
			return TermType.DATE;
		}
		String remedy = (left == TermType.DATE || right == TermType.DATE)
				? "add a span to a date, such as CloseDate + days(30)" : arithmetic.sign().equals("+")
						? "to put texts together, use a template or join(…)" : "compute with numbers";
		require(arithmetic.left(), left, TermType.NUMBER, sign, remedy);
		require(arithmetic.right(), right, TermType.NUMBER, sign, remedy);
		// What is wrong with it is told once.
		return (left.mayBe(TermType.NUMBER) && right.mayBe(TermType.NUMBER)) ? TermType.NUMBER : TermType.ANY;
	}

	private void compare(Comparison comparison) {
		TermType left = type(comparison.left());
		TermType right = type(comparison.right());
		boolean known = left != TermType.ANY && right != TermType.ANY;
		if (known && left != right) {
			this.problems.accept(
					"compares " + named(comparison.left(), left) + " with " + named(comparison.right(), right),
					"compare values of one type");
		}
	}

	private TermType call(Call call) {
		String name = call.function().name();
		boolean numbers = NumberFunctions.ALL.contains(call.function()) && !name.equals("number");
		for (int i = 0; i < call.arguments().size(); i++) {
			Term argument = call.arguments().get(i);
			String parameter = call.function().parameters().get(Math.min(i, call.function().parameters().size() - 1));
			if (numbers || NUMBER_PARAMETERS.contains(parameter)) {
				want(argument, TermType.NUMBER, "`" + name + "`", "give it a number");
			}
			else if (parameter.equals("date") || name.equals("date")) {
				want(argument, TermType.DATE, "`" + name + "`", "give it a date");
			}
			else if (name.equals("join") || parameter.equals("text")) {
				type(argument);
				written(argument);
			}
			else {
				type(argument);
			}
		}
		return result(call);
	}

	private TermType result(Call call) {
		return switch (call.function().name()) {
			case "number", "round", "roundDown", "roundUp", "divide" -> TermType.NUMBER;
			case "date", "firstOfMonth", "lastOfMonth", "firstOfNextMonth" -> TermType.DATE;
			case "days", "months", "years" -> TermType.SPAN;
			case "contains", "startsWith", "isEmpty", "oneOf" -> TermType.CONDITION;
			case "first" -> first(call.arguments());
			default -> TermType.ANY;
		};
	}

	private TermType first(List<Term> arguments) {
		List<TermType> types = arguments.stream().map(this::quietly).distinct().toList();
		return (types.size() == 1) ? types.get(0) : TermType.ANY;
	}

	/** What was wrong with it is told already. */
	private TermType quietly(Term term) {
		return new TermCheck(this.types, (what, remedy) -> {
		}).type(term);
	}

	private void conditions(String operator, List<Term> terms) {
		terms.forEach(
				(term) -> want(term, TermType.CONDITION, operator, "write a comparison such as Type == 'Retainer'"));
	}

	private void want(Term term, TermType wanted, String operator, String remedy) {
		require(term, type(term), wanted, operator, remedy);
	}

	private void require(Term term, TermType type, TermType wanted, String operator, String remedy) {
		if (!type.mayBe(wanted)) {
			this.problems.accept(
					"can never be computed: " + operator + " takes " + wanted.words() + ", not " + named(term, type),
					remedy);
		}
	}

	/** Salesforce writes decimal numbers for programs. */
	private void written(Term term) {
		String type = (term instanceof Term.Field field) ? this.types.of(field.path()) : null;
		if (type != null && !CorType.STRING.takes(type)) {
			this.problems.accept(
					"makes a text of " + named(term, TermType.NUMBER) + ", which Salesforce writes as 12345.0",
					"write number(%s), which is 12345".formatted(((Term.Field) term).path()));
		}
	}

	private static String named(Term term, TermType type) {
		return (term instanceof Term.Field field) ? field.path() + ", which is " + type.words() : type.words();
	}

}
