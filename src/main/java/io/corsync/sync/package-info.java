/**
 * The job: selections, delivery, guards and the certificate.
 */
@NullMarked
package io.corsync.sync;

import org.jspecify.annotations.NullMarked;
