package io.corsync.mapping;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The mapping file as people read it who do not read YAML.
 *
 * @param zone whose days dates become, null for the org's
 * @param sections one for each kind, and one for each rule
 */
public record MappingSheet(@Nullable String zone, List<Section> sections) {

	/**
	 * How the entities of a kind are made.
	 *
	 * @param kind the kind
	 * @param object the Salesforce object that it is made of
	 * @param rule the rule by which some are made otherwise, null for the plain section
	 * @param when what a row must fulfil for the rule, empty for the plain section
	 * @param skips whether such rows are left out
	 * @param stop when what COR has gets no more changes, null for never
	 * @param lines one for each field
	 */
	public record Section(String kind, String object, @Nullable String rule, List<String> when, boolean skips,
			@Nullable String stop, List<Line> lines) {

	}

	/** How a value comes about. */
	public enum Way {

		/** As it stands in a field. */
		FIELD,

		/** The first of several that has one. */
		FIRST,

		/** The same for all. */
		CONSTANT,

		/** A text with fields in it. */
		TEMPLATE,

		/** Computed. */
		EXPRESSION

	}

	/**
	 * How a field of COR's gets its value.
	 *
	 * @param field COR's field
	 * @param required whether COR refuses an entity without it
	 * @param way how the value comes about
	 * @param source where it comes from, in Salesforce's names
	 * @param table what stands in Salesforce, and what COR gets for it; empty for none
	 * @param otherwise what COR gets for everything else, null when that is refused or
	 * left out
	 * @param plain whether HTML is taken out
	 * @param most how many characters it may have, null for any number
	 * @param cuts whether a longer text is cut, else it is refused
	 * @param always whether a later change is sent, else it is sent once
	 * @param clears whether an empty value empties COR's field
	 */
	public record Line(String field, boolean required, Way way, String source, Map<String, String> table,
			@Nullable String otherwise, boolean plain, @Nullable Integer most, boolean cuts, boolean always,
			boolean clears) {

	}

	static MappingSheet of(Sections sections, @Nullable String zone) {
		Stream<Section> plain = sections.stream().map((section) -> section(section, null, List.of(), false));
		Stream<Section> rules = sections.rules()
			.stream()
			.map((rule) -> section(rule.own(), rule.name(), rule.when().stream().map(MappingSheet::words).toList(),
					rule.project() == null));
		return new MappingSheet(zone, Stream.concat(plain, rules).toList());
	}

	private static Section section(io.corsync.mapping.Section section, @Nullable String rule, List<String> when,
			boolean skips) {
		String stop = (section.stop() != null) ? section.stop().condition().text() : null;
		return new Section(section.kind().word(), section.object(), rule, when, skips, stop,
				section.rules().stream().map(MappingSheet::line).toList());
	}

	private static String words(Condition condition) {
		String values = String.join(", ", condition.values());
		return condition.path() + " = " + (condition.empty() ? (values.isEmpty() ? "∅" : values + ", ∅") : values);
	}

	private static Line line(FieldRule rule) {
		Source source = rule.source();
		Limited limited = (source instanceof Limited some) ? some : null;
		source = (limited != null) ? limited.of() : source;
		Table table = Table.in(source);
		source = (table != null) ? table.of() : source;
		boolean plain = source instanceof PlainText;
		Source inner = (source instanceof PlainText text) ? text.of() : source;
		return new Line(rule.field().name(), rule.field().required(), way(inner), text(inner),
				(table != null) ? new TreeMap<>(table.translations().lines()) : Map.of(),
				(table != null) ? table.otherwise() : null, plain, (limited != null) ? limited.most() : null,
				limited != null && limited.cuts(), rule.owner() == Owner.ALWAYS, rule.clears());
	}

	private static Way way(Source source) {
		if (source instanceof Source.FirstOf) {
			return Way.FIRST;
		}
		if (source instanceof Source.Constant) {
			return Way.CONSTANT;
		}
		if (source instanceof Template) {
			return Way.TEMPLATE;
		}
		return (source instanceof Expression) ? Way.EXPRESSION : Way.FIELD;
	}

	private static String text(Source source) {
		if (source instanceof Source.FirstOf first) {
			return String.join(", ", first.sources().stream().map(MappingSheet::text).toList());
		}
		if (source instanceof Source.Constant constant) {
			return constant.text();
		}
		if (source instanceof Template template) {
			return String.join("",
					template.parts()
						.stream()
						.map((part) -> (part instanceof Source.Path path) ? "{" + path + "}" : text(part))
						.toList());
		}
		return (source instanceof Expression expression) ? expression.text() : source.toString();
	}

}
