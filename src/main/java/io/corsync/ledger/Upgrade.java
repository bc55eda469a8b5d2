package io.corsync.ledger;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What opening the database did to its tables.
 *
 * @param backup the database as it was before, null when nothing was changed or when
 * there is no copy of it
 */
public record Upgrade(@Nullable Path backup) {

}
