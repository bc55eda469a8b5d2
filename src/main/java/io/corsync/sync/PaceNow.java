package io.corsync.sync;

/**
 * How fast calls to COR go, while they go.
 *
 * @param callsPerSecond calls in a second, in the last seconds
 * @param found what was found out about COR's limits
 */
public record PaceNow(double callsPerSecond, FoundPace found) {

}
