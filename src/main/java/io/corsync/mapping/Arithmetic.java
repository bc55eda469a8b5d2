package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic of two numbers, and of a date and a span. With nothing on a side,
 * nothing comes out.
 *
 * @param operator what is done
 * @param left the left side
 * @param right the right side
 */
record Arithmetic(Operator operator, Term left, Term right) implements Term {

	enum Operator {

		PLUS("+"), MINUS("-"), TIMES("*"), BY("/");

		private final String sign;

		Operator(String sign) {
			this.sign = sign;
		}

	}

	String sign() {
		return this.operator.sign;
	}

	@Override
	public @Nullable Object value(Reading reading) throws RefusedValueException {
		Object one = this.left.value(reading);
		Object other = this.right.value(reading);
		if (Operand.empty(one) || Operand.empty(other)) {
			return null;
		}
		boolean sum = this.operator == Operator.PLUS || this.operator == Operator.MINUS;
		if (sum && other instanceof Period span) {
			return moved(Operand.date(one, reading.zone(), this.operator.sign), span);
		}
		if (this.operator == Operator.PLUS && one instanceof Period span) {
			return moved(Operand.date(other, reading.zone(), this.operator.sign), span);
		}
		BigDecimal first = Operand.numberOrNull(one);
		BigDecimal second = Operand.numberOrNull(other);
		if (first == null || second == null) {
			throw noNumber(one, other, reading);
		}
		return Amounts.bounded(of(first, second));
	}

	private @Nullable LocalDate moved(@Nullable LocalDate date, Period span) throws RefusedValueException {
		try {
			return (date == null) ? null : (this.operator == Operator.PLUS) ? date.plus(span) : date.minus(span);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw Operand.failed("the date leaves the calendar", "use a shorter span");
		}
	}

	private BigDecimal of(BigDecimal first, BigDecimal second) throws RefusedValueException {
		return switch (this.operator) {
			case PLUS -> first.add(second);
			case MINUS -> first.subtract(second);
			case TIMES -> first.multiply(second);
			case BY -> quotient(first, second);
		};
	}

	private static BigDecimal quotient(BigDecimal first, BigDecimal second) throws RefusedValueException {
		if (second.signum() == 0) {
			throw Operand.failed("it divides by zero", "ask before: Quantity == 0 ? null : Amount / Quantity");
		}
		try {
			return first.divide(second);
		}
		catch (ArithmeticException ex) {
			throw Operand.failed(Operand.shown(first) + " / " + Operand.shown(second) + " has no end",
					"write divide(a, b, 2), which rounds to 2 decimals");
		}
	}

	private RefusedValueException noNumber(@Nullable Object one, @Nullable Object other, Reading reading) {
		boolean date = Operand.dateOrNull(one, reading.zone()) != null;
		String remedy = date ? "add a span to a date, such as CloseDate + days(30)"
				: (this.operator == Operator.PLUS) ? "to put texts together, use a template or join(…)"
						: "correct the value in Salesforce, or the expression";
		Object odd = (Operand.numberOrNull(one) == null) ? one : other;
		return Operand.failed("`" + this.operator.sign + "` takes numbers, not " + Operand.shown(odd), remedy);
	}

	@Override
	public Stream<Term> parts() {
		return Stream.of(this.left, this.right);
	}

	@Override
	public String meaning() {
		return Term.meaning(this.operator.sign, parts());
	}

}
