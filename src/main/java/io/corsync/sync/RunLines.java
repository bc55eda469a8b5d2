package io.corsync.sync;

import org.slf4j.MDC;

/**
 * Puts a run's number into the lines that its threads log.
 */
final class RunLines {

	private static final String KEY = "run";

	private RunLines() {
	}

	/**
	 * Names the run in all lines of this thread.
	 * @param run its number
	 * @return ends it
	 */
	static MDC.MDCCloseable of(long run) {
		return MDC.putCloseable(KEY, String.valueOf(run));
	}

	/**
	 * Names the run in all lines of a task.
	 * @param run its number
	 * @param task what another thread does
	 * @return the same, named
	 */
	static Runnable about(long run, Runnable task) {
		return () -> {
			try (MDC.MDCCloseable line = of(run)) {
				task.run();
			}
		};
	}

}
