package io.corsync.mapping;

import java.math.BigDecimal;

/**
 * Keeps computed numbers within what a number field can hold.
 */
final class Amounts {

	private Amounts() {
	}

	/**
	 * A computed number as the same value is always written.
	 * @return without zeros at its end
	 * @throws RefusedValueException when it is too long
	 */
	static BigDecimal bounded(BigDecimal number) throws RefusedValueException {
		if (number.precision() > CorType.DIGITS || Math.abs((long) number.scale()) > CorType.DIGITS) {
			throw Operand.failed("the number becomes longer than " + CorType.DIGITS + " digits", "round it on the way");
		}
		return number.stripTrailingZeros();
	}

}
