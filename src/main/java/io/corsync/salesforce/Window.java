package io.corsync.salesforce;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A span of SystemModstamps that holds all rows of a query.
 *
 * @param from first stamp, null for the oldest there is
 * @param to end of the span, exclusive
 */
public record Window(@Nullable Instant from, Instant to) {

}
