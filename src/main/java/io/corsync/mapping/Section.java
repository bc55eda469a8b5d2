package io.corsync.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.corsync.cor.Kind;

/**
 * One section of the mapping file: all rules for one kind.
 *
 * @param kind the kind
 * @param rules one per field, in the order of the file
 */
record Section(Kind kind, List<FieldRule> rules) {

	/** The Salesforce object that a kind is made of. */
	static String object(Kind kind) {
		return switch (kind) {
			case CLIENT -> "Account";
			case CONTRACT -> "Contract";
			case PROJECT -> "Opportunity";
		};
	}

	String object() {
		return object(this.kind);
	}

	/** Equal for equal meanings, whatever the order of the lines. */
	List<String> meaning() {
		return this.rules.stream().map((rule) -> this.kind + "." + rule.meaning()).sorted().toList();
	}

	Stream<Source.Path> paths() {
		return this.rules.stream().map(FieldRule::source).flatMap(Source::paths);
	}

	Optional<FieldRule> rule(String field) {
		return this.rules.stream().filter((rule) -> rule.field().name().equals(field)).findFirst();
	}

	/** The ways to the records that the fields referring to a kind point to. */
	List<String> waysTo(Kind parent) {
		return this.rules.stream()
			.filter((rule) -> rule.field().refersTo() == parent)
			.flatMap((rule) -> rule.source().paths())
			.map(Source.Path::lookedUp)
			.distinct()
			.toList();
	}

}
