package io.corsync.sync;

import io.corsync.cor.Kind;

/**
 * How a row ended, with everything that was done about its parents.
 *
 * @param kind the row's kind
 * @param outcome how it counts
 * @param parked whether a person has set it aside
 */
record RowResult(Kind kind, Outcome outcome, boolean parked) {

	RowResult(Kind kind, Outcome outcome) {
		this(kind, outcome, false);
	}

}
