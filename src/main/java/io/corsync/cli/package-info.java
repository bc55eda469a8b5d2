/**
 * One small class per command.
 */
@NullMarked
package io.corsync.cli;

import org.jspecify.annotations.NullMarked;
