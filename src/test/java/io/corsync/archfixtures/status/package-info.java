/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.status;

import org.jspecify.annotations.NullMarked;
