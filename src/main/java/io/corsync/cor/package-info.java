/**
 * Writes COR: token, calls, error classification and pace; the only place with COR's
 * HTTP.
 */
@NullMarked
package io.corsync.cor;

import org.jspecify.annotations.NullMarked;
