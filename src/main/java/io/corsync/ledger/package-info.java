/**
 * Remembers what COR accepted, what is being sent and what is stuck; the only place with
 * SQL.
 */
@NullMarked
package io.corsync.ledger;

import org.jspecify.annotations.NullMarked;
