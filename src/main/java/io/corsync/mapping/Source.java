package io.corsync.mapping;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where a field's value comes from; always a text, which the field's type then reads.
 */
sealed interface Source
		permits Source.Path, Source.FirstOf, Source.Constant, Table, Template, Expression, PlainText, Limited {

	/**
	 * Reads the value.
	 * @param reading the row, of the section's object
	 * @return the text, null when there is none
	 * @throws RefusedValueException when the row's value has no translation
	 */
	@Nullable String read(Reading reading) throws RefusedValueException;

	/**
	 * The Salesforce fields it reads.
	 * @return none for a constant
	 */
	Stream<Path> paths();

	/** The texts of the file that may be the value as they stand. */
	default Stream<String> texts() {
		return Stream.empty();
	}

	/** The values within an expression whose result is the value. */
	default Stream<Term.Literal> literals() {
		return Stream.empty();
	}

	/** How much of what stands in those fields COR gets. */
	default Share share() {
		return Share.WHOLE;
	}

	/** How much of a field COR gets. */
	enum Share {

		/** Its text is the value. */
		WHOLE,

		/** Its text is a part of the value. */
		PART,

		/** The value is another one. */
		NONE

	}

	/**
	 * Equal for equal meanings, different for different ones.
	 * @return a text for hashing
	 */
	String meaning();

	/**
	 * A field of the row, or of one of its parents.
	 *
	 * @param relationships the way to the parent, empty for the row itself
	 * @param field the field's API name
	 * @param place where the file says so
	 */
	record Path(List<String> relationships, String field, Place place) implements Source {

		@Override
		public @Nullable String read(Reading reading) {
			SourceRow holder = reading.row();
			for (String relationship : this.relationships) {
				holder = holder.parent(relationship);
				if (holder == null) {
					return null;
				}
			}
			String value = holder.text(this.field);
			// Salesforce stores no blanks, but a formula can give them.
			return (value == null || value.isBlank()) ? null : value;
		}

		@Override
		public Stream<Path> paths() {
			return Stream.of(this);
		}

		@Override
		public String meaning() {
			return text().toLowerCase(Locale.ROOT);
		}

		String text() {
			return behind(this.field);
		}

		/**
		 * The way to the record whose Id a lookup field holds.
		 * @return {@code Contract.Account} for {@code Contract.AccountId}, empty for the
		 * row's own Id
		 */
		String lookedUp() {
			if (this.field.equalsIgnoreCase("Id")) {
				return String.join(".", this.relationships);
			}
			boolean custom = this.field.toLowerCase(Locale.ROOT).endsWith("__c");
			String name = this.field.substring(0, this.field.length() - (custom ? 3 : 2));
			return behind(custom ? name + "__r" : name);
		}

		boolean isLookup() {
			String name = this.field.toLowerCase(Locale.ROOT);
			return name.equals("id") ? !this.relationships.isEmpty() : name.endsWith("id") || name.endsWith("__c");
		}

		private String behind(String last) {
			return this.relationships.isEmpty() ? last : String.join(".", this.relationships) + "." + last;
		}

		@Override
		public String toString() {
			return text();
		}

	}

	/**
	 * The first of several that has a value.
	 *
	 * @param sources in order
	 */
	record FirstOf(List<Source> sources) implements Source {

		@Override
		public @Nullable String read(Reading reading) throws RefusedValueException {
			for (Source source : this.sources) {
				String value = source.read(reading);
				if (value != null) {
					return value;
				}
			}
			return null;
		}

		@Override
		public Stream<Path> paths() {
			return this.sources.stream().flatMap(Source::paths);
		}

		@Override
		public Stream<String> texts() {
			return this.sources.stream().flatMap(Source::texts);
		}

		@Override
		public Stream<Term.Literal> literals() {
			return this.sources.stream().flatMap(Source::literals);
		}

		@Override
		public String meaning() {
			return this.sources.stream().map(Source::meaning).collect(Collectors.joining(" else ", "(", ")"));
		}

		@Override
		public String toString() {
			return this.sources.stream().map(Source::toString).collect(Collectors.joining(", else "));
		}

	}

	/**
	 * The same for every row.
	 *
	 * @param text the value
	 */
	record Constant(String text) implements Source {

		@Override
		public String read(Reading reading) {
			return this.text;
		}

		@Override
		public Stream<Path> paths() {
			return Stream.empty();
		}

		@Override
		public Stream<String> texts() {
			return Stream.of(this.text);
		}

		@Override
		public String meaning() {
			return JsonNodeFactory.instance.stringNode(this.text).toString();
		}

		@Override
		public String toString() {
			return Wording.quoted(this.text);
		}

	}

}
