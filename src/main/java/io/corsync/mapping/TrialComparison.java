package io.corsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds what the mapping made of a row against what a mapping test expects, and names
 * each field that differs, where the test says so and where the mapping makes it.
 */
final class TrialComparison {

	private final String mappingName;

	private final Sections sections;

	private final Problems problems;

	TrialComparison(MappingFile mapping, Problems problems) {
		this.mappingName = mapping.name();
		this.sections = mapping.sections();
		this.problems = problems;
	}

	void compare(MappedOpportunity mapped, Expectation expectation) {
		expectation.made().forEach((kind, made) -> made(kind, made, of(kind, mapped)));
		expectation.refused().forEach((kind, refused) -> refused(kind, refused, of(kind, mapped)));
		if (expectation.rule() != null) {
			fitting(expectation.rule(), mapped.project().rule());
		}
		if (expectation.stopped() != null) {
			stopped(expectation.stopped(), mapped);
		}
	}

	private void fitting(Expectation.Fitting expected, Mapped.@Nullable Rule rule) {
		String name = (rule != null) ? rule.name() : null;
		if (!Objects.equals(name, expected.name())) {
			this.problems.add(expected.place(), "project",
					(name != null) ? "is mapped by the rule " + Wording.quoted(name)
							: "is mapped by the plain section, as no rule fits",
					"expected is " + ((expected.name() != null) ? "the rule " + Wording.quoted(expected.name())
							: "that none fits"));
		}
	}

	private void stopped(Expectation.Stopped expected, MappedOpportunity mapped) {
		SortedSet<String> stopped = TrialText.stopped(mapped);
		if (!stopped.equals(expected.kinds())) {
			this.problems.add(expected.place(), ExpectationParser.STOPPED,
					"are the updates of " + (stopped.isEmpty() ? "nobody" : Wording.list(stopped)),
					"expected is " + (expected.kinds().isEmpty() ? "nobody" : Wording.list(expected.kinds())));
		}
	}

	private static List<Mapped> of(Kind kind, MappedOpportunity mapped) {
		return Stream.concat(Stream.of(mapped.project()), mapped.parents().stream())
			.filter((entity) -> entity.kind() == kind && !entity.leftOut())
			.toList();
	}

	/** By id where the test names one, else in the order of making. */
	private void made(Kind kind, Expectation.Made expected, List<Mapped> made) {
		List<Mapped> rest = new ArrayList<>(made);
		List<Expectation.Entity> nameless = new ArrayList<>();
		for (Expectation.Entity entity : expected.entities()) {
			if (entity.id() == null) {
				nameless.add(entity);
				continue;
			}
			Mapped same = rest.stream()
				.filter((some) -> some.externalId().equals(entity.id()))
				.findFirst()
				.orElse(null);
			compare(kind, entity, same);
			rest.remove(same);
		}
		for (Expectation.Entity entity : nameless) {
			compare(kind, entity, rest.isEmpty() ? null : rest.remove(0));
		}
		for (Mapped more : rest) {
			this.problems.add(expected.place(), kind.word(),
					"%s is made as well%s".formatted(more.externalId(),
							more.name().isEmpty() ? "" : " (%s)".formatted(Wording.quoted(more.name()))),
					expected.entities().isEmpty() ? "expected is none" : "add it to a list: one `- id: …` for each");
		}
	}

	private void compare(Kind kind, Expectation.Entity expected, @Nullable Mapped made) {
		if (made == null) {
			this.problems.add(expected.place(), kind.word(), "is not made",
					"let the row refer to one that it brings along, or write `%s: none`".formatted(kind.word()));
			return;
		}
		if (!made.refusals().isEmpty()) {
			made.refusals()
				.forEach((refusal) -> this.problems.add(expected.place(), kind.word(),
						"is refused by " + refusal.cause() + ": " + refusal.message(),
						"expected is that it is sent; if not, write `refused: { %s: %s }`".formatted(kind.word(),
								refusal.cause())));
			return;
		}
		SortedSet<String> names = new TreeSet<>(made.payload().names());
		names.addAll(expected.fields().keySet());
		names.forEach((name) -> compare(kind, name, expected, made.payload().get(name)));
	}

	private void compare(Kind kind, String name, Expectation.Entity entity, @Nullable JsonNode value) {
		Expectation.Field expected = entity.fields().get(name);
		String field = kind.word() + "." + name;
		if (expected == null) {
			this.problems.add(entity.place(), field, "becomes " + shown(value) + where(kind, name),
					"expected is nothing; if it is meant, add `%s: %s`".formatted(name, TrialText.scalar(value)));
		}
		else if (value == null) {
			this.problems.add(expected.place(), field, "has no value" + where(kind, name),
					"expected is " + shown(expected.value()));
		}
		else if (!same(value, expected.value())) {
			this.problems.add(expected.place(), field, "becomes " + shown(value) + where(kind, name),
					"expected is " + shown(expected.value()));
		}
	}

	private static boolean same(JsonNode value, JsonNode expected) {
		return (value.isNumber() && expected.isNumber()) ? value.decimalValue().compareTo(expected.decimalValue()) == 0
				: value.equals(expected);
	}

	private static String shown(@Nullable JsonNode value) {
		return (value == null) ? "nothing" : value.isString() ? Wording.quoted(value.stringValue()) : value.toString();
	}

	private String where(Kind kind, String name) {
		Section section = this.sections.of(kind);
		return (section == null) ? ""
				: section.rule(name)
					.map((rule) -> " by %s line %d".formatted(this.mappingName, rule.place().line()))
					.orElse(", and the mapping has no line for it");
	}

	private void refused(Kind kind, Expectation.Refused expected, List<Mapped> made) {
		List<Mapped.Refusal> refusals = made.stream().flatMap((some) -> some.refusals().stream()).toList();
		SortedSet<String> causes = refusals.stream()
			.map(Mapped.Refusal::cause)
			.collect(Collectors.toCollection(TreeSet::new));
		for (String cause : expected.causes()) {
			if (!causes.contains(cause)) {
				this.problems.add(expected.place(), kind.word(), "is not refused by " + cause,
						"expected is that it is; what is refused is told with its cause when you remove this line");
			}
		}
		refusals.stream()
			.filter((refusal) -> !expected.causes().contains(refusal.cause()))
			.forEach((refusal) -> this.problems.add(expected.place(), kind.word(),
					"is refused by " + refusal.cause() + " too: " + refusal.message(),
					"if that is meant, add it: `%s: [%s]`".formatted(kind.word(), String.join(", ", causes))));
	}

}
