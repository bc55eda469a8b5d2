/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.sandbox;

import org.jspecify.annotations.NullMarked;
