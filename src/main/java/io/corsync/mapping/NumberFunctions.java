package io.corsync.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Functions that give numbers.
 */
final class NumberFunctions {

	static final List<Function> ALL = List.of(Function.of("number(value)", NumberFunctions::number),
			Function.of("round(number, decimals)", (arguments) -> round(arguments, RoundingMode.HALF_UP)),
			Function.of("roundDown(number, decimals)", (arguments) -> round(arguments, RoundingMode.DOWN)),
			Function.of("roundUp(number, decimals)", (arguments) -> round(arguments, RoundingMode.UP)),
			Function.of("divide(number, by, decimals)", NumberFunctions::divide));

	private static final int MOST_DECIMALS = 20;

	private NumberFunctions() {
	}

	private static @Nullable BigDecimal number(Arguments arguments) throws RefusedValueException {
		BigDecimal number = arguments.number(0);
		return (number != null) ? number.stripTrailingZeros() : null;
	}

	private static @Nullable BigDecimal round(Arguments arguments, RoundingMode mode) throws RefusedValueException {
		int decimals = arguments.count(1, 0, MOST_DECIMALS);
		BigDecimal number = arguments.number(0);
		return (number != null) ? number.setScale(decimals, mode) : null;
	}

	private static @Nullable BigDecimal divide(Arguments arguments) throws RefusedValueException {
		int decimals = arguments.count(2, 0, MOST_DECIMALS);
		BigDecimal number = arguments.number(0);
		BigDecimal by = arguments.number(1);
		if (number == null || by == null) {
			return null;
		}
		if (by.signum() == 0) {
			throw Operand.failed("it divides by zero",
					"ask before: Quantity == 0 ? null : divide(Amount, Quantity, 2)");
		}
		return number.divide(by, decimals, RoundingMode.HALF_UP);
	}

}
