package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * Takes the value of a part of an expression for what an operator or function needs.
 * Nothing stays nothing; nothing else is guessed.
 */
final class Operand {

	private Operand() {
	}

	static boolean empty(@Nullable Object value) {
		return value == null || (value instanceof String text && text.isBlank());
	}

	static @Nullable BigDecimal number(@Nullable Object value, String operator) throws RefusedValueException {
		BigDecimal number = numberOrNull(value);
		if (number == null && !empty(value)) {
			throw failed("`" + operator + "` takes numbers, not " + shown(value),
					"correct the value in Salesforce, or the expression");
		}
		return number;
	}

	/** Null too for what is no number. */
	static @Nullable BigDecimal numberOrNull(@Nullable Object value) {
		return (value instanceof String text) ? CorType.number(text)
				: (value instanceof BigDecimal number) ? number : null;
	}

	static @Nullable LocalDate date(@Nullable Object value, ZoneId zone, String operator) throws RefusedValueException {
		LocalDate date = dateOrNull(value, zone);
		if (date == null && !empty(value)) {
			throw failed("`" + operator + "` takes dates, not " + shown(value),
					"correct the value in Salesforce, or the expression");
		}
		return date;
	}

	/** Null too for what is no date. */
	static @Nullable LocalDate dateOrNull(@Nullable Object value, ZoneId zone) {
		return (value instanceof String text) ? CorType.day(text, zone)
				: (value instanceof LocalDate date) ? date : null;
	}

	/** Nothing does not hold. */
	static boolean condition(@Nullable Object value, String operator) throws RefusedValueException {
		Boolean condition = conditionOrNull(value);
		if (condition == null && !empty(value)) {
			throw failed("`" + operator + "` takes true or false, not " + shown(value),
					"write a comparison such as Type == 'Retainer'");
		}
		return condition != null && condition;
	}

	/** Null too for what is neither true nor false. */
	static @Nullable Boolean conditionOrNull(@Nullable Object value) {
		if (value instanceof String text) {
			return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
		}
		return (value instanceof Boolean condition) ? condition : null;
	}

	/**
	 * The value as people and COR read it.
	 * @return null for nothing; numbers without exponent
	 */
	static @Nullable String text(@Nullable Object value, String operator) throws RefusedValueException {
		if (value instanceof BigDecimal number) {
			return number.toPlainString();
		}
		if (value instanceof LocalDate || value instanceof Boolean) {
			return value.toString();
		}
		if (value != null && !(value instanceof String)) {
			throw failed("`" + operator + "` takes a value, not " + shown(value), "add the span to a date");
		}
		return empty(value) ? null : (String) value;
	}

	static String shown(@Nullable Object value) {
		if (value == null) {
			return "nothing";
		}
		return (value instanceof String text) ? Wording.quoted(text)
				: (value instanceof BigDecimal number) ? Wording.shortened(number.toPlainString()) : value.toString();
	}

	static RefusedValueException failed(String what, String remedy) {
		return new RefusedValueException(RefusedValueException.EXPRESSION_FAILED, "cannot be computed: " + what,
				remedy);
	}

}
