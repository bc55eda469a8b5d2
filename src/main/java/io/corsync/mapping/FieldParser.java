package io.corsync.mapping;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what stands behind one COR field: a Salesforce field, or a longer form.
 */
final class FieldParser {

	private static final List<String> KEYS = List.of("from", "constant", "values", "default", "owner", "null");

	private final CorField field;

	private final String name;

	private final PathSyntax paths;

	private final Problems problems;

	FieldParser(CorField field, String name, PathSyntax paths, Problems problems) {
		this.field = field;
		this.name = name;
		this.paths = paths;
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
		Source source = path(entry.value());
		return (source != null) ? new FieldRule(this.field, source, this.field.owner(), false, entry.place()) : null;
	}

	private @Nullable FieldRule longForm(YamlEntries form, Place place) {
		boolean allKnown = form.refuseOthersThan(KEYS);
		Source source = source(form, place);
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

	private @Nullable Source source(YamlEntries form, Place place) {
		YamlEntries.Entry from = form.get("from");
		YamlEntries.Entry constant = form.get("constant");
		if (from != null && constant != null) {
			problem(place, "has both `from` and `constant`", "keep one of them");
			return null;
		}
		if (constant != null) {
			for (String key : List.of("values", "default", "null")) {
				refuse(form.get(key), "has no use beside `constant`", "remove it");
			}
			return constant(constant.value(), "constant");
		}
		if (from == null) {
			return null;
		}
		Source read = from(from.value());
		Source otherwise = (form.get("default") != null) ? constant(form.get("default").value(), "default") : null;
		SortedMap<String, String> values = (form.get("values") != null) ? values(form.get("values")) : null;
		if (read == null) {
			return null;
		}
		if (values != null) {
			return new Source.Table(read, values, (otherwise instanceof Source.Constant it) ? it.text() : null);
		}
		return (otherwise != null) ? new Source.FirstOf(List.of(read, otherwise)) : read;
	}

	private @Nullable Source from(Node node) {
		if (!(node instanceof SequenceNode list)) {
			return path(node);
		}
		List<Source> sources = new ArrayList<>();
		for (Node item : list.getValue()) {
			Source source = path(item);
			if (source != null) {
				sources.add(source);
			}
		}
		if (list.getValue().isEmpty()) {
			problem(Place.of(node), "has an empty list", "name at least one Salesforce field");
		}
		if (sources.isEmpty()) {
			return null;
		}
		return (sources.size() == 1) ? sources.get(0) : new Source.FirstOf(List.copyOf(sources));
	}

	private @Nullable Source path(Node node) {
		String text = YamlEntries.text(node, this.name, this.problems);
		Source.Path path = (text != null) ? this.paths.read(text, Place.of(node), this.name) : null;
		if (path != null && this.field.refersTo() != null && !path.isLookup()) {
			problem(Place.of(node), "has " + Wording.quoted(path.text()) + ", which is no lookup field",
					"write the lookup to the record itself, such as " + Section.object(this.field.refersTo()) + "Id");
			return null;
		}
		return path;
	}

	private @Nullable Source constant(Node node, String key) {
		String text = YamlEntries.text(node, this.name + "." + key, this.problems);
		return (text != null && fits(text, node)) ? new Source.Constant(text) : null;
	}

	private @Nullable SortedMap<String, String> values(YamlEntries.Entry entry) {
		if (!(entry.value() instanceof MappingNode node) || node.getValue().isEmpty()) {
			problem(entry.place(), "has no table behind `values`",
					"write values: { \"value in Salesforce\": value in COR, … }");
			return null;
		}
		SortedMap<String, String> values = new TreeMap<>();
		for (YamlEntries.Entry line : new YamlEntries(node, this.name + ".values", this.problems).all()) {
			String value = YamlEntries.text(line.value(), this.name + ".values." + line.key(), this.problems);
			if (value != null && fits(value, line.value())) {
				values.put(line.key(), value);
			}
		}
		return values;
	}

	/** Whether a value written in the file has the field's type. */
	private boolean fits(String text, Node node) {
		try {
			this.field.type().read(text, ZoneOffset.UTC);
			return true;
		}
		catch (RefusedValueException ex) {
			problem(Place.of(node), ex.what(), "write " + this.field.type().words());
			return false;
		}
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
