package io.corsync.cor;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as it goes over COR's wire.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private Json() {
	}

	/**
	 * The body of a call.
	 * @param externalId our id for a POST, null for a PUT, which has it in its path
	 * @param payload the fields
	 * @return JSON in UTF-8
	 */
	static byte[] request(@Nullable String externalId, Payload payload) {
		if (payload.anyForgotten()) {
			throw new IllegalStateException("A value that was forgotten cannot be sent");
		}
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.setAll(payload.toJson());
		body.remove("id");
		if (externalId != null) {
			body.put("id", externalId);
		}
		body.set("metadata", JsonNodeFactory.instance.objectNode().put("source", "SALESFORCE"));
		return MAPPER.writeValueAsBytes(body);
	}

	/**
	 * Reads an answer.
	 * @param text the body
	 * @return the object or array, null when it is anything else, or cut
	 */
	static @Nullable JsonNode read(String text) {
		try {
			JsonNode node = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
			return (node != null && node.isContainer()) ? node : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
