package io.corsync.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number. No lambda: two of one of picocli's old interfaces make Java 17
 * crash while it archives the classes of the prepared start.
 */
final class WholeNumber implements ITypeConverter<Long> {

	@Override
	public Long convert(String text) {
		try {
			return Long.valueOf(text);
		}
		catch (NumberFormatException ex) {
			throw new TypeConversionException("'%s' is not a whole number".formatted(text));
		}
	}

}
