package io.corsync.cli;

import java.util.function.Function;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number. No lambda of its interface: two of one of picocli's old
 * interfaces make Java 17 crash while it archives the classes of the prepared start.
 */
final class WholeNumber<T extends Number> implements ITypeConverter<T> {

	private final Function<String, T> read;

	WholeNumber(Function<String, T> read) {
		this.read = read;
	}

	@Override
	public T convert(String text) {
		try {
			return this.read.apply(text);
		}
		catch (NumberFormatException ex) {
			String trouble = text.matches("[+-]?\\d+") ? "is too large a number" : "is not a whole number";
			throw new TypeConversionException("'%s' %s".formatted(text, trouble));
		}
	}

}
