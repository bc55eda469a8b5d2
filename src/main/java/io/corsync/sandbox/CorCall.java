package io.corsync.sandbox;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request, read whole.
 *
 * @param verb the method
 * @param path the path as it came
 * @param kind what it is about: a kind's path, {@code token}
 * @param id the external id in the path or, for a POST, in the body; empty when none
 * @param pathId the id in the path alone
 * @param query the query's parameters
 * @param contentType the header, empty when absent
 * @param authorization the header, empty when absent
 * @param text the body
 * @param body the body as a JSON object, null when it is none
 */
record CorCall(String verb, String path, String kind, String id, String pathId, Map<String, String> query,
		String contentType, String authorization, byte[] text, @Nullable ObjectNode body) {

	/**
	 * Reads a request.
	 * @param exchange the request
	 * @param root the path before the kind, with its closing slash
	 */
	static CorCall read(HttpExchange exchange, String root) throws IOException {
		byte[] text = exchange.getRequestBody().readAllBytes();
		ObjectNode body = CorJson.object(text);
		String path = exchange.getRequestURI().getRawPath();
		String rest = (path.length() > root.length()) ? path.substring(root.length()) : "";
		int slash = rest.indexOf('/');
		String kind = (slash < 0) ? rest : rest.substring(0, slash);
		// A plus sign in a path is itself, unlike in a query.
		String pathId = (slash < 0) ? "" : decoded(rest.substring(slash + 1).replace("+", "%2B"));
		JsonNode bodyId = (body != null) ? body.get("id") : null;
		String id = (pathId.isEmpty() && bodyId != null && bodyId.isString()) ? bodyId.stringValue() : pathId;
		return new CorCall(exchange.getRequestMethod(), path, kind, id, pathId,
				parameters(exchange.getRequestURI().getRawQuery()), header(exchange, "Content-Type"),
				header(exchange, "Authorization"), text, body);
	}

	private static String header(HttpExchange exchange, String name) {
		return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
	}

	/** Reads a query or a form. */
	static Map<String, String> parameters(@Nullable String text) {
		Map<String, String> parameters = new TreeMap<>();
		if (text != null && !text.isEmpty()) {
			for (String pair : text.split("&")) {
				int equals = pair.indexOf('=');
				String name = (equals < 0) ? pair : pair.substring(0, equals);
				parameters.put(decoded(name), (equals < 0) ? "" : decoded(pair.substring(equals + 1)));
			}
		}
		return parameters;
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	Map<String, String> form() {
		return parameters(new String(this.text, StandardCharsets.UTF_8));
	}

	CorCall about(String what) {
		return new CorCall(this.verb, this.path, what, "", "", this.query, this.contentType, this.authorization,
				this.text, this.body);
	}

	/** The call for logs: without body, headers and query. */
	@Override
	public String toString() {
		return (this.verb + " " + this.kind + " " + this.id).trim();
	}

}
