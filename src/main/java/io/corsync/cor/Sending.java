package io.corsync.cor;

import java.io.IOException;
import java.time.Duration;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * How far one request got: whether its first byte may have left, and whether its deadline
 * is over.
 */
final class Sending {

	static final String ATTRIBUTE = "cor.sending";

	private final long begun = System.nanoTime();

	private final long latest;

	private volatile boolean left;

	private volatile boolean expired;

	Sending(Duration deadline) {
		this.latest = this.begun + deadline.toNanos();
	}

	Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.begun);
	}

	long nanosLeft() {
		return this.latest - System.nanoTime();
	}

	boolean left() {
		return this.left;
	}

	boolean expired() {
		return this.expired;
	}

	void expire() {
		this.expired = true;
	}

	/**
	 * Connecting may outlast the deadline, resolving a name above all: then not a byte
	 * may leave.
	 */
	private void leave() throws IOException {
		if (this.expired || nanosLeft() <= 0) {
			this.expired = true;
			throw new IOException("the deadline was over before the request was sent");
		}
		this.left = true;
	}

	/** Marks the moment: the library comes here with an open connection, and writes. */
	static final class Executor extends HttpRequestExecutor {

		@Override
		public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
				@Nullable HttpResponseInformationCallback callback, HttpContext context)
				throws IOException, HttpException {
			if (context.getAttribute(ATTRIBUTE) instanceof Sending sending) {
				sending.leave();
			}
			return super.execute(request, connection, callback, context);
		}

	}

}
