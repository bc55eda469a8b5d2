package io.corsync.sync;

import java.util.function.Function;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Executes one slice by a step of its own, since readers and writers have a state; a
 * slice whose turn comes when the run is ending stays open.
 */
final class SliceStep implements Step {

	private final String name;

	private final SliceBoard board;

	private final Function<Slice, Step> steps;

	SliceStep(String name, SliceBoard board, Function<Slice, Step> steps) {
		this.name = name;
		this.board = board;
		this.steps = steps;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public void execute(StepExecution execution) throws JobInterruptedException {
		Slice slice = Slice.of(execution.getExecutionContext());
		if (this.board.going()) {
			this.board.begun(slice, RowReader.ordinal(execution.getExecutionContext()));
			this.steps.apply(slice).execute(execution);
			this.board.ended(slice, execution);
		}
	}

}
