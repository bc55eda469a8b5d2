package io.corsync.sync;

import io.corsync.cor.Kind;

/**
 * How a row ended, with everything that was done about its parents.
 *
 * @param kind the row's kind
 * @param outcome how it counts
 */
record RowResult(Kind kind, Outcome outcome) {

}
