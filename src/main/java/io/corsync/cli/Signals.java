package io.corsync.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run finish what is in flight when SIGTERM or Ctrl-C ends the program. The exit
 * code is then the signal's, 143 or 130.
 */
final class Signals implements AutoCloseable {

	/** What is in flight has its deadline in this time. */
	private static final long PATIENCE_SECONDS = 30;

	private final CountDownLatch finished = new CountDownLatch(1);

	private final Thread hook;

	Signals(Runnable stop, Screen screen) {
		this.hook = new Thread(() -> {
			screen.talk("Stopping: finishing what is in flight.");
			stop.run();
			awaitEnd();
		}, "signal");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	private void awaitEnd() {
		try {
			this.finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.finished.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The signal is ending the program already, which is what the hook was for.
			this.finished.countDown();
		}
	}

}
