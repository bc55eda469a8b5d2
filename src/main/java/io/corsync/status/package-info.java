/**
 * The daemon: its schedule, and the page that people look at in the morning.
 */
@NullMarked
package io.corsync.status;

import org.jspecify.annotations.NullMarked;
