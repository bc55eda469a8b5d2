package io.corsync.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * One answer before it goes over the wire.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the body's text
 * @param headers further headers
 */
record CorReply(int status, String type, String body, Map<String, String> headers) {

	static CorReply json(int status, JsonNode body) {
		return new CorReply(status, "application/json; charset=utf-8", CorJson.write(body), Map.of());
	}

	static CorReply page(String html) {
		return new CorReply(200, "text/html; charset=utf-8", html, Map.of());
	}

	/** What a proxy in front of COR would answer. */
	static CorReply html(int status) {
		return new CorReply(status, "text/html",
				"<html><head><title>%1$d</title></head><body><center><h1>%1$d</h1></center><hr></body></html>"
					.formatted(status),
				Map.of());
	}

	CorReply with(String header, String value) {
		return new CorReply(this.status, this.type, this.body, Map.of(header, value));
	}

	byte[] bytes() {
		return this.body.getBytes(StandardCharsets.UTF_8);
	}

}
