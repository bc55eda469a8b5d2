package io.corsync.mapping;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a mapping file.
 *
 * @param project how projects are made
 * @param client how clients are made, null when they are not
 * @param contract how contracts are made, null when they are not
 */
record Sections(Section project, @Nullable Section client, @Nullable Section contract) {

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

	/** The ways from an Opportunity to the Contracts its project may refer to. */
	List<String> waysToContracts() {
		return (this.contract != null) ? this.project.waysTo(Kind.CONTRACT) : List.of();
	}

	/**
	 * The ways from an Opportunity to the Accounts its project or contract may refer to.
	 */
	List<String> waysToClients() {
		if (this.client == null) {
			return List.of();
		}
		Stream<String> own = this.project.waysTo(Kind.CLIENT).stream();
		Stream<String> contracts = waysToContracts().stream()
			.flatMap((contract) -> waysFromContractToClients().stream().map((client) -> contract + "." + client));
		return Stream.concat(own, contracts).distinct().toList();
	}

	List<String> waysFromContractToClients() {
		return (this.contract != null && this.client != null) ? this.contract.waysTo(Kind.CLIENT) : List.of();
	}

}
