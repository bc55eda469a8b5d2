/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.sync;

import org.jspecify.annotations.NullMarked;
