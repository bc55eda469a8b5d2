package io.corsync.cor;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The entity in a successful answer.
 *
 * @param id COR's id, null when there is none
 * @param companyId the company's, null when there is none
 */
record Entity(@Nullable String id, @Nullable String companyId) {

	/** Where an entity may be wrapped. */
	private static final List<String> WRAPPINGS = List.of("data", "result", "response", "entity", "project", "client",
			"contract", "brand", "product");

	/**
	 * An answer of nothing but these says that somebody answered, not what became of the
	 * entity.
	 */
	private static final Set<String> TALK = Set.of("message", "status", "statusCode", "code", "error", "errors",
			"success", "timestamp", "path");

	private static final int LONGEST_ID = 64;

	/**
	 * Finds the entity.
	 * @param answer a whole JSON answer
	 * @return the entity, null when the answer is none
	 */
	static @Nullable Entity of(JsonNode answer) {
		JsonNode entity = unwrapped(answer);
		if (!entity.isObject() || (TALK.containsAll(entity.propertyNames()) && !succeeded(entity))) {
			return null;
		}
		String company = id(entity.get("company_id"));
		return new Entity(id(entity.get("id")), (company != null) ? company : id(answer.get("company_id")));
	}

	/**
	 * Whether the answer carries an entity with an id.
	 * @param answer a whole JSON answer
	 * @return true when it does
	 */
	static boolean isIn(JsonNode answer) {
		return id(unwrapped(answer).get("id")) != null;
	}

	private static boolean succeeded(JsonNode entity) {
		return entity.path("success").isBoolean() && entity.path("success").booleanValue();
	}

	private static JsonNode unwrapped(JsonNode answer) {
		JsonNode node = (answer.isArray() && answer.size() == 1) ? answer.get(0) : answer;
		if (node.has("id")) {
			return node;
		}
		return WRAPPINGS.stream()
			.map(node::get)
			.filter(Objects::nonNull)
			.map((inner) -> (inner.isArray() && inner.size() == 1) ? inner.get(0) : inner)
			.filter(JsonNode::isObject)
			.findFirst()
			.orElse(node);
	}

	private static @Nullable String id(@Nullable JsonNode value) {
		if (value == null || !(value.isIntegralNumber() || value.isString())) {
			return null;
		}
		String id = value.asString().strip();
		return (id.isEmpty() || id.length() > LONGEST_ID) ? null : id;
	}

}
