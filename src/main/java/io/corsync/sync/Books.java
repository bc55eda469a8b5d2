package io.corsync.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.corsync.ledger.Runs;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * The certificates of a run's steps together.
 */
final class Books {

	private final Map<Runs.Count, Long> counts = new LinkedHashMap<>();

	private final List<Certificate> certificates = new ArrayList<>();

	private boolean balanced = true;

	Books(List<StepExecution> steps) {
		for (StepExecution step : steps) {
			Certificate certificate = Certificate.restore(step.getExecutionContext());
			this.certificates.add(certificate);
			certificate.counts(Phase.stepOf(step.getStepName())).forEach(this::add);
			this.balanced &= step.getStatus() != BatchStatus.COMPLETED || certificate.balanced();
		}
	}

	// The slices of a step are counted together.
	private void add(Runs.Count count) {
		this.counts.merge(new Runs.Count(count.step(), count.kind(), count.outcome(), 0), count.rows(), Long::sum);
	}

	List<Runs.Count> counts() {
		List<Runs.Count> sums = new ArrayList<>();
		this.counts
			.forEach((count, rows) -> sums.add(new Runs.Count(count.step(), count.kind(), count.outcome(), rows)));
		return sums;
	}

	/**
	 * Whether every row that a finished step read has exactly one outcome.
	 */
	boolean balanced() {
		return this.balanced;
	}

	/**
	 * Whether a row ended so that nobody has parked.
	 */
	boolean any(Outcome outcome) {
		return open(outcome) > 0;
	}

	/**
	 * How many rows ended so that nobody has parked.
	 */
	long open(Outcome outcome) {
		return this.certificates.stream().mapToLong((certificate) -> certificate.open(outcome)).sum();
	}

}
