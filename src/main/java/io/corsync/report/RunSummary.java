package io.corsync.report;

import java.util.List;

import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import io.corsync.sync.Inspection;

/**
 * A run in reports.
 *
 * @param run its row
 * @param counts its certificate
 * @param slices its slices, none when it has none
 */
public record RunSummary(Run run, List<Runs.Count> counts, List<Slices.Line> slices) {

	/**
	 * A run as the database has it.
	 * @param inspection looks into the database
	 * @param run the run
	 * @return the run with its counts and slices
	 */
	public static RunSummary of(Inspection inspection, Run run) {
		return new RunSummary(run, inspection.counts(run), inspection.slices(run));
	}

}
