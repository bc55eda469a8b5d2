package io.corsync.sync;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.mapping.Mapped;
import io.corsync.sandbox.Sandbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sandbox's COR, looked at and broken through its own paths.
 */
final class SandboxCor implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Sandbox sandbox;

	SandboxCor() {
		try {
			this.sandbox = Sandbox.start(new Sandbox.Options(0, 0, 1, 0, 0));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Map<String, String> settings() {
		return this.sandbox.settings();
	}

	/** As new. */
	void reset() {
		call("DELETE", "", "");
	}

	/** {@code {"effect":"DROP_AFTER","verb":"POST"}} and the like. */
	void fault(String json) {
		call("POST", "faults", json);
	}

	/** Answers calls with an error of COR's. */
	void answer(String verb, Kind kind, int times, int status, String name) {
		fault("""
				{"effect":"ANSWER","verb":"%s","kind":"%s","times":%d,"status":%d,
				 "body":"{\\"name\\":\\"%s\\",\\"message\\":\\"%s\\"}"}""".formatted(verb, kind.path(), times, status,
				name, name));
	}

	void healFaults() {
		call("DELETE", "faults", "");
	}

	void behave(String json) {
		call("PUT", "behavior", json);
	}

	/** Carries out what was to come late. */
	void arriveLate() {
		call("POST", "late", "");
	}

	void deleteByHand(Mapped mapped) {
		call("DELETE", "entities/" + mapped.kind().path() + "/" + mapped.externalId(), "");
	}

	void editByHand(Mapped mapped, String json) {
		call("PUT", "entities/" + mapped.kind().path() + "/" + mapped.externalId(), json);
	}

	boolean has(Mapped mapped) {
		return held(mapped.kind()).containsKey(mapped.externalId());
	}

	/** What COR holds of an entity. */
	Payload payload(Mapped mapped) {
		Payload held = held(mapped.kind()).get(mapped.externalId());
		if (held == null) {
			throw new AssertionError("COR does not have " + mapped.kind() + " " + mapped.externalId());
		}
		return held;
	}

	/** Everything that COR holds of a kind, by external id. */
	Map<String, Payload> held(Kind kind) {
		Map<String, Payload> held = new TreeMap<>();
		for (JsonNode entity : call("GET", "entities/" + kind.path(), "")) {
			Payload before = held.put(entity.path("external_id").asString(),
					Payload.parse(entity.path("fields").toString()));
			if (before != null) {
				throw new AssertionError("COR has it twice: " + kind + " " + entity.path("external_id").asString());
			}
		}
		return held;
	}

	/** The calls for one entity: {@code POST 201}, {@code PUT 404}, … */
	List<String> calls(Mapped mapped) {
		List<String> calls = new ArrayList<>();
		for (JsonNode call : lines(mapped)) {
			calls.add(call.path("verb").asString() + " " + call.path("status").asInt());
		}
		return calls;
	}

	/** The fields of the last call for an entity. */
	Payload lastBody(Mapped mapped) {
		List<JsonNode> lines = lines(mapped);
		return Payload.parse(lines.get(lines.size() - 1).path("body").toString()).without(List.of("metadata", "id"));
	}

	private List<JsonNode> lines(Mapped mapped) {
		List<JsonNode> lines = new ArrayList<>();
		for (JsonNode call : call("GET", "calls/" + mapped.externalId(), "")) {
			lines.add(call);
		}
		return lines;
	}

	/** How many calls there were, those for tokens not counted. */
	int calls() {
		int calls = 0;
		for (Map.Entry<String, JsonNode> count : counts().path("calls").properties()) {
			calls += count.getKey().contains("token") ? 0 : count.getValue().asInt();
		}
		return calls;
	}

	/** What a correct client never brings about; empty when all is well. */
	String violations() {
		JsonNode counts = counts();
		return (counts.path("violations").path("total").asInt() == 0) ? ""
				: counts.path("latest_violations").toString();
	}

	JsonNode counts() {
		return call("GET", "counts", "");
	}

	private JsonNode call(String verb, String path, String body) {
		try {
			HttpResponse<String> answer = this.http.send(HttpRequest
				.newBuilder(this.sandbox.url().resolve("/sandbox/cor" + (path.isEmpty() ? "" : "/" + path)))
				.method(verb, BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new IllegalStateException(answer.body());
			}
			return JSON.readTree(answer.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.sandbox.close();
	}

}
