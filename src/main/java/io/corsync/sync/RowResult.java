package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;

/**
 * How a row ended, and the parents that were delivered on its behalf.
 *
 * @param kind the row's kind
 * @param outcome how it counts
 * @param parents what was done about parents, each counted with one row only
 */
record RowResult(Kind kind, Outcome outcome, List<Counted> parents) {

	/**
	 * A parent that was delivered on behalf of a row.
	 *
	 * @param kind its kind
	 * @param outcome how it counts
	 */
	record Counted(Kind kind, Outcome outcome) {

	}

}
