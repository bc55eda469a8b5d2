package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An agency's Salesforce and COR in this process, with the hands of those who work in
 * them.
 */
final class Agency implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Sandbox sandbox;

	private Agency(Sandbox.Options options) {
		try {
			this.sandbox = Sandbox.start(options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Agency of(int opportunities) {
		return new Agency(new Sandbox.Options(0, opportunities, 1, 0, 0));
	}

	static Agency with(Sandbox.Options options) {
		return new Agency(options);
	}

	URI url() {
		return this.sandbox.url();
	}

	/**
	 * The environment that leads the program here.
	 */
	Map<String, String> settings() {
		return this.sandbox.settings();
	}

	/**
	 * What Salesforce holds, asked over SOAP without any code of the program.
	 */
	Org org() {
		return new Org(this.http, url());
	}

	/**
	 * Somebody creates a row in Salesforce.
	 */
	String create(String object, Map<String, ?> fields) {
		return salesforce("POST", "rows/" + object, fields).get("id").stringValue();
	}

	/**
	 * A won Opportunity.
	 */
	String win(String name, Map<String, ?> more) {
		Map<String, Object> fields = new LinkedHashMap<>(
				Map.of("Name", name, "StageName", "Closed Won", "CloseDate", "2026-11-20", "Amount", "1500.50"));
		fields.putAll(more);
		return create("Opportunity", fields);
	}

	/**
	 * Somebody changes a row in Salesforce.
	 */
	void change(String object, String id, Map<String, ?> fields) {
		salesforce("POST", "rows/" + object + "/" + id, fields);
	}

	JsonNode salesforce(String verb, String path, Object body) {
		return call(verb, "/sandbox/salesforce/" + path, body);
	}

	JsonNode cor(String verb, String path, Object body) {
		return call(verb, "/sandbox/cor/" + path, body);
	}

	JsonNode cor(String path) {
		return cor("GET", path, null);
	}

	/**
	 * Sets how COR behaves.
	 */
	void behave(Map<String, ?> settings) {
		cor("PUT", "behavior", settings);
	}

	/**
	 * What COR holds of a kind, fields by external id.
	 */
	Map<String, JsonNode> held(String kind) {
		Map<String, JsonNode> held = new TreeMap<>();
		for (JsonNode entity : cor("entities/" + kind)) {
			held.put(entity.get("external_id").stringValue(), entity.get("fields"));
		}
		return held;
	}

	/**
	 * The fields of one entity as COR has them.
	 */
	JsonNode held(String kind, String id) {
		return cor("entities/" + kind + "/" + id).get("fields");
	}

	/**
	 * The calls of one id, as {@code PUT name}, with the fields they carried.
	 */
	List<String> callsOf(String id) {
		return cor("calls/" + id).valueStream().map(Agency::call).toList();
	}

	private static String call(JsonNode call) {
		List<String> fields = call.get("body")
			.propertyStream()
			.map(Map.Entry::getKey)
			.filter((field) -> !field.equals("metadata"))
			.sorted()
			.toList();
		return "%s %s".formatted(call.get("verb").stringValue(), String.join(" ", fields)).strip();
	}

	/**
	 * The calls to the Integrations API since the counters began, by verb and kind.
	 */
	Map<String, Long> calls() {
		Map<String, Long> calls = new TreeMap<>();
		cor("counts").get("calls").properties().forEach((call) -> calls.put(call.getKey(), call.getValue().asLong()));
		calls.remove("POST token");
		// Looking at what is there is no call of the Integrations API.
		calls.keySet().removeIf((call) -> call.startsWith("GET "));
		return calls;
	}

	long callsInAll() {
		return calls().values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Waits until a command that goes on has made so many calls.
	 */
	void awaitCalls(Started command, long calls) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(5))
			.failFast(() -> command.requireAlive())
			.until(() -> callsInAll() >= calls);
	}

	void forgetCalls() {
		cor("DELETE", "counters", null);
	}

	/**
	 * Nothing that a correct client never does has happened.
	 */
	void requireNoViolation() {
		JsonNode counts = cor("counts");
		assertThat(counts.get("violations").get("total").asInt()).as("%s", counts.toPrettyString()).isZero();
	}

	/**
	 * COR holds exactly the won Opportunities, with their clients and contracts.
	 */
	void requireComplete() {
		Org.Won won = org().won();
		assertThat(held("projects").keySet()).containsExactlyElementsOf(won.opportunities().keySet());
		assertThat(held("clients").keySet()).containsExactlyElementsOf(won.accounts());
		assertThat(held("contracts").keySet()).containsExactlyElementsOf(won.contracts());
	}

	private JsonNode call(String verb, String path, Object body) {
		try {
			HttpRequest request = HttpRequest.newBuilder(url().resolve(path))
				.header("Content-Type", "application/json")
				.method(verb,
						(body != null) ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
								: HttpRequest.BodyPublishers.noBody())
				.build();
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).as("%s %s: %s", verb, path, response.body()).isEqualTo(200);
			return JSON.readTree(response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
