package io.corsync.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The COR side's own paths for those who play with it: look, meddle, break.
 */
final class CorAdmin implements HttpHandler {

	private static final String ROOT = "/sandbox/cor/";

	private final CorWorld world;

	private final CorState state;

	CorAdmin(CorWorld world) {
		this.world = world;
		this.state = new CorState(world);
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		CorCall call = CorCall.read(exchange, ROOT);
		CorReply reply;
		try {
			reply = CorReply.json(200, answer(call));
		}
		catch (IllegalArgumentException ex) {
			reply = CorReply.json(400, CorJson.object().put("message", ex.getMessage()));
		}
		catch (CorRefusal ex) {
			reply = CorReply.json(ex.status(), CorJson.object().put("message", ex.words()));
		}
		new CorWire(exchange).send(reply);
		exchange.close();
	}

	private JsonNode answer(CorCall call) {
		return switch (call.kind()) {
			case "" -> root(call);
			case "state" -> only(call, "GET", this.state::whole);
			case "counts" -> only(call, "GET", this.state::counts);
			case "entities" -> entities(call);
			case "calls" -> only(call, "GET", () -> CorState
				.calls(call.pathId().isEmpty() ? this.world.calls().latest() : this.world.calls().of(call.pathId())));
			case "behavior" -> behavior(call);
			case "faults" -> faults(call);
			case "release" -> only(call, "POST", () -> done(this.world.pauses()::release));
			case "late" -> only(call, "POST", () -> CorJson.object().put("carried_out", this.world.later().runAll()));
			case "tokens" -> only(call, "POST", () -> done(this.world.tokens()::expireAll));
			case "counters" -> only(call, "DELETE", () -> done(this.world::resetCounters));
			default -> throw CorRefusal.noSuchPath(call.verb(), call.path());
		};
	}

	private JsonNode root(CorCall call) {
		return call.verb().equals("DELETE") ? done(this.world::reset) : only(call, "GET", CorState::help);
	}

	private JsonNode behavior(CorCall call) {
		if (call.verb().equals("PUT")) {
			return CorJson.tree(this.world.behave(body(call)));
		}
		return only(call, "GET", () -> CorJson.tree(this.world.behavior()));
	}

	private JsonNode faults(CorCall call) {
		if (call.verb().equals("POST")) {
			return CorJson.object().put("number", this.world.faults().add(CorFault.of(body(call))));
		}
		if (call.verb().equals("DELETE")) {
			if (call.pathId().isEmpty()) {
				return done(this.world.faults()::clear);
			}
			if (!call.pathId().matches("\\d{1,9}") || !this.world.faults().remove(Integer.parseInt(call.pathId()))) {
				throw CorRefusal.noSuchPath(call.verb(), call.path());
			}
			return done(() -> {
			});
		}
		return only(call, "GET", this.state::faults);
	}

	private JsonNode entities(CorCall call) {
		List<String> path = List.of(call.pathId().split("/", 2));
		CorKind kind = CorKind.of(path.get(0)).orElseThrow(() -> CorRefusal.noSuchPath(call.verb(), call.path()));
		if (path.size() == 1) {
			if (call.verb().equals("POST")) {
				return this.world.company().createByHand(kind, fields(kind, call)).held();
			}
			return only(call, "GET", () -> this.state.entities(kind));
		}
		String id = path.get(1);
		CorRefusal missing = CorRefusal.notFound(kind, id);
		return switch (call.verb()) {
			case "GET" -> this.world.company().find(kind, id).map(CorEntity::held).orElseThrow(() -> missing);
			case "PUT" -> this.world.company()
				.editByHand(kind, id, fields(kind, call))
				.map(CorEntity::held)
				.orElseThrow(() -> missing);
			case "DELETE" -> {
				if (!this.world.company().deleteByHand(kind, id)) {
					throw missing;
				}
				yield CorJson.object().put("done", true);
			}
			default -> throw CorRefusal.noSuchPath(call.verb(), call.path());
		};
	}

	private static ObjectNode fields(CorKind kind, CorCall call) {
		ObjectNode fields = body(call);
		for (String name : fields.propertyNames()) {
			if (kind.field(name).isEmpty()) {
				throw new IllegalArgumentException("COR's " + kind.path() + " have no field " + name);
			}
		}
		return fields;
	}

	private static ObjectNode body(CorCall call) {
		if (call.body() == null) {
			throw new IllegalArgumentException("the body must be a JSON object");
		}
		return call.body();
	}

	private static JsonNode only(CorCall call, String verb, Supplier<JsonNode> answer) {
		if (!call.verb().equals(verb)) {
			throw CorRefusal.noSuchPath(call.verb(), call.path());
		}
		return answer.get();
	}

	private static JsonNode done(Runnable work) {
		work.run();
		return CorJson.object().put("done", true);
	}

}
