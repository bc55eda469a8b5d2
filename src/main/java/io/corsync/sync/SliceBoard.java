package io.corsync.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

import io.corsync.cor.CorException;
import io.corsync.ledger.DatabaseException;
import io.corsync.ledger.Run;
import io.corsync.ledger.Slices;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Where the slices of a run stand. Trouble of one slice's own stops no other: the run
 * goes on to its end and is not complete, so that its next start takes up what is open.
 * What would stop any slice stops all.
 */
final class SliceBoard implements Partitioner, StepExecutionAggregator, JobExecutionListener {

	/** Enough to read while others wait for Salesforce; COR's limit is one for all. */
	static final int AT_ONCE = 4;

	private final List<Slice> slices;

	private final Journal journal;

	private final LeaseKeeper keeper;

	private final Salesforce salesforce;

	private final Progress progress;

	private final Map<String, Slices.Line> lines = new ConcurrentSkipListMap<>();

	private final Map<String, ExitCode> failed = new ConcurrentSkipListMap<>();

	private final Map<String, Long> started = new ConcurrentSkipListMap<>();

	private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();

	private final Map<String, Long> rows = new ConcurrentSkipListMap<>();

	private volatile boolean incomplete;

	SliceBoard(List<Slice> slices, Journal journal, LeaseKeeper keeper, Salesforce salesforce, Progress progress) {
		this.slices = slices;
		this.journal = journal;
		this.keeper = keeper;
		this.salesforce = salesforce;
		this.progress = progress;
	}

	/**
	 * Where it is written down.
	 */
	interface Journal {

		/** What earlier starts of the run wrote. */
		List<Slices.Line> lines();

		/** Writes where a slice stands. */
		void note(Slices.Line line);

	}

	List<String> names() {
		return this.slices.stream().map(Slice::name).toList();
	}

	@Override
	public Map<String, ExecutionContext> partition(int gridSize) {
		this.journal.lines().forEach((line) -> this.lines.put(line.slice(), line));
		Map<String, ExecutionContext> contexts = new HashMap<>();
		for (Slice slice : this.slices) {
			contexts.put(slice.name(), slice.context());
			if (!this.lines.containsKey(slice.name())) {
				note(new Slices.Line(slice.name(), Slices.Status.OPEN, null, 0));
			}
		}
		return contexts;
	}

	// Who writes how far a slice is must not write over its end.
	private synchronized void note(Slices.Line line) {
		this.lines.put(line.slice(), line);
		this.journal.note(line);
	}

	/**
	 * Rows that earlier starts have finished, as far as they could say so.
	 */
	long rowsDone() {
		return this.journal.lines().stream().mapToLong(Slices.Line::rows).sum();
	}

	/**
	 * Rows of a slice are finished.
	 */
	void advance(Slice slice, int finished) {
		this.rows.merge(slice.name(), (long) finished, Long::sum);
		this.progress.advance(finished);
	}

	/**
	 * Writes down how far the slices are that are under way, for whoever looks from
	 * another machine.
	 */
	synchronized void noteProgress() {
		this.lines.values().stream().filter((line) -> line.state() == Slices.Status.OPEN).forEach((line) -> {
			long now = this.started.getOrDefault(line.slice(), 0L) + this.rows.getOrDefault(line.slice(), 0L);
			if (now > line.rows() && this.lines.replace(line.slice(), line, line.at(now))) {
				this.journal.note(line.at(now));
			}
		});
	}

	/**
	 * A slice is under way in this process.
	 */
	void begun(Slice slice, long rowsBefore) {
		this.started.put(slice.name(), rowsBefore);
		this.rows.remove(slice.name());
		this.lines.put(slice.name(), new Slices.Line(slice.name(), Slices.Status.OPEN, null, rowsBefore));
	}

	/**
	 * Takes over what workers wrote down.
	 * @param codes how slices failed, by name
	 * @return how many rows are finished
	 */
	long takeOver(Map<String, ExitCode> codes) {
		long finished = 0;
		for (Slices.Line line : this.journal.lines()) {
			Slices.Line before = this.lines.put(line.slice(), line);
			finished += line.rows();
			if (before == null || before.state() != line.state()) {
				ExitCode code = codes.get(line.slice());
				if (line.state() == Slices.Status.FINISHED) {
					sayFinished(line);
				}
				else if (line.state() == Slices.Status.FAILED && code != null) {
					this.failed.put(line.slice(), code);
					this.progress.say("%s failed: %s".formatted(line.slice(), line.reason()));
				}
			}
		}
		return finished;
	}

	/**
	 * How a slice failed by trouble of its own.
	 */
	@Nullable ExitCode failure(Slice slice) {
		return this.failed.get(slice.name());
	}

	/**
	 * What ends all slices.
	 * @return null as long as they go on
	 */
	@Nullable Throwable end() {
		return this.end.get();
	}

	/**
	 * Ends all slices.
	 */
	void end(Throwable failure) {
		this.end.compareAndSet(null, failure);
	}

	boolean going() {
		return this.end.get() == null && !this.keeper.stopping();
	}

	/**
	 * Asked before each bundle of rows.
	 */
	void requireGoing() {
		if (!going()) {
			throw new CorException.Stopped("The run is ending");
		}
	}

	void ended(Slice slice, StepExecution execution) {
		long rows = RowReader.ordinal(execution.getExecutionContext());
		if (execution.getStatus() == BatchStatus.COMPLETED) {
			Slices.Line line = new Slices.Line(slice.name(), Slices.Status.FINISHED, null, rows);
			note(line);
			sayFinished(line);
			return;
		}
		Throwable failure = failure(execution);
		if (failure == null || !going() || execution.getStatus() == BatchStatus.STOPPED) {
			note(new Slices.Line(slice.name(), Slices.Status.OPEN, null, rows));
		}
		else if (stopsAll(failure)) {
			this.end.compareAndSet(null, failure);
			note(new Slices.Line(slice.name(), Slices.Status.OPEN, null, rows));
		}
		else {
			boolean named = failure instanceof SalesforceException;
			String reason = named ? String.valueOf(failure.getMessage())
					: "It failed unexpectedly (%s); the log has the details."
						.formatted(failure.getClass().getSimpleName());
			this.failed.put(slice.name(), named ? ExitCode.UNSETTLED : ExitCode.DEFECT);
			note(new Slices.Line(slice.name(), Slices.Status.FAILED, reason, rows));
			this.progress.say("%s failed: %s".formatted(slice.name(), reason));
		}
	}

	private void sayFinished(Slices.Line line) {
		long finished = this.lines.values().stream().filter(SliceBoard::finished).count();
		this.progress.say("%s: %,d rows. %d of %d slices finished.".formatted(line.slice(), line.rows(), finished,
				this.slices.size()));
	}

	boolean finished(Slice slice) {
		Slices.Line line = this.lines.get(slice.name());
		return line != null && finished(line);
	}

	private static boolean finished(Slices.Line line) {
		return line.state() == Slices.Status.FINISHED;
	}

	private static @Nullable Throwable failure(StepExecution execution) {
		Throwable first = null;
		for (Throwable thrown : execution.getFailureExceptions()) {
			Throwable known = Ending.known(thrown);
			if (known != null) {
				return known;
			}
			first = (first == null) ? thrown : first;
		}
		return first;
	}

	private boolean stopsAll(Throwable failure) {
		if (failure instanceof SalesforceException.InvalidRequest
				|| failure instanceof SalesforceException.Unexpected) {
			return false;
		}
		if (failure instanceof SalesforceException.Unavailable) {
			return !answers();
		}
		return Ending.known(failure) != null || failure instanceof Error || DatabaseException.in(failure, "") != null;
	}

	// A Salesforce that answers what costs it nothing has trouble with this query only.
	private boolean answers() {
		try {
			this.salesforce.serverTime();
			return true;
		}
		catch (SalesforceException ex) {
			return false;
		}
	}

	@Override
	public void aggregate(StepExecution manager, Collection<StepExecution> executions) {
		Throwable failure = this.end.get();
		if (failure != null) {
			manager.addFailureException(failure);
			manager.setStatus(BatchStatus.FAILED);
		}
		else if (this.keeper.stopping()) {
			manager.setTerminateOnly();
		}
	}

	// The run is to be continued, although all its steps came to their ends.
	@Override
	public void afterJob(JobExecution execution) {
		if (!this.failed.isEmpty() && execution.getStatus() == BatchStatus.COMPLETED) {
			this.incomplete = true;
			execution.setStatus(BatchStatus.FAILED);
			execution.setExitStatus(ExitStatus.FAILED);
		}
	}

	/**
	 * How the run ends when all others came to their end, but some slices had trouble of
	 * their own.
	 * @return null otherwise
	 */
	@Nullable Ending ending() {
		if (!this.incomplete) {
			return null;
		}
		ExitCode code = this.failed.containsValue(ExitCode.DEFECT) ? ExitCode.DEFECT : ExitCode.UNSETTLED;
		String first = this.failed.keySet().iterator().next();
		Slices.Line line = this.lines.get(first);
		return new Ending(Run.Status.FAILED, code,
				"%d of %d slices failed, the others are finished: %s. The first one: %s When it is mended, the same command does only what is unfinished."
					.formatted(this.failed.size(), this.slices.size(), String.join(", ", this.failed.keySet()),
							(line != null) ? line.reason() : ""));
	}

}
