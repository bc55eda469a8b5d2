package io.corsync.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers on the command line.
 */
class WholeNumberTests {

	private final WholeNumber<Integer> number = new WholeNumber<>(Integer::valueOf);

	@Test
	void aNumberIsRead() {
		assertThat(this.number.convert("42")).isEqualTo(42);
		assertThat(this.number.convert("-1")).isEqualTo(-1);
	}

	@ParameterizedTest
	@CsvSource({ "zero, is not a whole number", "1.5, is not a whole number", "'', is not a whole number",
			"99999999999, is too large a number" })
	void whatIsNoneIsCalledSoInWords(String text, String trouble) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> this.number.convert(text))
			.withMessage("'%s' %s".formatted(text, trouble));
	}

}
