/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.cli;

import org.jspecify.annotations.NullMarked;
