/**
 * What people get of a run besides the screen.
 */
@NullMarked
package io.corsync.report;

import org.jspecify.annotations.NullMarked;
