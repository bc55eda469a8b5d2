package io.corsync.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which Opportunities are mapped otherwise than the section `project` says, and how. Of
 * two rules at most one fits a row.
 *
 * @param name what the file calls it
 * @param when what a row must fulfil, all of it
 * @param own the lines that the rule itself has
 * @param project how projects are made, the plain section's lines included; null when
 * such Opportunities are left out
 * @param place where the mapping file says so
 */
record Rule(String name, List<Condition> when, Section own, @Nullable Section project, Place place) {

	boolean fits(Reading reading) {
		for (Condition condition : this.when) {
			if (!condition.fits(reading)) {
				return false;
			}
		}
		return true;
	}

	boolean excludes(Rule other) {
		return this.when.stream().anyMatch((mine) -> other.when.stream().anyMatch(mine::excludes));
	}

	Stream<Source.Path> conditionPaths() {
		return this.when.stream().map(Condition::path);
	}

	Mapped.Rule carried() {
		return new Mapped.Rule(this.name, this.project == null);
	}

	/** The name is for people and has no part in it. */
	String meaning() {
		Stream<String> conditions = this.when.stream().map(Condition::meaning).sorted(Comparator.naturalOrder());
		return conditions.collect(Collectors.joining(" and ", "when ", " "))
				+ ((this.project != null) ? this.project.meaning() : "skip");
	}

}
