package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;

import io.corsync.ledger.Runs;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * The certificates of a run's steps together.
 */
final class Books {

	private final List<Runs.Count> counts = new ArrayList<>();

	private final List<Certificate> certificates = new ArrayList<>();

	private boolean balanced = true;

	Books(List<StepExecution> steps) {
		for (StepExecution step : steps) {
			Certificate certificate = Certificate.restore(step.getExecutionContext());
			this.certificates.add(certificate);
			this.counts.addAll(certificate.counts(step.getStepName()));
			this.balanced &= step.getStatus() != BatchStatus.COMPLETED || certificate.balanced();
		}
	}

	List<Runs.Count> counts() {
		return this.counts;
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
