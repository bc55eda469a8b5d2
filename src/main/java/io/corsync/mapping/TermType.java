package io.corsync.mapping;

import java.util.Set;

/**
 * What a part of an expression gives, as far as that is certain before a row is read.
 */
enum TermType {

	NUMBER("a number"), DATE("a date"), SPAN("a span of days"), CONDITION("true or false"),

	/** A text that is neither a number nor a date. */
	TEXT("a text"),

	/** A text field may hold anything. */
	ANY("any value");

	private static final Set<String> NUMBERS = Set.of("int", "long", "double", "currency", "percent");

	private final String words;

	TermType(String words) {
		this.words = words;
	}

	/** What a field of Salesforce gives. */
	static TermType of(String salesforceType) {
		if (NUMBERS.contains(salesforceType)) {
			return NUMBER;
		}
		return switch (salesforceType) {
			case "date", "datetime" -> DATE;
			case "boolean" -> CONDITION;
			case "id", "reference" -> TEXT;
			default -> ANY;
		};
	}

	/** What COR's field takes. */
	boolean fits(CorType type) {
		return switch (type) {
			case STRING -> this != SPAN;
			case NUMBER -> this == NUMBER || this == ANY;
			case BOOLEAN -> this == CONDITION || this == ANY;
			case DATE -> this == DATE || this == ANY;
			case INCOME_TYPE -> this == TEXT || this == ANY;
		};
	}

	boolean mayBe(TermType wanted) {
		return this == wanted || this == ANY;
	}

	String words() {
		return this.words;
	}

}
