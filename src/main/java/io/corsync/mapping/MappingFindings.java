package io.corsync.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an org has against a mapping file, by what follows from it; each list in the order
 * of the file.
 *
 * @param unfit what cannot work as it is written: nothing may be sent by such a file
 * * @param unseen what this user does not see: Salesforce may answer all the same when it
 * is asked, and has the last word
 * @param notes what is worth knowing
 */
public record MappingFindings(List<MappingProblem> unfit, List<MappingProblem> unseen, List<MappingProblem> notes) {

	/**
	 * Everything that somebody has to mend or to confirm.
	 * @return in the order of the file
	 */
	public List<MappingProblem> problems() {
		return Stream.concat(this.unfit.stream(), this.unseen.stream())
			.sorted(Comparator.comparingInt(MappingProblem::line).thenComparingInt(MappingProblem::column))
			.toList();
	}

}
