package io.corsync.sandbox;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the COR side holds and has seen, as JSON for checks from outside.
 */
final class CorState {

	private final CorWorld world;

	CorState(CorWorld world) {
		this.world = world;
	}

	/** Everything but the calls of each id. */
	ObjectNode whole() {
		ObjectNode state = counts();
		ObjectNode entities = state.putObject("entities");
		for (CorKind kind : CorKind.values()) {
			entities.set(kind.path(), entities(kind));
		}
		state.set("behavior", CorJson.tree(this.world.behavior()));
		state.set("faults", faults());
		return state;
	}

	/** How many of what. */
	ObjectNode counts() {
		ObjectNode counts = CorJson.object();
		ObjectNode held = counts.putObject("counts");
		for (CorKind kind : CorKind.values()) {
			held.put(kind.path(), this.world.company().all(kind).size());
		}
		counts.set("calls", CorJson.tree(this.world.calls().counts()));
		counts.set("statuses", CorJson.tree(this.world.calls().statuses()));
		ObjectNode violations = counts.putObject("violations");
		violations.put("total", this.world.violations().total());
		this.world.violations().counts().forEach((violation, count) -> violations.put(violation.name(), count));
		ArrayNode latest = counts.putArray("latest_violations");
		for (CorViolations.Entry entry : this.world.violations().latest()) {
			latest.addObject()
				.put("at", entry.at().toString())
				.put("violation", entry.violation().name())
				.put("what", entry.what());
		}
		return counts.put("in_flight", this.world.traffic().inFlight())
			.put("peak_in_flight", this.world.traffic().peak())
			.put("hanging", this.world.pauses().hanging())
			.put("waiting", this.world.later().waiting());
	}

	ArrayNode entities(CorKind kind) {
		ArrayNode entities = CorJson.object().putArray(kind.path());
		this.world.company().all(kind).forEach((entity) -> entities.add(entity.held()));
		return entities;
	}

	ArrayNode faults() {
		ArrayNode faults = CorJson.object().putArray("faults");
		for (CorFaults.State state : this.world.faults().all()) {
			ObjectNode fault = faults.addObject().put("number", state.number());
			fault.setAll(CorJson.tree(state.fault()));
			fault.put("done", state.done()).put("used_up", state.usedUp());
		}
		return faults;
	}

	static ArrayNode calls(List<CorCallLog.Line> lines) {
		ArrayNode calls = CorJson.object().putArray("calls");
		for (CorCallLog.Line line : lines) {
			ObjectNode call = calls.addObject()
				.put("at", line.at().toString())
				.put("verb", line.verb())
				.put("kind", line.kind())
				.put("id", line.id());
			call.set("body", line.body());
			call.put("status", line.status()).put("note", line.note());
		}
		return calls;
	}

	/** Says what there is to ask for. */
	static ObjectNode help() {
		ObjectNode help = CorJson.object();
		Map.ofEntries(Map.entry("GET /sandbox/cor/state", "everything held, counts, behaviour and faults"),
				Map.entry("GET /sandbox/cor/counts", "counts of entities, calls and violations"),
				Map.entry("GET /sandbox/cor/entities/{kind}[/{id}]", "what is held"),
				Map.entry("POST /sandbox/cor/entities/{kind}", "make an entity by hand, without an external id"),
				Map.entry("PUT /sandbox/cor/entities/{kind}/{id}", "change fields by hand"),
				Map.entry("DELETE /sandbox/cor/entities/{kind}/{id}", "delete by hand, with the mapping"),
				Map.entry("GET /sandbox/cor/calls[/{id}]", "the latest calls, of all or of one id"),
				Map.entry("GET, PUT /sandbox/cor/behavior", "how COR behaves; PUT changes the settings sent"),
				Map.entry("GET, POST, DELETE /sandbox/cor/faults[/{number}]", "faults: list, switch on, switch off"),
				Map.entry("POST /sandbox/cor/release", "let hanging calls go on"),
				Map.entry("POST /sandbox/cor/late", "carry out now what was to come late"),
				Map.entry("POST /sandbox/cor/tokens/expire", "end all tokens"),
				Map.entry("DELETE /sandbox/cor/counters", "forget calls and violations"),
				Map.entry("DELETE /sandbox/cor", "forget everything"))
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((entry) -> help.put(entry.getKey(), entry.getValue()));
		return help;
	}

}
