package io.corsync.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

import com.sun.net.httpserver.HttpExchange;

/**
 * Puts one answer on the wire, whole or in the ways a network spoils it.
 */
final class CorWire {

	private static final int DROPS = 10;

	private final HttpExchange exchange;

	CorWire(HttpExchange exchange) {
		this.exchange = exchange;
	}

	void send(CorReply reply) throws IOException {
		byte[] body = start(reply);
		try (OutputStream out = this.exchange.getResponseBody()) {
			out.write(body);
		}
	}

	/** Promises the whole body and gives half of it. */
	void cut(CorReply reply) throws IOException {
		byte[] body = start(reply);
		OutputStream out = this.exchange.getResponseBody();
		out.write(body, 0, body.length / 2);
		out.flush();
		drop();
	}

	void drip(CorReply reply, CorPauses pauses, long millis) throws IOException, InterruptedException {
		byte[] body = start(reply);
		int size = body.length / DROPS + 1;
		try (OutputStream out = this.exchange.getResponseBody()) {
			for (int from = 0; from < body.length; from += size) {
				pauses.pause(millis);
				out.write(Arrays.copyOfRange(body, from, Math.min(body.length, from + size)));
				out.flush();
			}
		}
	}

	/** Ends the connection as it is. */
	void drop() {
		this.exchange.close();
	}

	private byte[] start(CorReply reply) throws IOException {
		byte[] body = reply.bytes();
		this.exchange.getResponseHeaders().set("Content-Type", reply.type());
		reply.headers().forEach(this.exchange.getResponseHeaders()::set);
		this.exchange.sendResponseHeaders(reply.status(), (body.length == 0) ? -1 : body.length);
		return body;
	}

}
