/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.mapping;

import org.jspecify.annotations.NullMarked;
