package io.corsync.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One section of the mapping file: all rules for one kind.
 *
 * @param kind the kind
 * @param object the Salesforce object that it is made of
 * @param rules one per field, in the order of the file
 * @param stop when what COR has gets no more changes, null for never
 */
record Section(Kind kind, String object, List<FieldRule> rules, @Nullable Stop stop) {

	/** What projects are made of. */
	static final String OPPORTUNITY = "Opportunity";

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

	private static final Map<Kind, String> STANDARD = Map.of(Kind.CLIENT, "Account", Kind.CONTRACT, "Contract",
			Kind.PROJECT, OPPORTUNITY);

	/** The object of a kind whose section names none, null when it has to. */
	static @Nullable String standardObject(Kind kind) {
		return STANDARD.get(kind);
	}

	/** How a lookup to a record of this section's is likely to be called. */
	String exampleLookup() {
		return exampleLookup(this.object);
	}

	static String exampleLookup(String object) {
		return object.endsWith("__c") ? object : object + "Id";
	}

	/** Equal for equal meanings, whatever the order of the lines. */
	List<String> meaning() {
		Stream<String> stops = Stream.ofNullable(this.stop).map((each) -> STOP + each.condition().meaning());
		Stream<String> objects = Stream.of(this.object)
			.filter((name) -> standardObject(this.kind) == null)
			.map((name) -> "object " + name.toLowerCase(Locale.ROOT));
		return Stream.of(this.rules.stream().map(FieldRule::meaning), stops, objects)
			.flatMap(Function.identity())
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
		return new Section(this.kind, this.object, rule(field).stream().toList(), null);
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
