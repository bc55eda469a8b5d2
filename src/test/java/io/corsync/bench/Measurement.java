package io.corsync.bench;

import java.util.List;

/**
 * Measures some figures that belong together.
 */
interface Measurement {

	/**
	 * The name by which {@code --only} chooses it.
	 */
	String group();

	/**
	 * What it measures, in a few words.
	 */
	String words();

	/**
	 * Measures once.
	 * @param ground where everything runs
	 * @return the figures
	 * @throws Exception for any trouble: a bench that cannot measure says so
	 */
	List<Figure> measure(Ground ground) throws Exception;

}
