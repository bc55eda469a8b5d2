package io.corsync.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and sends answers, with the trouble that is set to happen to them.
 */
final class SalesforceHttp {

	/** Longer than any client waits, shorter than for ever. */
	private static final long HANG_MILLIS = 600_000;

	private final SalesforceFaults faults;

	SalesforceHttp(SalesforceFaults faults) {
		this.faults = faults;
	}

	/**
	 * An answer.
	 */
	record Answer(int status, String type, String body) {
	}

	/**
	 * Works out an answer.
	 */
	interface Answering {

		/**
		 * Answers a call.
		 * @param refuse what a scripted fault refuses it with, null for nothing
		 */
		Answer answer(@Nullable SalesforceFault refuse);

	}

	static byte[] body(HttpExchange exchange) throws IOException {
		String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
		try (InputStream in = "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(exchange.getRequestBody())
				: exchange.getRequestBody()) {
			return in.readAllBytes();
		}
	}

	/**
	 * Answers a call of an operation, or does to it what is set to happen.
	 */
	void serve(HttpExchange exchange, String operation, String text, Answering answering) throws IOException {
		SalesforceFault fault = this.faults.next(operation, text);
		if (fault == null) {
			send(exchange, answering.answer(null), false);
			return;
		}
		switch (fault.does()) {
			case FAULT -> send(exchange, answering.answer(fault), false);
			case HTML -> send(exchange,
					new Answer(fault.httpStatus(), "text/html;charset=UTF-8",
							"<html><head><title>Down</title></head><body>" + fault.message() + "</body></html>"),
					false);
			case EMPTY -> exchange.sendResponseHeaders(fault.httpStatus(), -1);
			case HANG -> pause(HANG_MILLIS);
			case DELAY -> {
				Long millis = fault.millis();
				pause((millis != null) ? millis : 0);
				send(exchange, answering.answer(null), false);
			}
			case RESET -> {
				// The caller closes the exchange, and with it the connection.
			}
			case TRUNCATE -> send(exchange, answering.answer(null), true);
		}
	}

	private void pause(long millis) {
		try {
			this.faults.await(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static void send(HttpExchange exchange, Answer answer, boolean truncated) throws IOException {
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", answer.type());
		String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
		if (accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip")) {
			body = gzip(body);
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
		}
		exchange.sendResponseHeaders(answer.status(), (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			OutputStream out = exchange.getResponseBody();
			out.write(body, 0, truncated ? body.length / 2 : body.length);
			out.flush();
		}
	}

	private static byte[] gzip(byte[] body) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(bytes)) {
			out.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * The address under which the caller reached this server.
	 */
	static String address(HttpExchange exchange) {
		String host = exchange.getRequestHeaders().getFirst("Host");
		return "http://" + ((host != null) ? host : "127.0.0.1:" + exchange.getLocalAddress().getPort());
	}

}
