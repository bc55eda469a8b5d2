/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.ledger;

import org.jspecify.annotations.NullMarked;
