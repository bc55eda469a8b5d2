/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.cor;

import org.jspecify.annotations.NullMarked;
