package io.corsync.mapping;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what stands behind one COR field: a Salesforce field, or a longer form.
 */
final class FieldParser {

	static final List<String> KEYS = List.of("from", "constant", "template", "expression", "plain-text", "values",
			"ignore-case", "unmapped", "default", "max-length", "too-long", "owner", "null", "if-refused");

	private final CorField field;

	private final String name;

	private final SourceParser sources;

	private final MadeKinds made;

	private final Problems problems;

	FieldParser(CorField field, String name, PathSyntax paths, MadeKinds made, Problems problems) {
		this.made = made;
		this.field = field;
		this.name = name;
		this.sources = new SourceParser(field, name, paths, made, problems);
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
		return (source != null)
				? new FieldRule(this.field, source, this.field.owner(), false, false, false, entry.place()) : null;
	}

	private @Nullable FieldRule longForm(YamlEntries form, Place place) {
		boolean allKnown = form.refuseOthersThan(KEYS);
		Source source = this.sources.longForm(form, place);
		if (allKnown && SourceParser.WAYS.stream().allMatch((way) -> form.get(way) == null)) {
			problem(place, "does not say where its value comes from",
					"write one of { from: Name }, { constant: value }, { template: … } and { expression: … }");
		}
		Owner owner = owner(form);
		boolean clears = clears(form, owner);
		boolean omits = omitsUnmapped(form);
		boolean sendsWithout = sendsWithout(form);
		if (source == null) {
			return null;
		}
		if (this.field.refersTo() != null && !isLookup(source)) {
			problem(place, "is not read from a lookup field",
					"write the lookup to the record itself, such as " + this.made.exampleLookup(this.field.refersTo()));
			return null;
		}
		return new FieldRule(this.field, source, owner, clears, omits, sendsWithout, place);
	}

	private Owner owner(YamlEntries form) {
		return form.choice("owner", Map.of("always", Owner.ALWAYS, "create", Owner.CREATE), this.field.owner());
	}

	private boolean clears(YamlEntries form, Owner owner) {
		boolean clears = form.choice("null", Map.of("omit", false, "clear", true), false);
		if (clears && this.field.required()) {
			refuse(form.get("null"), "cannot be cleared: COR requires " + this.field.name(), "remove `null: clear`");
		}
		if (clears && owner == Owner.CREATE) {
			refuse(form.get("null"), "cannot be cleared later: the field is sent only when the entity is created",
					"add owner: always or remove `null: clear`");
		}
		return clears;
	}

	private boolean omitsUnmapped(YamlEntries form) {
		boolean omits = form.choice("unmapped", Map.of("refuse", false, "omit", true), false);
		if (form.get("unmapped") != null && form.get("default") != null) {
			refuse(form.get("unmapped"), "has no use beside `default`, which holds for every other value",
					"keep one of them");
		}
		if (omits && this.field.required()) {
			refuse(form.get("unmapped"), "cannot be left out: COR requires " + this.field.name(),
					"remove `unmapped: omit`");
		}
		return omits;
	}

	private boolean sendsWithout(YamlEntries form) {
		boolean sendsWithout = form.choice("if-refused", Map.of("wait", false, "send-without", true), false);
		if (form.get("if-refused") != null && this.field.refersTo() == null) {
			refuse(form.get("if-refused"), "has no use here: the field refers to nothing that the mapping makes",
					"remove it");
		}
		else if (sendsWithout && this.field.required()) {
			refuse(form.get("if-refused"), "cannot be send-without: COR requires " + this.field.name(),
					"remove `if-refused: send-without`");
		}
		return sendsWithout;
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
