package io.corsync.mapping;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A value that is computed from fields of the row.
 *
 * @param text the expression as it is written
 * @param term what it means
 */
record Expression(String text, Term term) implements Source {

	/** The expression that a value begins with, null when it begins otherwise. */
	static @Nullable Expression in(Source source) {
		if (source instanceof Limited limited) {
			return in(limited.of());
		}
		if (source instanceof Table table) {
			return in(table.of());
		}
		if (source instanceof PlainText plain) {
			return in(plain.of());
		}
		if (source instanceof FirstOf first) {
			return in(first.sources().get(0));
		}
		return (source instanceof Expression expression) ? expression : null;
	}

	@Override
	public @Nullable String read(Reading reading) throws RefusedValueException {
		return Operand.text(this.term.value(reading), "expression");
	}

	/**
	 * Whether the expression, taken as a condition, holds.
	 * @param reading the row
	 * @return false for nothing
	 * @throws RefusedValueException when the row's values do not allow it, or the value
	 * is neither true nor false
	 */
	boolean holds(Reading reading) throws RefusedValueException {
		return Operand.condition(this.term.value(reading), "expression");
	}

	@Override
	public Stream<Path> paths() {
		return this.term.paths();
	}

	@Override
	public Stream<Term.Literal> literals() {
		return this.term.literals();
	}

	@Override
	public Share share() {
		return Share.NONE;
	}

	@Override
	public String meaning() {
		return "= " + this.term.meaning();
	}

	@Override
	public String toString() {
		return "value of " + Wording.shortened(this.text);
	}

}
