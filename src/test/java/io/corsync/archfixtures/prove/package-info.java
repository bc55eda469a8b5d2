/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.prove;

import org.jspecify.annotations.NullMarked;
