package io.corsync.salesforce;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Ends the call that runs in it, from another thread: a blocking read does not notice an
 * interrupt.
 */
final class CallScope {

	private @Nullable Cancellable running;

	private boolean closed;

	synchronized void enter(Cancellable call) {
		this.running = call;
		if (this.closed) {
			call.cancel();
		}
	}

	synchronized void close() {
		this.closed = true;
		if (this.running != null) {
			this.running.cancel();
		}
	}

	synchronized boolean closed() {
		return this.closed;
	}

}
