package io.corsync.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a mapping file: how entities are made of the kinds that it makes, and
 * which Opportunities are mapped otherwise.
 */
final class Sections {

	private final Map<Kind, Section> sections = new EnumMap<>(Kind.class);

	private final List<Rule> rules;

	/**
	 * Takes sections.
	 * @param sections one of a kind, the project's among them
	 * @param rules which Opportunities are mapped otherwise, and how
	 */
	Sections(Collection<Section> sections, List<Rule> rules) {
		sections.forEach((section) -> this.sections.put(section.kind(), section));
		this.rules = List.copyOf(rules);
	}

	Section project() {
		return Objects.requireNonNull(this.sections.get(Kind.PROJECT), "every mapping has a section project");
	}

	List<Rule> rules() {
		return this.rules;
	}

	@Nullable Section of(Kind kind) {
		return this.sections.get(kind);
	}

	/** All of them, parents first. */
	Stream<Section> stream() {
		return this.sections.values().stream();
	}

	/** All sections, and the project's as it is by each rule. */
	Stream<Section> whole() {
		return Stream.concat(projects(), stream().filter((section) -> section.kind() != Kind.PROJECT));
	}

	/** Every line of the file, once. */
	Stream<Section> lines() {
		return Stream.concat(stream(), this.rules.stream().map(Rule::own));
	}

	/** All ways to make a project. */
	Stream<Section> projects() {
		return Stream.concat(Stream.of(project()), this.rules.stream().map(Rule::project).filter(Objects::nonNull));
	}

	/** Everything that is read to make a project, and to know how. */
	Stream<Source.Path> projectPaths() {
		return Stream.concat(projects().flatMap(Section::paths), this.rules.stream().flatMap(Rule::conditionPaths));
	}

	/**
	 * The ways from a kind's record to the records of another kind that it may refer to,
	 * itself or through what it refers to.
	 * @return none when the mapping does not make both
	 */
	List<String> ways(Kind from, Kind to) {
		if (of(to) == null) {
			return List.of();
		}
		Stream<String> through = Arrays.stream(Kind.values())
			.filter((middle) -> from.parents().contains(middle) && middle.parents().contains(to))
			.flatMap((middle) -> direct(from, middle).stream()
				.flatMap((way) -> ways(middle, to).stream().map((rest) -> way + "." + rest)));
		return Stream.concat(direct(from, to).stream(), through).distinct().toList();
	}

	private List<String> direct(Kind from, Kind to) {
		return whole().filter((section) -> section.kind() == from)
			.flatMap((section) -> section.waysTo(to).stream())
			.distinct()
			.toList();
	}

}
