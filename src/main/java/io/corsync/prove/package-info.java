/**
 * The proof that nothing is lost and nothing doubled, run by the user: the very program
 * as child processes against the sandbox, killed and troubled in every way, judged by the
 * two services' own books.
 */
@NullMarked
package io.corsync.prove;

import org.jspecify.annotations.NullMarked;
