package io.corsync.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One section of the mapping file: all rules for one kind.
 *
 * @param kind the kind
 * @param rules one per field, in the order of the file
 * @param stop when what COR has gets no more changes, null for never
 */
record Section(Kind kind, List<FieldRule> rules, @Nullable Stop stop) {

	/** The key of {@link #stop}. */
	static final String STOP = "stop-updates-when";

	/**
	 * When what COR has of a row gets no more changes.
	 *
	 * @param condition what holds then
	 * @param place where the mapping file says so
	 */
	record Stop(Expression condition, Place place) {

	}

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
		Stream<String> stops = Stream.ofNullable(this.stop).map((each) -> STOP + each.condition().meaning());
		return Stream.concat(this.rules.stream().map(FieldRule::meaning), stops)
			.map((line) -> this.kind + "." + line)
			.sorted()
			.toList();
	}

	Stream<Source.Path> paths() {
		return Stream.concat(this.rules.stream().map(FieldRule::source).flatMap(Source::paths), stopPaths());
	}

	Stream<Source.Path> stopPaths() {
		return Stream.ofNullable(this.stop).flatMap((each) -> each.condition().paths());
	}

	Section only(String field) {
		return new Section(this.kind, rule(field).stream().toList(), null);
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
