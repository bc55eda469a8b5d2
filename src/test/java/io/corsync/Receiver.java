package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody's server that is told things: a chat's webhook at {@code /hook}, a heartbeat's
 * address at {@code /beat}.
 */
final class Receiver implements AutoCloseable {

	private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

	private final List<String> beats = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile int status = 200;

	private volatile boolean hanging;

	Receiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/hook", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			if (this.status == 200 && !this.hanging) {
				this.messages.add(JsonMapper.shared().readTree(body));
			}
			answer(exchange);
		});
		this.server.createContext("/beat", (exchange) -> {
			this.beats.add(exchange.getRequestURI().toString());
			answer(exchange);
		});
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		if (this.hanging) {
			try {
				this.closed.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		exchange.sendResponseHeaders(this.status, -1);
		exchange.close();
	}

	String url(String path) {
		return "http://127.0.0.1:%d%s".formatted(this.server.getAddress().getPort(), path);
	}

	void answersWith(int code) {
		this.status = code;
	}

	void hangs(boolean yes) {
		this.hanging = yes;
	}

	/** What arrived since the last look. */
	List<JsonNode> messages() {
		List<JsonNode> some = List.copyOf(this.messages);
		this.messages.clear();
		return some;
	}

	/** Which heartbeats arrived since the last look. */
	List<String> beats() {
		List<String> some = List.copyOf(this.beats);
		this.beats.clear();
		return some;
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
