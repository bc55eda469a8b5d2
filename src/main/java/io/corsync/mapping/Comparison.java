package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Holds two values against each other, by the type of the side that has one: two texts
 * are equal when they are the same text, and one is before the other as numbers or as
 * dates. Nothing equals nothing, and is neither before nor after anything.
 *
 * @param relation what is asked
 * @param left the left side
 * @param right the right side
 */
record Comparison(Relation relation, Term left, Term right) implements Term {

	enum Relation {

		SAME("=="), OTHER("!="), LESS("<"), MORE(">"), AT_MOST("<="), AT_LEAST(">=");

		private final String sign;

		Relation(String sign) {
			this.sign = sign;
		}

	}

	@Override
	public Object value(Reading reading) throws RefusedValueException {
		Object one = this.left.value(reading);
		Object other = this.right.value(reading);
		return switch (this.relation) {
			case SAME -> same(one, other, reading);
			case OTHER -> !same(one, other, reading);
			case LESS -> ordered(one, other) && order(one, other, reading) < 0;
			case MORE -> ordered(one, other) && order(one, other, reading) > 0;
			case AT_MOST -> ordered(one, other) && order(one, other, reading) <= 0;
			case AT_LEAST -> ordered(one, other) && order(one, other, reading) >= 0;
		};
	}

	static boolean same(@Nullable Object one, @Nullable Object other, Reading reading) {
		if (Operand.empty(one) || Operand.empty(other)) {
			return Operand.empty(one) && Operand.empty(other);
		}
		if (one instanceof BigDecimal || other instanceof BigDecimal) {
			BigDecimal first = Operand.numberOrNull(one);
			BigDecimal second = Operand.numberOrNull(other);
			return first != null && second != null && first.compareTo(second) == 0;
		}
		if (one instanceof LocalDate || other instanceof LocalDate) {
			LocalDate date = Operand.dateOrNull(one, reading.zone());
			return date != null && date.equals(Operand.dateOrNull(other, reading.zone()));
		}
		if (one instanceof Boolean || other instanceof Boolean) {
			Boolean condition = Operand.conditionOrNull(one);
			return condition != null && condition.equals(Operand.conditionOrNull(other));
		}
		return Objects.equals(one, other);
	}

	private static boolean ordered(@Nullable Object one, @Nullable Object other) {
		return !Operand.empty(one) && !Operand.empty(other);
	}

	private int order(@Nullable Object one, @Nullable Object other, Reading reading) throws RefusedValueException {
		BigDecimal first = Operand.numberOrNull(one);
		BigDecimal second = Operand.numberOrNull(other);
		if (first != null && second != null) {
			return first.compareTo(second);
		}
		LocalDate day = Operand.dateOrNull(one, reading.zone());
		LocalDate next = Operand.dateOrNull(other, reading.zone());
		if (day != null && next != null) {
			return day.compareTo(next);
		}
		throw Operand.failed("`" + this.relation.sign + "` takes two numbers or two dates, not " + Operand.shown(one)
				+ " and " + Operand.shown(other), "correct the value in Salesforce, or the expression");
	}

	@Override
	public Stream<Term> parts() {
		return Stream.of(this.left, this.right);
	}

	@Override
	public String meaning() {
		return Term.meaning(this.relation.sign, parts());
	}

}
