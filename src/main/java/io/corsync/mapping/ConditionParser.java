package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what a rule wants of a row.
 */
final class ConditionParser {

	private static final String FORM = "write { Type: Retainer }, { Type: [Retainer, Fee] } or { Type: null } for an empty field";

	private final YamlEntries rule;

	private final Problems problems;

	ConditionParser(YamlEntries rule, Problems problems) {
		this.rule = rule;
		this.problems = problems;
	}

	/**
	 * Reads {@code when}.
	 * @param place where the rule begins
	 * @return what a row must fulfil; empty when something is wrong with it
	 */
	List<Condition> parse(Place place) {
		String name = this.rule.of("when");
		YamlEntries.Entry entry = this.rule.get("when");
		if (entry == null) {
			this.problems.add(place, name, "is missing", "say which Opportunities the rule is for: " + FORM);
			return List.of();
		}
		if (!(entry.value() instanceof MappingNode node) || node.getValue().isEmpty()) {
			this.problems.add(entry.place(), name, "names no field", FORM);
			return List.of();
		}
		PathSyntax paths = new PathSyntax(Section.OPPORTUNITY, this.problems);
		YamlEntries fields = new YamlEntries(node, name, this.problems);
		List<Condition> conditions = new ArrayList<>();
		for (YamlEntries.Entry line : fields.all()) {
			Source.Path path = paths.read(line.key(), line.place(), fields.of(line.key()));
			Condition condition = (path != null) ? condition(path, line.value(), fields.of(line.key())) : null;
			if (condition != null) {
				conditions.add(condition);
			}
		}
		return (conditions.size() == fields.all().size()) ? List.copyOf(conditions) : List.of();
	}

	private @Nullable Condition condition(Source.Path path, Node node, String name) {
		List<Node> nodes = (node instanceof SequenceNode list) ? list.getValue() : List.of(node);
		if (nodes.isEmpty()) {
			this.problems.add(Place.of(node), name, "has an empty list, which no Opportunity fits", FORM);
			return null;
		}
		Set<String> values = new TreeSet<>();
		boolean empty = false;
		for (Node each : nodes) {
			if (YamlEntries.isWord(each, "null") || YamlEntries.isWord(each, "~")) {
				empty = true;
				continue;
			}
			String value = YamlEntries.text(each, name, this.problems);
			if (value == null) {
				return null;
			}
			values.add(value);
		}
		return new Condition(path, values, empty);
	}

}
