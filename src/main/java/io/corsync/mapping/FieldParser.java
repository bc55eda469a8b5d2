package io.corsync.mapping;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what stands behind one COR field: a Salesforce field, or a longer form.
 */
final class FieldParser {

	private static final List<String> KEYS = List.of("from", "constant", "values", "default", "owner", "null");

	private final CorField field;

	private final String name;

	private final SourceParser sources;

	private final Problems problems;

	FieldParser(CorField field, String name, PathSyntax paths, Problems problems) {
		this.field = field;
		this.name = name;
		this.sources = new SourceParser(field, name, paths, problems);
		this.problems = problems;
	}

	/**
	 * Reads the field's rule.
	 * @param entry the field's line and what belongs to it
	 * @return null when it has a problem
	 */
	@Nullable FieldRule parse(YamlEntries.Entry entry) {
		if (entry.value() instanceof MappingNode node) {
			return longForm(new YamlEntries(node, this.name, this.problems), entry.place());
		}
		if (entry.value() instanceof SequenceNode) {
			problem(entry.place(), "has a list", "write { from: [First, Second] } for the first that is not empty");
			return null;
		}
		Source source = this.sources.path(entry.value());
		return (source != null) ? new FieldRule(this.field, source, this.field.owner(), false, entry.place()) : null;
	}

	private @Nullable FieldRule longForm(YamlEntries form, Place place) {
		boolean allKnown = form.refuseOthersThan(KEYS);
		Source source = this.sources.longForm(form, place);
		if (allKnown && form.get("from") == null && form.get("constant") == null) {
			problem(place, "does not say where its value comes from",
					"write one of { from: Name } and { constant: value }");
		}
		Owner owner = owner(form);
		boolean clears = clears(form, owner);
		if (source == null) {
			return null;
		}
		if (this.field.refersTo() != null && !isLookup(source)) {
			problem(place, "is not read from a lookup field",
					"write the lookup to the record itself, such as " + Section.object(this.field.refersTo()) + "Id");
			return null;
		}
		return new FieldRule(this.field, source, owner, clears, place);
	}

	private Owner owner(YamlEntries form) {
		return choice(form, "owner", Map.of("always", Owner.ALWAYS, "create", Owner.CREATE), this.field.owner());
	}

	private boolean clears(YamlEntries form, Owner owner) {
		boolean clears = choice(form, "null", Map.of("omit", false, "clear", true), false);
		if (clears && this.field.required()) {
			refuse(form.get("null"), "cannot be cleared: COR requires " + this.field.name(), "remove `null: clear`");
		}
		if (clears && owner == Owner.CREATE) {
			refuse(form.get("null"), "cannot be cleared later: the field is sent only when the entity is created",
					"add owner: always or remove `null: clear`");
		}
		return clears;
	}

	private <T> T choice(YamlEntries form, String key, Map<String, T> choices, T standard) {
		String text = form.text(key);
		T choice = (text != null) ? choices.get(text) : standard;
		if (choice == null) {
			refuse(form.get(key), "cannot be " + Wording.quoted(String.valueOf(text)),
					"write " + String.join(" or ", new TreeMap<>(choices).keySet()));
		}
		return (choice != null) ? choice : standard;
	}

	private void refuse(YamlEntries.@Nullable Entry entry, String what, String remedy) {
		if (entry != null) {
			this.problems.add(entry.place(), this.name + "." + entry.key(), what, remedy);
		}
	}

	private void problem(Place place, String what, String remedy) {
		this.problems.add(place, this.name, what, remedy);
	}

	private static boolean isLookup(Source source) {
		return source instanceof Source.Path || (source instanceof Source.FirstOf first
				&& first.sources().stream().allMatch(Source.Path.class::isInstance));
	}

}
