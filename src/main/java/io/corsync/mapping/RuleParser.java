package io.corsync.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the rules, of which at most one may fit any row.
 */
final class RuleParser {

	static final List<String> KEYS = List.of("name", "when", "project", "skip");

	private final Section plain;

	private final SectionParser sections;

	private final Problems problems;

	private final List<Rule> rules = new ArrayList<>();

	/** The first line of the file for each field of projects. */
	private final Map<String, FieldRule> firsts = new HashMap<>();

	RuleParser(Section plain, SectionParser sections, Problems problems) {
		this.plain = plain;
		this.sections = sections;
		this.problems = problems;
		plain.rules().forEach((rule) -> this.firsts.put(rule.field().name(), rule));
	}

	/**
	 * Reads the rules.
	 * @param entry the key {@code rules}, null when the file has none
	 * @return in the order of the file
	 */
	List<Rule> parse(YamlEntries.@Nullable Entry entry) {
		if (entry == null) {
			return List.of();
		}
		if (!(entry.value() instanceof SequenceNode list) || list.getValue().isEmpty()) {
			this.problems.add(entry.place(), "rules", "has no list of rules",
					"write `- name: …` and the like below it, or remove it");
			return List.of();
		}
		for (Node node : list.getValue()) {
			Rule rule = rule(node);
			if (rule != null) {
				refuseOverlaps(rule);
				refuseOtherOwners(rule);
				this.rules.add(rule);
			}
		}
		return List.copyOf(this.rules);
	}

	private @Nullable Rule rule(Node node) {
		if (!(node instanceof MappingNode mapping)) {
			this.problems.add(Place.of(node), "rules", "has an entry that is no rule",
					"write `name:`, `when:`, and `project:` or `skip: true`");
			return null;
		}
		YamlEntries unnamed = new YamlEntries(mapping, "rules", this.problems);
		String name = unnamed.text("name");
		if (unnamed.get("name") == null) {
			this.problems.add(Place.of(node), "rules.name", "is missing", "give the rule a name to know it by");
		}
		if (name == null) {
			return null;
		}
		return rule(name, unnamed.called("rules." + name), Place.of(node));
	}

	private @Nullable Rule rule(String name, YamlEntries form, Place place) {
		form.refuseOthersThan(KEYS);
		List<Condition> when = new ConditionParser(form, this.problems).parse(place);
		boolean skips = form.choice("skip", Map.of("true", true, "false", false), false);
		YamlEntries.Entry lines = form.get("project");
		if (skips == (lines != null)) {
			this.problems.add(place, form.of("project"), skips ? "stands beside `skip: true`" : "is missing",
					"keep one of `project:` and `skip: true`");
			return null;
		}
		if (lines == null) {
			return new Rule(name, when, new Section(this.plain.kind(), this.plain.object(), List.of(), null), null,
					place);
		}
		SectionParser.Overlay overlay = this.sections.overlay(lines, form.of("project"), this.plain);
		return (overlay == null) ? null : new Rule(name, when, overlay.own(), overlay.over(this.plain), place);
	}

	private void refuseOverlaps(Rule rule) {
		for (Rule other : this.rules) {
			if (other.name().equals(rule.name())) {
				this.problems.add(rule.place(), "rules." + rule.name(),
						"has the name of the rule on line " + other.place().line(), "give each rule a name of its own");
			}
			// A condition with a problem of its own is told already.
			boolean whole = !rule.when().isEmpty() && !other.when().isEmpty();
			if (whole && !rule.excludes(other)) {
				this.problems.add(rule.place(), "rules." + rule.name(),
						"may fit the same Opportunity as the rule " + Wording.quoted(other.name()) + " on line "
								+ other.place().line(),
						"let both name one field in `when`, with values of which none is the same");
			}
		}
	}

	private void refuseOtherOwners(Rule rule) {
		for (FieldRule line : rule.own().rules()) {
			FieldRule first = this.firsts.putIfAbsent(line.field().name(), line);
			if (first != null && first.owner() != line.owner()) {
				this.problems.add(line.place(), "rules." + rule.name() + ".project." + line.field().name(),
						"has owner " + line.owner().word() + " here and " + first.owner().word() + " on line "
								+ first.place().line() + ", but a field has one owner",
						"write owner: " + first.owner().word() + " here, or change it there");
			}
		}
	}

}
