package io.corsync.mapping;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The mapping file cannot be used; its message has one line per problem.
 */
public final class MappingException extends RuntimeException {

	private final transient List<MappingProblem> problems;

	MappingException(List<MappingProblem> problems) {
		super(problems.stream().map(MappingProblem::toString).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Everything that is wrong, in the order of the file.
	 * @return at least one problem
	 */
	public List<MappingProblem> problems() {
		return this.problems;
	}

}
