/**
 * Turns source rows into COR payloads, as the mapping file says.
 */
@NullMarked
package io.corsync.mapping;

import org.jspecify.annotations.NullMarked;
