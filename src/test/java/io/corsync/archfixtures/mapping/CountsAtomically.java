package io.corsync.archfixtures.mapping;

import java.util.concurrent.atomic.AtomicInteger;

/** State of the whole JVM behind a final field. */
final class CountsAtomically {

	private static final AtomicInteger ROWS = new AtomicInteger();

	int next() {
		return ROWS.incrementAndGet();
	}

}
