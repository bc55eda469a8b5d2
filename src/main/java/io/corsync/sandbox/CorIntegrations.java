package io.corsync.sandbox;

import java.util.Optional;
import java.util.function.Supplier;

import tools.jackson.databind.node.ObjectNode;

/**
 * The Integrations API: creates, updates and deletes by external ids.
 */
final class CorIntegrations {

	private final CorWorld world;

	CorIntegrations(CorWorld world) {
		this.world = world;
	}

	/**
	 * Looks at a call when it arrives; a racy COR decides then whether its id is new.
	 * @param call the call
	 * @return its work, which may be done later
	 */
	Supplier<CorReply> arrived(CorCall call) {
		boolean known = CorKind.of(call.kind())
			.filter((kind) -> this.world.company().knows(kind, call.id()))
			.isPresent();
		return () -> answer(call, known);
	}

	private CorReply answer(CorCall call, boolean known) {
		this.world.tokens().check(call);
		Optional<CorKind> found = CorKind.of(call.kind());
		boolean path = call.verb().equals("POST") ? call.pathId().isEmpty() : !call.pathId().isEmpty();
		if (found.isEmpty() || !path) {
			throw CorRefusal.noSuchPath(call.verb(), call.path());
		}
		CorKind kind = found.get();
		return switch (call.verb()) {
			case "POST" ->
				reply(this.world.behavior().createdStatus(), this.world.company().create(kind, body(call), known));
			case "PUT" -> reply(200, this.world.company().update(kind, call.pathId(), body(call)));
			case "DELETE" -> {
				body(call);
				yield reply(200, this.world.company().delete(kind, call.pathId()));
			}
			default -> throw CorRefusal.noSuchPath(call.verb(), call.path());
		};
	}

	private ObjectNode body(CorCall call) {
		String type = call.contentType().replaceFirst(";.*", "").strip();
		if (!type.equalsIgnoreCase("application/json")) {
			throw CorRefusal.malformed("Content-Type must be application/json");
		}
		if (call.body() == null) {
			throw CorRefusal.malformed("the body must be a JSON object");
		}
		CorRules.metadata(call.body());
		return call.body();
	}

	private CorReply reply(int status, CorEntity entity) {
		return CorReply.json(status, entity.answer(this.world.behavior().companyId()));
	}

}
