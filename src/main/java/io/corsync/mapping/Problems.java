package io.corsync.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one mapping file, so that all of it is told at once.
 */
final class Problems {

	private final String file;

	private final List<MappingProblem> found = new ArrayList<>();

	Problems(String file) {
		this.file = file;
	}

	void add(Place place, String field, String what, String remedy) {
		this.found.add(new MappingProblem(this.file, place.line(), place.column(), field, what, remedy));
	}

	/**
	 * What was found so far.
	 * @return in the order of the file, each once
	 */
	List<MappingProblem> list() {
		return this.found.stream()
			.distinct()
			.sorted(Comparator.comparingInt(MappingProblem::line).thenComparingInt(MappingProblem::column))
			.toList();
	}

	boolean any() {
		return !this.found.isEmpty();
	}

	void throwIfAny() {
		if (any()) {
			throw new MappingException(list());
		}
	}

}
