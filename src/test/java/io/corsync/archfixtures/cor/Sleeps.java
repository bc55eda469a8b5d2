package io.corsync.archfixtures.cor;

/** Waits past every seam. */
final class Sleeps {

	void pause() throws InterruptedException {
		Thread.sleep(1);
	}

}
