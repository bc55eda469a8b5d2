package io.corsync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.corsync.sync.CorComparison;
import io.corsync.sync.ExitCode;
import io.corsync.sync.RunReport;

/**
 * The answer of a reconcile that also looks at COR: how the runs ended, and what COR
 * shows otherwise than it accepted it.
 */
final class Comparing implements RunPrinting.Answer {

	/** The run came to its end, whatever waits. */
	private static final Set<ExitCode> FINISHED = Set.of(ExitCode.DONE, ExitCode.UNSETTLED, ExitCode.APPROVAL_NEEDED);

	private final Screen screen;

	private final boolean json;

	Comparing(Screen screen, boolean json) {
		this.screen = screen;
		this.json = json;
	}

	/**
	 * The answer in one.
	 *
	 * @param runs how the runs ended
	 * @param differences what COR shows otherwise
	 * @param compared how much was compared, by kind; nothing when the run did not finish
	 */
	record All(List<RunReport> runs, List<CorComparison.Difference> differences,
			List<CorComparison.Compared> compared) {

	}

	@Override
	public void give(Opener.Parts parts, List<RunReport> reports, ExitCode code) {
		boolean finished = FINISHED.contains(code);
		if (this.json) {
			List<CorComparison.Difference> differences = new ArrayList<>();
			List<CorComparison.Compared> compared = finished ? parts.get(CorComparison.class).compare(differences::add)
					: List.of();
			this.screen.json(new All(reports, differences, compared));
			return;
		}
		RunPrinting.summarize(this.screen, reports, code);
		if (finished) {
			parts.get(CorComparison.class).compare(this::print).forEach(this::print);
		}
	}

	private void print(CorComparison.Difference difference) {
		this.screen.answerLine(this.screen.wrap("%s %s \"%s\" (%s in COR) %s.".formatted(difference.kind(),
				difference.externalId(), difference.name(), difference.corId(), difference.words()), ""));
	}

	private void print(CorComparison.Compared compared) {
		if (compared.problem() != null) {
			this.screen.answerLine(this.screen
				.wrap("The %ss in COR were not compared: %s.".formatted(compared.kind(), compared.problem()), ""));
		}
		else {
			this.screen.doneLine("%,d %ss were compared with COR: %,d %s.".formatted(compared.rows(), compared.kind(),
					compared.different(), (compared.different() == 1) ? "differs" : "differ"));
		}
	}

}
