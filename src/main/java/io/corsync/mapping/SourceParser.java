package io.corsync.mapping;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads where a field's value comes from; values written in the file must have the
 * field's type.
 */
final class SourceParser {

	/** Where a value can come from; a field has one of them. */
	static final List<String> WAYS = List.of("from", "constant", "template", "expression");

	private static final List<String> BESIDE_FIELDS = List.of("plain-text", "values", "ignore-case", "unmapped",
			"default", "max-length", "too-long", "null");

	private final CorField field;

	private final String name;

	private final PathSyntax paths;

	private final MadeKinds made;

	private final Problems problems;

	SourceParser(CorField field, String name, PathSyntax paths, MadeKinds made, Problems problems) {
		this.made = made;
		this.field = field;
		this.name = name;
		this.paths = paths;
		this.problems = problems;
	}

	/** Reads one of the ways to a value with what belongs to it. */
	@Nullable Source longForm(YamlEntries form, Place place) {
		List<String> ways = WAYS.stream().filter((way) -> form.get(way) != null).toList();
		if (ways.size() > 1) {
			problem(place, "has both `" + ways.get(0) + "` and `" + ways.get(1) + "`", "keep one of them");
			return null;
		}
		YamlEntries.Entry way = ways.isEmpty() ? null : form.get(ways.get(0));
		if (way == null) {
			return null;
		}
		if (way.key().equals("constant")) {
			refuseBeside(form, way.key(), BESIDE_FIELDS);
			return constant(way.value(), way.key());
		}
		Source read = switch (way.key()) {
			case "template" -> template(way);
			case "expression" -> expression(way);
			default -> from(way.value());
		};
		return shaped(form, read);
	}

	/** Every key is looked at, also when the value's way has a problem already. */
	private @Nullable Source shaped(YamlEntries form, @Nullable Source read) {
		boolean plain = form.choice("plain-text", Map.of("true", true, "false", false), false);
		if (this.field.type() != CorType.STRING || this.field.refersTo() != null) {
			refuseBeside(form, this.field.type().words(), List.of("plain-text", "max-length", "too-long"));
		}
		Translations values = values(form);
		Source otherwise = (form.get("default") != null) ? constant(form.get("default").value(), "default") : null;
		LimitParser limit = new LimitParser(form, this.problems);
		limit.cuts();
		if (read == null) {
			return null;
		}
		Source text = plain ? new PlainText(read) : read;
		Source source = (values != null)
				? new Table(text, values, (otherwise instanceof Source.Constant it) ? it.text() : null)
				: (otherwise != null) ? new Source.FirstOf(List.of(text, otherwise)) : text;
		return limit.over(source);
	}

	private void refuseBeside(YamlEntries form, String what, List<String> keys) {
		for (String key : keys) {
			YamlEntries.Entry entry = form.get(key);
			if (entry != null) {
				this.problems.add(entry.place(), form.of(key), "has no use beside `" + what + "`", "remove it");
			}
		}
	}

	private @Nullable Source template(YamlEntries.Entry entry) {
		String text = YamlEntries.text(entry.value(), this.name + ".template", this.problems);
		return (text == null) ? null : new TemplateParser(this.paths, this.problems).parse(text,
				Place.of(entry.value()), this.name + ".template");
	}

	private @Nullable Source expression(YamlEntries.Entry entry) {
		String text = YamlEntries.text(entry.value(), this.name + ".expression", this.problems);
		return (text == null) ? null : new ExpressionParser(this.paths, this.problems).parse(text,
				Place.of(entry.value()), this.name + ".expression");
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

	@Nullable Source path(Node node) {
		String text = YamlEntries.text(node, this.name, this.problems);
		Source.Path path = (text != null) ? this.paths.read(text, Place.of(node), this.name) : null;
		if (path != null && this.field.refersTo() != null && !path.isLookup()) {
			problem(Place.of(node), "has " + Wording.quoted(path.text()) + ", which is no lookup field",
					"write the lookup to the record itself, such as " + this.made.exampleLookup(this.field.refersTo()));
			return null;
		}
		return path;
	}

	private @Nullable Source constant(Node node, String key) {
		String text = YamlEntries.text(node, this.name + "." + key, this.problems);
		return (text != null && fits(text, node)) ? new Source.Constant(text) : null;
	}

	private @Nullable Translations values(YamlEntries form) {
		YamlEntries.Entry values = form.get("values");
		if (values == null) {
			for (String key : List.of("ignore-case", "unmapped")) {
				YamlEntries.Entry entry = form.get(key);
				if (entry != null) {
					this.problems.add(entry.place(), form.of(key), "has no use without a table",
							"add `values` or remove it");
				}
			}
			return null;
		}
		boolean ignoresCase = form.choice("ignore-case", Map.of("true", true, "false", false), false);
		Map<String, Place> places = new HashMap<>();
		SortedMap<String, String> lines = lines(values, places, ignoresCase);
		return (lines != null) ? new Translations(lines, places, ignoresCase) : null;
	}

	private @Nullable SortedMap<String, String> lines(YamlEntries.Entry entry, Map<String, Place> places,
			boolean ignoresCase) {
		if (!(entry.value() instanceof MappingNode node) || node.getValue().isEmpty()) {
			problem(entry.place(), "has no table behind `values`",
					"write values: { \"value in Salesforce\": value in COR, … }");
			return null;
		}
		SortedMap<String, String> values = new TreeMap<>();
		Map<String, YamlEntries.Entry> meanings = new HashMap<>();
		for (YamlEntries.Entry line : new YamlEntries(node, this.name + ".values", this.problems).all()) {
			String value = YamlEntries.text(line.value(), this.name + ".values." + line.key(), this.problems);
			if (value != null && fits(value, line.value())) {
				values.put(line.key(), value);
				places.put(line.key(), line.place());
				refuseSecond(line, value, values, meanings, ignoresCase);
			}
		}
		return values;
	}

	private void refuseSecond(YamlEntries.Entry line, String value, Map<String, String> values,
			Map<String, YamlEntries.Entry> meanings, boolean ignoresCase) {
		String spelling = Translations.spellings(line.key()).get(0);
		boolean id = Translations.spellings(line.key()).size() > 1;
		YamlEntries.Entry first = meanings.putIfAbsent((ignoresCase && !id) ? Translations.folded(spelling) : spelling,
				line);
		if (first != null && !value.equals(values.get(first.key()))) {
			this.problems.add(line.place(), this.name + ".values." + line.key(), "is the same as "
					+ Wording.quoted(first.key()) + " on line " + first.place().line() + ", with another value",
					"keep one of them");
		}
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

	private void problem(Place place, String what, String remedy) {
		this.problems.add(place, this.name, what, remedy);
	}

}
