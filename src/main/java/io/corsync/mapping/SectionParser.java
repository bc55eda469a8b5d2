package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads one section of the mapping file.
 */
final class SectionParser {

	private final MadeKinds made;

	private final Problems problems;

	SectionParser(MadeKinds made, Problems problems) {
		this.made = made;
		this.problems = problems;
	}

	/**
	 * Reads a section.
	 * @param top the keys of the whole file
	 * @param kind whose section it is
	 * @return null when the file has none
	 */
	@Nullable Section parse(YamlEntries top, Kind kind) {
		YamlEntries.Entry entry = top.get(kind.word());
		if (entry == null) {
			return null;
		}
		YamlEntries fields = fields(entry, kind.word());
		if (fields == null) {
			return new Section(kind, this.made.object(kind), List.of(), null);
		}
		for (String required : CorField.requiredOf(kind)) {
			if (fields.get(required) == null) {
				this.problems.add(entry.place(), fields.of(required), "is missing, COR requires it",
						"add a line such as `" + required + ": " + example(required) + "`");
			}
		}
		return new Section(kind, this.made.object(kind), rules(fields, kind, Set.of()), stop(fields, kind));
	}

	private String example(String required) {
		return switch (required) {
			case "client_id" -> this.made.exampleLookup(Kind.CLIENT);
			case "brand_id" -> this.made.exampleLookup(Kind.BRAND);
			default -> "Name";
		};
	}

	/**
	 * Reads lines that hold in place of another section's.
	 * @param entry where they stand
	 * @param name what to call them in problems
	 * @param plain the section whose lines they replace
	 * @return null when there are none
	 */
	@Nullable Overlay overlay(YamlEntries.Entry entry, String name, Section plain) {
		YamlEntries fields = fields(entry, name);
		if (fields == null) {
			return null;
		}
		Set<String> removed = new TreeSet<>();
		fields.all().stream().filter((line) -> YamlEntries.isWord(line.value(), "none")).forEach((line) -> {
			removed.add(line.key());
			refuseRemoval(line, fields.of(line.key()), plain);
		});
		return new Overlay(new Section(plain.kind(), plain.object(), rules(fields, plain.kind(), removed),
				removed.contains(Section.STOP) ? null : stop(fields, plain.kind())), removed);
	}

	private void refuseRemoval(YamlEntries.Entry line, String field, Section plain) {
		boolean there = line.key().equals(Section.STOP) ? plain.stop() != null : plain.rule(line.key()).isPresent();
		if (!there) {
			this.problems.add(line.place(), field,
					"removes what the section `" + plain.kind().word() + ":` does not have", "remove the line");
		}
		else if (CorField.requiredOf(plain.kind()).contains(line.key())) {
			this.problems.add(line.place(), field, "cannot be removed, COR requires it", "remove the line");
		}
	}

	private @Nullable YamlEntries fields(YamlEntries.Entry entry, String name) {
		if (!(entry.value() instanceof MappingNode node)) {
			this.problems.add(entry.place(), name, "has no fields",
					"write `name: Name` and the like below it, indented, or remove it");
			return null;
		}
		return new YamlEntries(node, name, this.problems);
	}

	private List<FieldRule> rules(YamlEntries fields, Kind kind, Set<String> without) {
		Map<String, CorField> known = CorField.of(kind);
		PathSyntax paths = new PathSyntax(this.made.object(kind), this.problems);
		List<FieldRule> rules = new ArrayList<>();
		for (YamlEntries.Entry line : fields.all()) {
			boolean object = line.key().equals(MadeKinds.OBJECT) && Section.standardObject(kind) == null;
			if (object || line.key().equals(Section.STOP)) {
				continue;
			}
			CorField field = known.get(line.key());
			if (field == null) {
				unknownField(line, fields.of(line.key()), kind, known);
			}
			else if (!without.contains(line.key())) {
				FieldRule rule = new FieldParser(this.made.field(field), fields.of(line.key()), paths, this.made,
						this.problems)
					.parse(line);
				if (rule != null) {
					rules.add(rule);
				}
			}
		}
		return List.copyOf(rules);
	}

	private Section.@Nullable Stop stop(YamlEntries fields, Kind kind) {
		YamlEntries.Entry entry = fields.get(Section.STOP);
		String text = fields.text(Section.STOP);
		if (entry == null || text == null) {
			return null;
		}
		PathSyntax paths = new PathSyntax(this.made.object(kind), this.problems);
		Expression condition = new ExpressionParser(paths, this.problems).parse(text, Place.of(entry.value()),
				fields.of(Section.STOP));
		return (condition != null) ? new Section.Stop(condition, entry.place()) : null;
	}

	private void unknownField(YamlEntries.Entry line, String field, Kind kind, Map<String, CorField> known) {
		if (line.key().equals("id")) {
			this.problems.add(line.place(), field, "is not mapped: it is always the record's Id", "remove the line");
			return;
		}
		this.problems.add(line.place(), field, "is no field of COR's " + kind.path(),
				Wording.didYouMean(line.key(), known.keySet()) + "known are "
						+ Wording.list(new TreeSet<>(known.keySet())));
	}

	/**
	 * Lines that hold in place of others.
	 *
	 * @param own the lines
	 * @param removed fields that have no line any more
	 */
	record Overlay(Section own, Set<String> removed) {

		Section over(Section plain) {
			List<FieldRule> rules = new ArrayList<>(this.own.rules());
			plain.rules()
				.stream()
				.filter((rule) -> !this.removed.contains(rule.field().name())
						&& this.own.rule(rule.field().name()).isEmpty())
				.forEach(rules::add);
			boolean keepsStop = this.own.stop() == null && !this.removed.contains(Section.STOP);
			return new Section(plain.kind(), plain.object(), List.copyOf(rules),
					keepsStop ? plain.stop() : this.own.stop());
		}

	}

}
