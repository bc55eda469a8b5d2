/**
 * Stands for the room of this name.
 */
@NullMarked
package io.corsync.archfixtures.salesforce;

import org.jspecify.annotations.NullMarked;
