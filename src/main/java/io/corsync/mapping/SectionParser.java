package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads one section of the mapping file.
 */
final class SectionParser {

	private final Problems problems;

	SectionParser(Problems problems) {
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
		if (!(entry.value() instanceof MappingNode node)) {
			this.problems.add(entry.place(), kind.word(), "has no fields",
					"write `name: Name` and the like below it, indented, or remove it");
			return new Section(kind, List.of());
		}
		Map<String, CorField> known = CorField.of(kind);
		PathSyntax paths = new PathSyntax(Section.object(kind), this.problems);
		YamlEntries fields = new YamlEntries(node, kind.word(), this.problems);
		List<FieldRule> rules = new ArrayList<>();
		for (YamlEntries.Entry line : fields.all()) {
			CorField field = known.get(line.key());
			if (field == null) {
				unknownField(line, kind, known);
				continue;
			}
			FieldRule rule = new FieldParser(field, fields.of(line.key()), paths, this.problems).parse(line);
			if (rule != null) {
				rules.add(rule);
			}
		}
		for (String required : CorField.requiredOf(kind)) {
			if (fields.get(required) == null) {
				this.problems.add(entry.place(), fields.of(required), "is missing, COR requires it",
						"add a line such as `" + required + ": " + (required.equals("name") ? "Name" : "AccountId")
								+ "`");
			}
		}
		return new Section(kind, List.copyOf(rules));
	}

	private void unknownField(YamlEntries.Entry line, Kind kind, Map<String, CorField> known) {
		String field = kind.word() + "." + line.key();
		if (line.key().equals("id")) {
			this.problems.add(line.place(), field, "is not mapped: it is always the record's Id", "remove the line");
			return;
		}
		this.problems.add(line.place(), field, "is no field of COR's " + kind.path(),
				Wording.didYouMean(line.key(), known.keySet()) + "known are "
						+ Wording.list(new TreeSet<>(known.keySet())));
	}

}
