package io.corsync.sync;

import java.util.function.Supplier;

/**
 * Told how a run goes on, for whoever watches; called from several threads.
 */
public interface Progress {

	/** Tells nobody. */
	Progress NONE = new Progress() {

		@Override
		public void begin(Phase phase, long total) {
		}

		@Override
		public void advance(int rows) {
		}

		@Override
		public void end() {
		}

		@Override
		public void say(String message) {
		}

	};

	/**
	 * A step begins.
	 * @param phase the step
	 * @param total how many rows it has, -1 when that is not known
	 */
	void begin(Phase phase, long total);

	/**
	 * How many rows the step has is known now.
	 * @param total how many
	 */
	default void expect(long total) {
	}

	/**
	 * Rows are finished.
	 * @param rows how many more
	 */
	void advance(int rows);

	/**
	 * The step is over.
	 */
	void end();

	/**
	 * Something worth a line.
	 * @param message the line
	 */
	void say(String message);

	/**
	 * A run has its number, and will call COR.
	 * @param run the number
	 * @param pace tells at any time how fast its calls go
	 */
	default void running(long run, Supplier<PaceNow> pace) {
	}

}
