package io.corsync.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Main API as far as it is read here: projects and clients by COR's numbers.
 */
final class CorMainApi {

	private static final Set<String> FILTERS = Set.of("dateStart", "dateEnd", "client_id", "brand_id", "product_id",
			"status", "archived");

	private final CorWorld world;

	CorMainApi(CorWorld world) {
		this.world = world;
	}

	CorReply answer(CorCall call) {
		this.world.tokens().check(call);
		Optional<CorKind> kind = CorKind.of(call.kind())
			.filter((found) -> found == CorKind.PROJECTS || found == CorKind.CLIENTS);
		if (kind.isEmpty() || !call.verb().equals("GET")) {
			throw CorRefusal.noSuchPath(call.verb(), call.path());
		}
		return call.pathId().isEmpty() ? list(kind.get(), call.query()) : one(kind.get(), call.pathId());
	}

	private CorReply one(CorKind kind, String id) {
		Optional<CorEntity> found = id.matches("\\d{1,18}") ? this.world.company().find(kind, Long.parseLong(id))
				: Optional.empty();
		return CorReply.json(200, row(found.orElseThrow(() -> CorRefusal.notFound(kind, id))));
	}

	private CorReply list(CorKind kind, Map<String, String> query) {
		ObjectNode filters = filters(query.getOrDefault("filters", "{}"));
		List<CorEntity> matching = this.world.company()
			.all(kind)
			.stream()
			.filter((entity) -> filters.properties().stream().allMatch((filter) -> matches(entity, filter)))
			.toList();
		boolean paged = !"false".equals(query.get("page"));
		int perPage = paged ? number(query, "perPage", 20) : Math.max(1, matching.size());
		int page = paged ? number(query, "page", 1) : 1;
		int lastPage = Math.max(1, (matching.size() + perPage - 1) / perPage);
		ObjectNode answer = CorJson.object()
			.put("total", String.valueOf(matching.size()))
			.put("perPage", perPage)
			.put("page", page)
			.put("lastPage", lastPage);
		ArrayNode data = answer.putArray("data");
		matching.stream().skip((long) (page - 1) * perPage).limit(perPage).forEach((entity) -> data.add(row(entity)));
		return CorReply.json(200, answer);
	}

	private ObjectNode row(CorEntity entity) {
		CorBehavior behavior = this.world.behavior();
		return entity.answer(behavior.mainApiCompanyId() ? behavior.companyId() : null);
	}

	private static int number(Map<String, String> query, String name, int fallback) {
		String value = query.getOrDefault(name, String.valueOf(fallback));
		if (!value.matches("[1-9]\\d{0,5}")) {
			throw CorRefusal.invalid(name + " must be a positive number");
		}
		return Integer.parseInt(value);
	}

	private static ObjectNode filters(String text) {
		ObjectNode filters = CorJson.object(text.getBytes(StandardCharsets.UTF_8));
		if (filters == null) {
			throw CorRefusal.malformed("filters must be a JSON object");
		}
		filters.propertyNames().stream().filter((name) -> !FILTERS.contains(name)).findFirst().ifPresent((name) -> {
			throw CorRefusal.malformed("unknown filter " + name);
		});
		return filters;
	}

	private static boolean matches(CorEntity entity, Map.Entry<String, JsonNode> filter) {
		String wanted = filter.getValue().asString("");
		return switch (filter.getKey()) {
			case "dateStart" -> entity.text("start").compareTo(wanted) >= 0;
			case "dateEnd" -> !entity.text("end").isEmpty() && entity.text("end").compareTo(wanted) <= 0;
			case "archived" -> entity.values().path("archived").asBoolean(false) == wanted.equals("1");
			case "status" -> entity.text("status").equals(wanted);
			default -> wanted.equals(String.valueOf(entity.links().get(filter.getKey())));
		};
	}

}
