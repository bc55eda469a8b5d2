package io.corsync.archfixtures.mapping;

/** State of the whole JVM. */
final class Counts {

	private static int rows;

	int next() {
		return ++rows;
	}

}
