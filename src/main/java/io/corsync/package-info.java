/**
 * The entry point; each package below holds one feature.
 */
@NullMarked
package io.corsync;

import org.jspecify.annotations.NullMarked;
