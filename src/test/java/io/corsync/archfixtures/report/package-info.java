/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.report;

import org.jspecify.annotations.NullMarked;
