package io.corsync.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads what a mapping test expects; its values must have the types of COR's fields.
 */
final class ExpectationParser {

	static final String REFUSED = "refused";

	static final String NONE = "none";

	static final String ID = "id";

	static final String RULE = "rule";

	static final String STOPPED = "stopped";

	private final Sections sections;

	private final ZoneId zone;

	private final Problems problems;

	private final Map<Kind, Expectation.Made> made = new EnumMap<>(Kind.class);

	private final Map<Kind, Expectation.Refused> refused = new EnumMap<>(Kind.class);

	ExpectationParser(Sections sections, ZoneId zone, Problems problems) {
		this.sections = sections;
		this.zone = zone;
		this.problems = problems;
	}

	Expectation parse(@Nullable MappingNode node) {
		Expectation.Fitting rule = null;
		Expectation.Stopped stopped = null;
		if (node != null) {
			YamlEntries entries = new YamlEntries(node, TrialParser.EXPECT, this.problems);
			entries.refuseOthersThan(Stream.concat(words().stream(), Stream.of(REFUSED, RULE, STOPPED)).toList());
			for (Kind kind : Kind.values()) {
				YamlEntries.Entry entry = entries.get(kind.word());
				if (entry != null) {
					made(kind, entry);
				}
			}
			YamlEntries.Entry refusals = entries.get(REFUSED);
			if (refusals != null) {
				refused(refusals);
			}
			rule = rule(entries);
			stopped = stopped(entries);
		}
		return new Expectation(this.made, this.refused, rule, stopped);
	}

	private Expectation.@Nullable Fitting rule(YamlEntries entries) {
		YamlEntries.Entry entry = entries.get(RULE);
		String name = entries.text(RULE);
		if (entry == null || name == null) {
			return null;
		}
		List<String> known = this.sections.rules().stream().map(Rule::name).toList();
		if (!name.equals(NONE) && !known.contains(name)) {
			this.problems.add(entry.place(), RULE, "is " + Wording.quoted(name) + ", which the mapping does not have",
					Wording.didYouMean(name, known) + "write the name of one of its rules, or none");
		}
		return new Expectation.Fitting(entry.place(), name.equals(NONE) ? null : name);
	}

	private Expectation.@Nullable Stopped stopped(YamlEntries entries) {
		YamlEntries.Entry entry = entries.get(STOPPED);
		if (entry == null) {
			return null;
		}
		SortedSet<String> kinds = texts(entry.value(), STOPPED);
		kinds.remove(NONE);
		for (String kind : kinds) {
			if (!words().contains(kind)) {
				this.problems.add(entry.place(), STOPPED, "has " + Wording.quoted(kind) + ", which is no kind",
						"write one of " + Wording.list(words()) + ", a list of them, or none");
			}
		}
		return new Expectation.Stopped(entry.place(), kinds);
	}

	private SortedSet<String> texts(Node node, String name) {
		SortedSet<String> texts = new TreeSet<>();
		for (Node each : (node instanceof SequenceNode list) ? list.getValue() : List.of(node)) {
			String text = YamlEntries.text(each, name, this.problems);
			if (text != null) {
				texts.add(text);
			}
		}
		return texts;
	}

	private static List<String> words() {
		return Arrays.stream(Kind.values()).map(Kind::word).toList();
	}

	private void made(Kind kind, YamlEntries.Entry entry) {
		if (this.sections.of(kind) == null && !NONE.equals(TrialRow.text(entry.value()))) {
			this.problems.add(entry.place(), kind.word(), "is expected, but the mapping makes none",
					"add the section `%s:` to the mapping, or write `%s: none`".formatted(kind.word(), kind.word()));
			return;
		}
		List<Expectation.Entity> entities = new ArrayList<>();
		List<Node> nodes = (entry.value() instanceof SequenceNode list) ? list.getValue() : List.of(entry.value());
		for (Node node : nodes) {
			if (node instanceof MappingNode fields) {
				entities.add(entity(kind, fields, (nodes.size() > 1) ? Place.of(node) : entry.place()));
			}
			else if (nodes.size() > 1 || !NONE.equals(TrialRow.text(node))) {
				this.problems.add(Place.of(node), kind.word(), "has no fields",
						"write what COR is to get below it, indented, or `%s: none`".formatted(kind.word()));
			}
		}
		this.made.put(kind, new Expectation.Made(entry.place(), List.copyOf(entities)));
	}

	private Expectation.Entity entity(Kind kind, MappingNode node, Place place) {
		Map<String, CorField> known = CorField.of(kind);
		SortedMap<String, Expectation.Field> fields = new TreeMap<>();
		String id = null;
		for (YamlEntries.Entry line : new YamlEntries(node, kind.word(), this.problems).all()) {
			String name = kind.word() + "." + line.key();
			CorField field = known.get(line.key());
			if (line.key().equals(ID)) {
				String text = YamlEntries.text(line.value(), name, this.problems);
				id = (text != null) ? TrialRow.normalId(text) : null;
			}
			else if (field == null) {
				this.problems.add(line.place(), name, "is no field of COR's " + kind.path(),
						Wording.didYouMean(line.key(), known.keySet()) + "known are "
								+ Wording.list(new TreeSet<>(known.keySet())));
			}
			else {
				JsonNode value = value(field, name, line.value());
				if (value != null) {
					fields.put(line.key(), new Expectation.Field(value, line.place()));
				}
			}
		}
		return new Expectation.Entity(place, id, fields);
	}

	private @Nullable JsonNode value(CorField field, String name, Node node) {
		if (!(node instanceof ScalarNode)) {
			this.problems.add(Place.of(node), name, "has several values where one is expected", "write one value");
			return null;
		}
		String text = TrialRow.text(node);
		if (text == null) {
			return JsonNodeFactory.instance.nullNode();
		}
		try {
			return field.type().read((field.refersTo() != null) ? TrialRow.normalId(text) : text, this.zone);
		}
		catch (RefusedValueException ex) {
			this.problems.add(Place.of(node), name, ex.what(), "write " + field.type().words());
			return null;
		}
	}

	private void refused(YamlEntries.Entry entry) {
		if (!(entry.value() instanceof MappingNode node)) {
			this.problems.add(entry.place(), REFUSED, "does not say what is refused",
					"write `project: VALUE_TYPE` and the like below it, indented");
			return;
		}
		YamlEntries entries = new YamlEntries(node, REFUSED, this.problems);
		entries.refuseOthersThan(words());
		for (Kind kind : Kind.values()) {
			YamlEntries.Entry line = entries.get(kind.word());
			if (line == null) {
				continue;
			}
			if (this.made.containsKey(kind)) {
				this.problems.add(line.place(), entries.of(kind.word()),
						"is expected to be refused, and its fields are expected as well", "keep one of them");
			}
			this.refused.put(kind, new Expectation.Refused(line.place(), texts(line.value(), entries.of(kind.word()))));
		}
	}

}
