package io.corsync.prove;

import java.io.IOException;

/**
 * One thing that happens in a case.
 */
@FunctionalInterface
interface Step {

	void take(Scene scene) throws IOException, InterruptedException;

}
