package io.corsync.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.JsonNode;

/**
 * Writes a row and what the mapping makes of it as a mapping test.
 */
final class TrialText {

	/** Numbers, dates, and words that no reader of YAML takes for anything else. */
	private static final Pattern PLAIN = Pattern
		.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([Ee][+-]?\\d+)?|\\d{4}-\\d\\d-\\d\\d|true|false"
				+ "|(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z][\\w./@+-]*( [\\w./@+-]+)*|00[0-9A-Za-z]{16}");

	private static final String LINE_BREAKS = "\u0085\u2028\u2029\uFEFF";

	private final StringBuilder text = new StringBuilder();

	/**
	 * The test.
	 * @param row the row, read with the mapping's fields
	 * @param paths what is written of it, fields also through parents
	 * @param mapped what the mapping makes of it
	 * @param zone the org's time zone, null when the mapping names its own
	 * @return YAML
	 */
	static String of(SourceRow row, Collection<String> paths, MappedOpportunity mapped, @Nullable String zone) {
		TrialText yaml = new TrialText();
		yaml.line(0, "# Frozen from Opportunity " + row.id() + ": the values are a real deal's.");
		if (zone != null) {
			yaml.line(0, TrialParser.ZONE + ": " + scalar(zone));
		}
		yaml.line(0, TrialParser.ROW + ":");
		yaml.row(1, row, paths.stream().map((path) -> List.of(path.split("\\."))).toList());
		yaml.line(0, TrialParser.EXPECT + ":");
		yaml.expectation(mapped);
		return yaml.text.toString();
	}

	private void row(int depth, @Nullable SourceRow row, List<List<String>> paths) {
		Map<String, List<List<String>>> parents = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		TreeSet<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		for (List<String> path : paths) {
			if (path.size() == 1) {
				fields.add(path.get(0));
			}
			else {
				parents.computeIfAbsent(path.get(0), (any) -> new ArrayList<>()).add(path.subList(1, path.size()));
			}
		}
		fields.forEach((field) -> line(depth, field + ": " + scalar((row != null) ? row.text(field) : null)));
		parents.forEach((relationship, below) -> {
			SourceRow parent = (row != null) ? row.parent(relationship) : null;
			line(depth, relationship + ":" + ((parent != null) ? "" : " null"));
			if (parent != null) {
				row(depth + 1, parent, below);
			}
		});
	}

	private void expectation(MappedOpportunity mapped) {
		List<Mapped> all = Stream.concat(Stream.of(mapped.project()), mapped.parents().stream()).toList();
		List<Kind> refused = new ArrayList<>();
		Mapped.Rule rule = mapped.project().rule();
		if (rule != null) {
			line(1, ExpectationParser.RULE + ": " + scalar(rule.name()));
		}
		if (!stopped(mapped).isEmpty()) {
			line(1, ExpectationParser.STOPPED + ": " + stopped(mapped));
		}
		for (Kind kind : List.of(Kind.values())) {
			List<Mapped> some = all.stream().filter((entity) -> entity.kind() == kind).toList();
			if (some.stream().anyMatch((entity) -> !entity.refusals().isEmpty())) {
				refused.add(kind);
			}
			else if (some.stream().anyMatch(Mapped::leftOut)) {
				line(1, kind.word() + ": " + ExpectationParser.NONE);
			}
			else if (!some.isEmpty()) {
				line(1, kind.word() + ":");
				some.forEach((entity) -> entity(entity, some.size() > 1));
			}
		}
		if (!refused.isEmpty()) {
			line(1, ExpectationParser.REFUSED + ":");
			refused.forEach((kind) -> line(2, kind.word() + ": " + causes(all, kind)));
		}
	}

	/** The kinds of which {@code stop-updates-when} holds. */
	static SortedSet<String> stopped(MappedOpportunity mapped) {
		SortedSet<String> kinds = new TreeSet<>();
		Stream.concat(Stream.of(mapped.project()), mapped.parents().stream())
			.filter(Mapped::frozen)
			.forEach((entity) -> kinds.add(entity.kind().word()));
		return kinds;
	}

	private static String causes(List<Mapped> all, Kind kind) {
		TreeSet<String> causes = new TreeSet<>();
		all.stream()
			.filter((entity) -> entity.kind() == kind)
			.flatMap((entity) -> entity.refusals().stream())
			.forEach((refusal) -> causes.add(refusal.cause()));
		return causes.toString();
	}

	private void entity(Mapped entity, boolean listed) {
		line(2, (listed ? "- " : "") + ExpectationParser.ID + ": " + scalar(entity.externalId()));
		for (String name : entity.payload().names()) {
			line(2, (listed ? "  " : "") + name + ": " + scalar(entity.payload().get(name)));
		}
	}

	private void line(int depth, String words) {
		this.text.append("  ".repeat(depth)).append(words).append('\n');
	}

	static String scalar(@Nullable JsonNode value) {
		return (value == null || value.isNull()) ? "null"
				: value.isString() ? scalar(value.stringValue()) : value.toString();
	}

	/** A text that every reader of YAML reads as the same text, or as the same number. */
	static String scalar(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return "null";
		}
		if (PLAIN.matcher(value).matches()) {
			return value;
		}
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
			quoted.append(escaped(value.codePointAt(i)));
		}
		return quoted.append('"').toString();
	}

	private static String escaped(int character) {
		return switch (character) {
			case '"' -> "\\\"";
			case '\\' -> "\\\\";
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default -> (StreamReader.isPrintable(character) && LINE_BREAKS.indexOf(character) < 0)
					? Character.toString(character) : "\\u%04X".formatted(character);
		};
	}

}
