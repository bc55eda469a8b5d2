package io.corsync.prove;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.corsync.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Salesforce and a COR of one case, and the hands that work in them.
 */
final class World implements AutoCloseable {

	/** What {@code GET rows} lists at most; a case's org must be smaller. */
	private static final int LISTED = 100;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Sandbox sandbox;

	World(int opportunities, long seed) throws IOException {
		this.sandbox = Sandbox.start(new Sandbox.Options(0, opportunities, seed, 0, 0));
	}

	/** The environment that leads the program here. */
	Map<String, String> settings() {
		return this.sandbox.settings();
	}

	JsonNode cor(String verb, String path, @Nullable Object body) {
		return call(verb, "/sandbox/cor/" + path, body);
	}

	JsonNode salesforce(String verb, String path, @Nullable Object body) {
		return call(verb, "/sandbox/salesforce/" + path, body);
	}

	/** All rows of an object, whoever may see them. */
	List<JsonNode> rows(String object) {
		JsonNode list = salesforce("GET", "rows/" + object, null);
		if (list.get("count").asInt() > LISTED) {
			throw new IllegalStateException(
					"The books see %d rows of an object, and %s has %s".formatted(LISTED, object, list.get("count")));
		}
		return List.copyOf(list.get("first").values());
	}

	/** What COR holds of a kind. */
	List<JsonNode> held(Kind kind) {
		return List.copyOf(cor("GET", "entities/" + kind.path(), null).values());
	}

	/** Calls to the Integrations API in all. */
	long calls() {
		long calls = 0;
		for (Map.Entry<String, JsonNode> count : counts().get("calls").properties()) {
			// Who looks at what is there changes nothing.
			boolean sends = !count.getKey().endsWith(" token") && !count.getKey().startsWith("GET ");
			calls += sends ? count.getValue().asLong() : 0;
		}
		return calls;
	}

	/** Calls that wait in COR until they are released. */
	int hanging() {
		return counts().get("hanging").asInt();
	}

	/** Calls that hang in COR go their way. */
	void release() {
		cor("POST", "release", null);
	}

	/** Trouble that is on in COR and met no call. */
	List<String> idleFaults() {
		List<String> idle = new ArrayList<>();
		for (JsonNode fault : cor("GET", "faults", null)) {
			if (fault.get("done").asInt() == 0) {
				idle.add(fault.get("effect").asString(""));
			}
		}
		return idle;
	}

	/** Whether trouble met at least one call to Salesforce. */
	boolean salesforceStruck() {
		boolean refused = salesforce("GET", "log", null).valueStream()
			.anyMatch((call) -> !call.get("outcome").asString("").equals("OK"));
		return refused || salesforce("GET", "", null).get("struck").asInt() > 0;
	}

	/** What a correct client never does, and was done. */
	List<String> violations() {
		List<String> violations = new ArrayList<>();
		for (Map.Entry<String, JsonNode> count : counts().get("violations").properties()) {
			if (!count.getKey().equals("total") && count.getValue().asLong() > 0) {
				violations.add(count.getKey());
			}
		}
		return violations;
	}

	private JsonNode counts() {
		return cor("GET", "counts", null);
	}

	/** No trouble any more, and what happened is forgotten. */
	void calm() {
		cor("DELETE", "faults", null);
		release();
		cor("POST", "late", null);
		cor("PUT", "behavior",
				Map.of("envelope", "FLAT", "missing", "LISTED", "uniqueness", "STRICT", "ratePerSecond", 0));
		cor("DELETE", "counters", null);
		salesforce("DELETE", "faults", null);
		salesforce("POST", "settings", Map.of("quotaUsed", 0, "sessionEvery", 0, "pageCap", 0, "hiddenFields",
				List.of(), "hiddenObjects", List.of()));
		for (JsonNode account : rows(Kind.CLIENT.object())) {
			share(account, true);
		}
	}

	/** Shows a row to the program's user, or hides it. */
	void share(JsonNode account, boolean shared) {
		salesforce("POST", "rows/Account/%s/visibility".formatted(account.get("Id").stringValue()),
				Map.of("shared", shared));
	}

	private JsonNode call(String verb, String path, @Nullable Object body) {
		URI uri = this.sandbox.url().resolve(path);
		HttpRequest.BodyPublisher publisher = (body != null)
				? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
				: HttpRequest.BodyPublishers.noBody();
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.method(verb, publisher)
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException("%s %s: %s".formatted(verb, path, response.body()));
			}
			return JSON.readTree(response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The sandbox does not answer: " + ex.getMessage(), ex);
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
