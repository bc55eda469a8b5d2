package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;

import io.corsync.cor.CorException;
import io.corsync.ledger.DatabaseException;
import io.corsync.ledger.FenceLostException;
import io.corsync.ledger.Holder;
import io.corsync.ledger.Run;
import io.corsync.salesforce.SalesforceException;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * How a job ended, in the words of runs.
 *
 * @param state the run's state
 * @param code its exit code, not yet knowing of unsettled records
 * @param problem why it ended early, null when it did not
 */
record Ending(Run.Status state, ExitCode code, @Nullable String problem) {

	static Ending of(JobExecution execution, boolean balanced, LeaseKeeper keeper, String databaseUrl) {
		if (execution.getStatus() == BatchStatus.COMPLETED) {
			return balanced ? new Ending(Run.Status.COMPLETED, ExitCode.DONE, null) : new Ending(Run.Status.COMPLETED,
					ExitCode.DEFECT,
					"The books do not balance: a row was read and has no outcome. This is a defect of this program; please report it with the log.");
		}
		Throwable failure = null;
		DatabaseException database = null;
		List<Throwable> failures = failures(execution);
		for (Throwable thrown : failures) {
			failure = (failure == null) ? known(thrown) : failure;
			database = (database == null) ? DatabaseException.in(thrown, databaseUrl) : database;
		}
		if (keeper.stopping() && (failure == null || failure instanceof CorException.Stopped
				|| failure instanceof SalesforceException.Unavailable)) {
			Holder asker = keeper.asker();
			return new Ending(Run.Status.STOPPED, ExitCode.STOPPED,
					((asker != null) ? "Gave way to " + asker.describe() : "Stopped by a signal")
							+ "; the same command continues it.");
		}
		if (failures.stream().anyMatch(Ending::outOfMemory)) {
			return new Ending(Run.Status.FAILED, ExitCode.DEFECT,
					"The memory does not suffice. Give the program more (JAVA_OPTS=-Xmx512m); the same command continues the run.");
		}
		if (failure == null && database != null) {
			return new Ending(Run.Status.FAILED, database.waitingHelps() ? ExitCode.UNAVAILABLE : ExitCode.REFUSED,
					database.getMessage());
		}
		if (failure == null) {
			return new Ending(Run.Status.FAILED, ExitCode.DEFECT,
					"The run failed unexpectedly; the log has the details. The same command continues it.");
		}
		boolean waits = failure instanceof SalesforceException.QuotaExhausted;
		return new Ending(waits ? Run.Status.STOPPED : Run.Status.FAILED, code(failure), failure.getMessage());
	}

	// A slice's own trouble ends no job.
	private static List<Throwable> failures(JobExecution execution) {
		List<Throwable> failures = new ArrayList<>(execution.getFailureExceptions());
		execution.getStepExecutions()
			.stream()
			.filter((step) -> Phase.whole(step.getStepName()))
			.forEach((step) -> failures.addAll(step.getFailureExceptions()));
		return failures;
	}

	private static boolean outOfMemory(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What is behind a failure, of those that have words for people.
	 */
	static @Nullable Throwable known(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof SalesforceException || cause instanceof CorException || cause instanceof GuardException
					|| cause instanceof ApprovalNeededException || cause instanceof FenceLostException
					|| cause instanceof RemoteTroubleException) {
				return cause;
			}
		}
		return null;
	}

	/**
	 * The exit code that a failure means.
	 */
	static ExitCode code(Throwable failure) {
		if (failure instanceof SalesforceException.Unavailable || failure instanceof SalesforceException.QuotaExhausted
				|| failure instanceof CorException.Unavailable) {
			return ExitCode.UNAVAILABLE;
		}
		if (failure instanceof RemoteTroubleException remote) {
			return remote.code();
		}
		if (failure instanceof ApprovalNeededException) {
			return ExitCode.APPROVAL_NEEDED;
		}
		if (failure instanceof SalesforceException.Unexpected) {
			return ExitCode.DEFECT;
		}
		if (failure instanceof FenceLostException) {
			return ExitCode.LEASE_HELD;
		}
		return (failure instanceof CorException.Stopped) ? ExitCode.STOPPED : ExitCode.REFUSED;
	}

}
