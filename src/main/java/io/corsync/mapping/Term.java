package io.corsync.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A part of an expression. Its value is a text as Salesforce sends it, a number, a day, a
 * span of days, true or false, or nothing.
 */
sealed interface Term permits Term.Literal, Term.Field, Term.Negative, Term.Not, Term.Logic, Term.Choice, Arithmetic,
		Comparison, Call {

	/**
	 * Computes the value.
	 * @param reading the row
	 * @return a {@code String}, {@code BigDecimal}, {@code LocalDate}, {@code Period} or
	 * {@code Boolean}; null for no value
	 * @throws RefusedValueException when the row's values do not allow it
	 */
	@Nullable Object value(Reading reading) throws RefusedValueException;

	/** The parts it is made of. */
	Stream<Term> parts();

	/** The fields it reads. */
	default Stream<Source.Path> paths() {
		return parts().flatMap(Term::paths);
	}

	/** The values that stand in it. */
	default Stream<Literal> literals() {
		return parts().flatMap(Term::literals);
	}

	/**
	 * Equal for equal meanings, different for different ones.
	 * @return a text for hashing
	 */
	String meaning();

	static String meaning(String name, Stream<Term> parts) {
		return parts.map(Term::meaning).collect(Collectors.joining(" ", "(" + name + " ", ")"));
	}

	/**
	 * A value that stands in the expression.
	 *
	 * @param value the value
	 */
	record Literal(@Nullable Object value) implements Term {

		@Override
		public @Nullable Object value(Reading reading) {
			return this.value;
		}

		@Override
		public Stream<Term> parts() {
			return Stream.empty();
		}

		@Override
		public Stream<Literal> literals() {
			return Stream.of(this);
		}

		@Override
		public String meaning() {
			return (this.value instanceof String text) ? new Source.Constant(text).meaning()
					: String.valueOf((this.value instanceof BigDecimal number) ? number.toPlainString() : this.value);
		}

	}

	/**
	 * A field of the row, or of one of its parents.
	 *
	 * @param path the field
	 */
	record Field(Source.Path path) implements Term {

		@Override
		public @Nullable Object value(Reading reading) {
			return this.path.read(reading);
		}

		@Override
		public Stream<Term> parts() {
			return Stream.empty();
		}

		@Override
		public Stream<Source.Path> paths() {
			return Stream.of(this.path);
		}

		@Override
		public String meaning() {
			return this.path.meaning();
		}

	}

	/**
	 * The number with the other sign.
	 *
	 * @param of the number
	 */
	record Negative(Term of) implements Term {

		@Override
		public @Nullable Object value(Reading reading) throws RefusedValueException {
			BigDecimal number = Operand.number(this.of.value(reading), "-");
			return (number != null) ? number.negate() : null;
		}

		@Override
		public Stream<Term> parts() {
			return Stream.of(this.of);
		}

		@Override
		public String meaning() {
			return Term.meaning("negative", parts());
		}

	}

	/**
	 * Whether a condition does not hold.
	 *
	 * @param of the condition
	 */
	record Not(Term of) implements Term {

		@Override
		public Object value(Reading reading) throws RefusedValueException {
			return !Operand.condition(this.of.value(reading), "!");
		}

		@Override
		public Stream<Term> parts() {
			return Stream.of(this.of);
		}

		@Override
		public String meaning() {
			return Term.meaning("not", parts());
		}

	}

	/**
	 * Whether all or one of some conditions hold, asked from the left as far as needed.
	 *
	 * @param all whether all must hold, else one
	 * @param conditions the conditions
	 */
	record Logic(boolean all, List<Term> conditions) implements Term {

		@Override
		public Object value(Reading reading) throws RefusedValueException {
			for (Term condition : this.conditions) {
				if (Operand.condition(condition.value(reading), this.all ? "&&" : "||") != this.all) {
					return !this.all;
				}
			}
			return this.all;
		}

		@Override
		public Stream<Term> parts() {
			return this.conditions.stream();
		}

		@Override
		public String meaning() {
			return Term.meaning(this.all ? "and" : "or", parts());
		}

	}

	/**
	 * One of two values.
	 *
	 * @param condition which one
	 * @param then when it holds
	 * @param otherwise when it does not
	 */
	record Choice(Term condition, Term then, Term otherwise) implements Term {

		@Override
		public @Nullable Object value(Reading reading) throws RefusedValueException {
			boolean holds = Operand.condition(this.condition.value(reading), "?");
			return (holds ? this.then : this.otherwise).value(reading);
		}

		@Override
		public Stream<Term> parts() {
			return Stream.of(this.condition, this.then, this.otherwise);
		}

		@Override
		public String meaning() {
			return Term.meaning("if", parts());
		}

	}

}
