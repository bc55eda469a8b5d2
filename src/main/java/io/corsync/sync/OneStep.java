package io.corsync.sync;

import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepLocator;

/**
 * Finds the one step that a worker executes.
 *
 * @param step the step
 */
record OneStep(Step step) implements StepLocator {

	@Override
	public Step getStep(String name) {
		return this.step;
	}

}
