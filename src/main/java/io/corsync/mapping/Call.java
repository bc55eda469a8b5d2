package io.corsync.mapping;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The value of a function.
 *
 * @param function the function
 * @param arguments what it is given, as many as it takes
 */
record Call(Function function, List<Term> arguments) implements Term {

	@Override
	public @Nullable Object value(Reading reading) throws RefusedValueException {
		return this.function.body().apply(new Arguments(this.function.name(), this.arguments, reading));
	}

	@Override
	public Stream<Term> parts() {
		return this.arguments.stream();
	}

	@Override
	public String meaning() {
		return Term.meaning(this.function.name(), parts());
	}

}
