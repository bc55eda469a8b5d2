package io.corsync.report;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Sends something to an address that is a secret: no word of what went wrong has more of
 * it than the host.
 */
final class Outbound {

	private final Duration patience;

	private @Nullable HttpClient client;

	Outbound(Duration patience) {
		this.patience = patience;
	}

	// Most runs tell nobody, and a client costs half a second: certificates to read when
	// it is made, and a thread that the JVM waits for at its end.
	private synchronized HttpClient client() {
		HttpClient made = this.client;
		if (made == null) {
			made = HttpClient.newBuilder().connectTimeout(this.patience).build();
			this.client = made;
		}
		return made;
	}

	/**
	 * Sends a body and expects a 2xx.
	 * @param address where to
	 * @param type the body's type
	 * @param body the body
	 * @throws UntoldException in words when it did not get there
	 */
	void post(URI address, String type, String body) throws UntoldException {
		HttpRequest request = HttpRequest.newBuilder(address)
			.timeout(this.patience)
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		int status = send(request);
		if (status == 502 || status == 503 || status == 504) {
			status = send(request);
		}
		if (status < 200 || status > 299) {
			throw new UntoldException("%s answered with status %d".formatted(address.getHost(), status));
		}
	}

	private int send(HttpRequest request) throws UntoldException {
		try {
			return once(request);
		}
		catch (ConnectException | HttpConnectTimeoutException ex) {
			// Nothing was sent, so nothing can arrive twice.
			return again(request);
		}
		catch (IOException ex) {
			throw untold(request, ex);
		}
	}

	private int again(HttpRequest request) throws UntoldException {
		try {
			return once(request);
		}
		catch (IOException ex) {
			throw untold(request, ex);
		}
	}

	private static UntoldException untold(HttpRequest request, IOException ex) {
		String host = request.uri().getHost();
		return new UntoldException((ex instanceof ConnectException || ex instanceof HttpConnectTimeoutException)
				? "%s cannot be reached".formatted(host) : "%s did not answer".formatted(host), ex);
	}

	// The client's own time-out ends with the answer's head.
	private int once(HttpRequest request) throws IOException, UntoldException {
		CompletableFuture<HttpResponse<Void>> answer = client().sendAsync(request,
				HttpResponse.BodyHandlers.discarding());
		try {
			return answer.get(this.patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			throw new UntoldException(
					"%s did not answer within %d s".formatted(request.uri().getHost(), this.patience.toSeconds()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UntoldException("the program was interrupted", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException io) {
				throw io;
			}
			throw new UntoldException("%s did not answer".formatted(request.uri().getHost()), ex);
		}
	}

}
