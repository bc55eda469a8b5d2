package io.corsync.archfixtures.cor;

import java.util.concurrent.TimeUnit;

/** Waits past every seam, in other words. */
final class SleepsByUnit {

	void pause() throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(1);
	}

}
