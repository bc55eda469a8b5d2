package io.corsync.sync;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicReference;

import io.corsync.ledger.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * The executions behind runs in Spring Batch's tables: a run's number is its job
 * instance.
 */
final class BatchExecutions {

	private static final Logger log = LoggerFactory.getLogger(BatchExecutions.class);

	private static final String RUN = "run";

	private final JobRepository repository;

	private final JobOperator operator;

	private final Clock clock;

	private final AtomicReference<@Nullable Long> running = new AtomicReference<>();

	BatchExecutions(JobRepository repository, JobOperator operator, Clock clock) {
		this.repository = repository;
		this.operator = operator;
		this.clock = clock;
	}

	/**
	 * Runs a job to its end, or takes up what an earlier start of the run left of it.
	 */
	JobExecution execute(Job built, Run run) {
		JobParameters parameters = parameters(run.number());
		try {
			JobExecution completed = recover(parameters);
			if (completed != null) {
				return completed;
			}
			this.running.set(run.number());
			return this.operator.start(built, parameters);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The job of run %d cannot be started".formatted(run.number()), ex);
		}
		finally {
			this.running.set(null);
		}
	}

	private static JobParameters parameters(long run) {
		return new JobParametersBuilder().addLong(RUN, run).toJobParameters();
	}

	/**
	 * Removes everything about a run that is not going to be continued.
	 */
	void remove(long run) {
		JobInstance instance = this.repository.getJobInstance(SyncJob.NAME, parameters(run));
		if (instance != null) {
			this.repository.deleteJobInstance(instance);
		}
	}

	// We hold the lease, so whatever an execution's rows say, its process has ended:
	// killed
	// in a step, killed after a stop was noted, or cut off from the database. Spring
	// Batch's own recover() mends the first case only.
	private @Nullable JobExecution recover(JobParameters parameters) {
		JobInstance instance = this.repository.getJobInstance(SyncJob.NAME, parameters);
		if (instance == null) {
			return null;
		}
		for (JobExecution execution : this.repository.getJobExecutions(instance)) {
			if (execution.getStatus() == BatchStatus.COMPLETED) {
				return execution;
			}
			execution.getStepExecutions().forEach(this::recover);
			if (execution.isRunning() || execution.getStatus() != BatchStatus.FAILED) {
				execution.setStatus(BatchStatus.FAILED);
				execution.setExitStatus(ExitStatus.FAILED);
				execution.setEndTime(LocalDateTime.now(this.clock));
				this.repository.update(execution);
			}
		}
		return null;
	}

	private void recover(StepExecution step) {
		if (step.getStatus().isRunning() || step.getStatus() == BatchStatus.UNKNOWN) {
			step.setStatus(BatchStatus.FAILED);
			step.setExitStatus(ExitStatus.FAILED);
			step.setEndTime(LocalDateTime.now(this.clock));
			this.repository.update(step);
		}
	}

	/**
	 * Stops this process's job at its next bundle; other targets' jobs have other
	 * numbers.
	 */
	void stop() {
		Long number = this.running.get();
		if (number == null) {
			return;
		}
		for (JobExecution execution : this.repository.findRunningJobExecutions(SyncJob.NAME)) {
			if (number.equals(execution.getJobParameters().getLong(RUN))) {
				stop(execution);
			}
		}
	}

	private void stop(JobExecution execution) {
		try {
			this.operator.stop(execution);
		}
		catch (JobExecutionNotRunningException ex) {
			log.debug("It has just ended", ex);
		}
	}

}
