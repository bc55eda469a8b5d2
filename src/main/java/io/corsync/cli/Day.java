package io.corsync.cli;

import java.time.DateTimeException;
import java.time.LocalDate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a day as people give it.
 */
final class Day implements ITypeConverter<LocalDate> {

	@Override
	public LocalDate convert(String text) {
		try {
			return LocalDate.parse(text);
		}
		catch (DateTimeException ex) {
			throw new TypeConversionException("'%s' is no day. Give it as 2024-01-31.".formatted(text));
		}
	}

}
