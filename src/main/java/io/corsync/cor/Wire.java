package io.corsync.cor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends one HTTP request, once, and tells whether it left and what came back. A call has
 * a total deadline: when it is over the connection is cut, whatever drips in.
 */
final class Wire implements AutoCloseable {

	/** COR's answers are one entity. */
	private static final int LARGEST_ANSWER = 1024 * 1024;

	private static final ContentType JSON = ContentType.create("application/json");

	private final CloseableHttpClient http;

	private final Duration deadline;

	private final Clock clock;

	private final ScheduledThreadPoolExecutor deadlines;

	private final Map<HttpUriRequestBase, Sending> open = new ConcurrentHashMap<>();

	Wire(int maxInFlight, Duration connectTimeout, Duration deadline, Clock clock) {
		this.http = WireClient.create(maxInFlight, connectTimeout, deadline);
		this.deadline = deadline;
		this.clock = clock;
		this.deadlines = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "cor-deadlines");
			thread.setDaemon(true);
			return thread;
		});
		this.deadlines.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Starts the deadline of a request.
	 * @return to be sent
	 */
	Sending begin() {
		return begin(this.deadline);
	}

	/**
	 * Starts the deadline of a request.
	 * @param atMost a shorter one than usual
	 * @return to be sent
	 */
	Sending begin(Duration atMost) {
		return new Sending((atMost.compareTo(this.deadline) < 0) ? atMost : this.deadline);
	}

	/**
	 * Cuts what is open then.
	 * @param left how long it may still take
	 */
	void cutAfter(Duration left) {
		try {
			this.deadlines.schedule(() -> this.open.forEach(Wire::cut), left.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// Closed: everything is cut already.
			this.open.forEach(Wire::cut);
		}
	}

	private static void cut(HttpUriRequestBase request, Sending sending) {
		sending.expire();
		request.cancel();
	}

	/**
	 * Sends a request.
	 * @param sending its deadline
	 * @param method its method
	 * @param uri where to
	 * @param authorization its credentials
	 * @param json its body, null for none
	 * @return what came of it
	 */
	Exchange send(Sending sending, String method, URI uri, String authorization, byte @Nullable [] json) {
		HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
		request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
		request.setHeader(HttpHeaders.ACCEPT, "application/json");
		if (json != null) {
			request.setEntity(new ByteArrayEntity(json, JSON));
		}
		return send(request, sending);
	}

	private Exchange send(HttpUriRequestBase request, Sending sending) {
		HttpClientContext context = HttpClientContext.create();
		context.setAttribute(Sending.ATTRIBUTE, sending);
		ScheduledFuture<?> cut = cutLater(request, sending);
		this.open.put(request, sending);
		try {
			return this.http.execute(request, context, (response) -> read(request, response));
		}
		catch (IOException | RuntimeException ex) {
			if (sending.left()) {
				return lost(ex, sending);
			}
			requireOpen();
			// Cut before it was connected, the library complains about its own state.
			if (ex instanceof RuntimeException defect && !sending.expired()) {
				throw defect;
			}
			return unsent(request.getRequestUri(), ex, sending);
		}
		finally {
			this.open.remove(request);
			cut.cancel(false);
		}
	}

	private ScheduledFuture<?> cutLater(HttpUriRequestBase request, Sending sending) {
		try {
			return this.deadlines.schedule(() -> cut(request, sending), sending.nanosLeft(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			requireOpen();
			throw ex;
		}
	}

	private void requireOpen() {
		if (this.deadlines.isShutdown()) {
			throw new CorException.Stopped("The program is stopping; the call to COR did not begin.");
		}
	}

	private Exchange read(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException, HttpException {
		HttpEntity entity = response.getEntity();
		byte[] body = new byte[0];
		if (entity != null) {
			InputStream content = entity.getContent();
			body = (content != null) ? content.readNBytes(LARGEST_ANSWER + 1) : body;
		}
		if (body.length > LARGEST_ANSWER) {
			// The rest is not worth reading, and the connection not worth keeping.
			request.cancel();
			return new Exchange.Lost("ANSWER_TOO_LARGE",
					"COR answered HTTP %d with more than %d bytes.".formatted(response.getCode(), LARGEST_ANSWER));
		}
		return new Exchange.Answered(response.getCode(), new String(body, StandardCharsets.UTF_8), RetryAfter
			.parse(value(response, HttpHeaders.RETRY_AFTER), value(response, HttpHeaders.DATE), this.clock));
	}

	private static @Nullable String value(ClassicHttpResponse response, String name) {
		Header header = response.getFirstHeader(name);
		return (header != null) ? header.getValue() : null;
	}

	private Exchange lost(Exception ex, Sending sending) {
		if (sending.expired() || ex instanceof SocketTimeoutException) {
			return new Exchange.Lost("READ_TIMEOUT",
					"COR did not answer completely within %s.".formatted(seconds(sending.age())));
		}
		if (ex instanceof NoHttpResponseException) {
			return new Exchange.Lost("CONNECTION_CLOSED", "The connection was closed without an answer.");
		}
		if (ex instanceof ConnectionClosedException || ex instanceof EOFException) {
			return new Exchange.Lost("CUT_ANSWER", "The connection was closed in the middle of the answer.");
		}
		if (ex instanceof SocketException || ex instanceof SSLException) {
			return new Exchange.Lost("CONNECTION_RESET", "The connection broke: %s.".formatted(ex.getMessage()));
		}
		return new Exchange.Lost("UNREADABLE_ANSWER", "The answer could not be read: %s.".formatted(ex.getMessage()));
	}

	private Exchange unsent(String path, Exception ex, Sending sending) {
		if (ex.getCause() instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
			throw Waits.stopped();
		}
		String what = ": " + ex.getMessage();
		if (ex instanceof UnknownHostException) {
			return new Exchange.Unsent("UNKNOWN_HOST", "COR's host name could not be resolved" + what);
		}
		if (ex instanceof ConnectTimeoutException || ex instanceof SocketTimeoutException || sending.expired()) {
			return new Exchange.Unsent("CONNECT_TIMEOUT", "COR could not be connected in time" + what);
		}
		if (ex instanceof ConnectException || ex instanceof NoRouteToHostException) {
			return new Exchange.Unsent("CONNECTION_REFUSED", "COR could not be connected" + what);
		}
		if (ex instanceof SSLException) {
			return new Exchange.Unsent("TLS_HANDSHAKE",
					"No secure connection to COR; check the machine's clock, and whether a proxy puts its own certificate in between"
							+ what);
		}
		return new Exchange.Unsent("CONNECTION_FAILED", "No connection to COR for %s%s".formatted(path, what));
	}

	private static String seconds(Duration duration) {
		return "%s s".formatted(BigDecimal.valueOf(duration.toMillis() / 100, 1).stripTrailingZeros().toPlainString());
	}

	@Override
	public void close() {
		this.deadlines.shutdownNow();
		this.http.close(CloseMode.GRACEFUL);
	}

}
