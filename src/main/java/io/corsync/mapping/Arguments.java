package io.corsync.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a function is given; each argument is computed when it is asked for.
 *
 * @param function name of the function
 * @param terms the arguments
 * @param reading the row
 */
record Arguments(String function, List<Term> terms, Reading reading) {

	int count() {
		return this.terms.size();
	}

	@Nullable Object value(int index) throws RefusedValueException {
		return this.terms.get(index).value(this.reading);
	}

	@Nullable String text(int index) throws RefusedValueException {
		return Operand.text(value(index), this.function);
	}

	/** The text as it stands; blanks are a text here, and nothing is an empty one. */
	String literally(int index) throws RefusedValueException {
		Object value = value(index);
		return (value instanceof String text) ? text
				: (value != null) ? String.valueOf(Operand.text(value, this.function)) : "";
	}

	@Nullable BigDecimal number(int index) throws RefusedValueException {
		return Operand.number(value(index), this.function);
	}

	@Nullable LocalDate date(int index) throws RefusedValueException {
		return Operand.date(value(index), this.reading.zone(), this.function);
	}

	/** A whole number within bounds, null for nothing. */
	@Nullable Integer whole(int index, int least, int most) throws RefusedValueException {
		BigDecimal number = number(index);
		if (number == null) {
			return null;
		}
		if (number.stripTrailingZeros().scale() > 0 || number.compareTo(BigDecimal.valueOf(least)) < 0
				|| number.compareTo(BigDecimal.valueOf(most)) > 0) {
			throw Operand.failed("`%s` takes a whole number from %,d to %,d, not %s".formatted(this.function, least,
					most, Operand.shown(number)), "correct the number");
		}
		return number.intValueExact();
	}

	/** A whole number within bounds that must be there. */
	int count(int index, int least, int most) throws RefusedValueException {
		Integer whole = whole(index, least, most);
		if (whole == null) {
			throw Operand.failed("`%s` has no number where it needs one".formatted(this.function), "write the number");
		}
		return whole;
	}

}
