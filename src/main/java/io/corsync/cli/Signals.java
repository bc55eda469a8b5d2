package io.corsync.cli;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets a run finish what is in flight when SIGTERM or Ctrl-C ends the program. The signal
 * is caught before the JVM shuts down, because then the embedded database closes itself.
 */
public final class Signals implements AutoCloseable {

	/** What is in flight has its deadline within this time. */
	private static final long PATIENCE_SECONDS = 30;

	/** Signals with the exit codes that a shell gives them. */
	private static final Map<String, Integer> CODES = Map.of("TERM", 143, "INT", 130);

	private final CountDownLatch finished = new CountDownLatch(1);

	private final AtomicInteger code = new AtomicInteger();

	/**
	 * Begins to listen.
	 * @param stop asks the run to end; tells whether there is one with something to
	 * finish
	 * @param talk where people are told
	 */
	public Signals(BooleanSupplier stop, Consumer<String> talk) {
		CODES.forEach((signal, number) -> org.jline.utils.Signals.register(signal, () -> {
			if (this.code.compareAndSet(0, number)) {
				if (stop.getAsBoolean()) {
					talk.accept("Stopping: finishing what is in flight.");
					awaitEnd();
				}
				else {
					Runtime.getRuntime().halt(number);
				}
			}
		}));
	}

	// The handler has a thread of its own: the run ends on the command's thread.
	private void awaitEnd() {
		try {
			if (!this.finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				Runtime.getRuntime().halt(this.code.get());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The exit code.
	 * @param otherwise the code without a signal
	 * @return the signal's code if there was one
	 */
	public int code(int otherwise) {
		int signal = this.code.get();
		return (signal != 0) ? signal : otherwise;
	}

	@Override
	public void close() {
		this.finished.countDown();
	}

}
