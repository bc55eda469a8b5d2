package io.corsync.mapping;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a mapping file.
 *
 * @param project how projects are made
 * @param client how clients are made, null when they are not
 * @param contract how contracts are made, null when they are not
 * @param rules which Opportunities are mapped otherwise, and how
 */
record Sections(Section project, @Nullable Section client, @Nullable Section contract, List<Rule> rules) {

	@Nullable Section of(Kind kind) {
		return switch (kind) {
			case PROJECT -> this.project;
			case CLIENT -> this.client;
			case CONTRACT -> this.contract;
		};
	}

	Stream<Section> stream() {
		return Stream.of(this.project, this.client, this.contract).filter(Objects::nonNull);
	}

	/** All sections, and the project's as it is by each rule. */
	Stream<Section> whole() {
		return Stream.of(projects(), Stream.of(this.client, this.contract).filter(Objects::nonNull))
			.flatMap(Function.identity());
	}

	/** Every line of the file, once. */
	Stream<Section> lines() {
		return Stream.concat(stream(), this.rules.stream().map(Rule::own));
	}

	/** All ways to make a project. */
	Stream<Section> projects() {
		return Stream.concat(Stream.of(this.project), this.rules.stream().map(Rule::project).filter(Objects::nonNull));
	}

	/** Everything that is read to make a project, and to know how. */
	Stream<Source.Path> projectPaths() {
		return Stream.concat(projects().flatMap(Section::paths), this.rules.stream().flatMap(Rule::conditionPaths));
	}

	private List<String> waysOfProjectsTo(Kind kind) {
		return projects().flatMap((section) -> section.waysTo(kind).stream()).distinct().toList();
	}

	/** The ways from an Opportunity to the Contracts its project may refer to. */
	List<String> waysToContracts() {
		return (this.contract != null) ? waysOfProjectsTo(Kind.CONTRACT) : List.of();
	}

	/**
	 * The ways from an Opportunity to the Accounts its project or contract may refer to.
	 */
	List<String> waysToClients() {
		if (this.client == null) {
			return List.of();
		}
		Stream<String> own = waysOfProjectsTo(Kind.CLIENT).stream();
		Stream<String> contracts = waysToContracts().stream()
			.flatMap((contract) -> waysFromContractToClients().stream().map((client) -> contract + "." + client));
		return Stream.concat(own, contracts).distinct().toList();
	}

	List<String> waysFromContractToClients() {
		return (this.contract != null && this.client != null) ? this.contract.waysTo(Kind.CLIENT) : List.of();
	}

}
