/**
 * A small program that breaks every architecture rule once, so that each rule is seen to
 * fire; the class names say which one and how.
 */
@NullMarked
package io.corsync.archfixtures;

import org.jspecify.annotations.NullMarked;
