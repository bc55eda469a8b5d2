package io.corsync.sandbox;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person or a test does to the org over HTTP, in JSON. See
 * {@code docs/sandbox-salesforce.md}.
 */
final class SalesforceAdmin implements HttpHandler {

	static final String PATH = "/sandbox/salesforce";

	private static final int LISTED = 100;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final SalesforceWorld world;

	SalesforceAdmin(SalesforceWorld world) {
		this.world = world;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = SalesforceHttp.body(exchange);
			String path = exchange.getRequestURI().getPath().substring(PATH.length());
			int status = 200;
			Object answer;
			try {
				JsonNode json = (body.length > 0) ? JSON.readTree(body) : JSON.createObjectNode();
				answer = answer(exchange.getRequestMethod(), path.replaceAll("^/|/$", "").split("/"), json);
			}
			catch (IllegalArgumentException | JacksonException | DateTimeException ex) {
				status = 400;
				answer = Map.of("error", String.valueOf(ex.getMessage()));
			}
			SalesforceHttp.send(exchange, new SalesforceHttp.Answer(status, "application/json;charset=UTF-8",
					JSON.writeValueAsString(answer)), false);
		}
	}

	private Object answer(String method, String[] path, JsonNode json) {
		boolean get = method.equals("GET");
		boolean post = method.equals("POST");
		return switch (path[0]) {
			case "" -> status();
			case "rows" -> rows(method, path, json);
			case "picklists" -> (path.length == 3) ? picklist(method, path, json) : wrong(method, path);
			case "merge" -> post ? merge(json) : wrong(method, path);
			case "settings" -> get ? this.world.settings() : settings(json);
			case "clock" -> get ? clock() : clock(json);
			case "faults" -> faults(method, json);
			case "log" -> get ? this.world.log().calls() : forget();
			case "calls" -> this.world.log().counts();
			case "sessions" -> method.equals("DELETE") ? endSessions() : wrong(method, path);
			case "reset" -> post ? reset() : wrong(method, path);
			default -> wrong(method, path);
		};
	}

	private static Object wrong(String method, String[] path) {
		throw new IllegalArgumentException("There is no " + method + " " + PATH + "/" + String.join("/", path));
	}

	private Object status() {
		Map<String, Object> counts = new LinkedHashMap<>();
		this.world.read(() -> {
			this.world.tables().forEach((table) -> counts.put(table.object().name(), table.size()));
			return true;
		});
		return Map.of("rows", counts, "calls", this.world.log().counts(), "clock", this.world.now(), "settings",
				this.world.settings(), "faults", this.world.faults().list(), "struck", this.world.faults().struck());
	}

	private Object rows(String method, String[] path, JsonNode json) {
		if (path.length == 1) {
			return wrong(method, path);
		}
		String object = path[1];
		if (path.length == 2) {
			return method.equals("POST") ? Map.of("id", this.world.changes().create(object, values(json)))
					: list(object);
		}
		String id = path[2];
		OrgChanges changes = this.world.changes();
		String action = method + ((path.length > 3) ? " " + path[3] : "");
		switch (action) {
			case "GET" -> {
				// The row is answered whatever was done to it.
			}
			case "POST" -> changes.update(object, id, values(json));
			case "DELETE" -> changes.delete(object, id);
			case "POST undelete" -> changes.undelete(object, id);
			case "POST visibility" -> visibility(object, id, json);
			case "DELETE purge" -> {
				changes.purge(object, id);
				return Map.of("purged", id);
			}
			default -> wrong(method, path);
		}
		return this.world.read(() -> row(this.world.table(object), id));
	}

	private void visibility(String object, String id, JsonNode json) {
		OrgChanges changes = this.world.changes();
		if (json.has("shared")) {
			changes.share(object, id, json.get("shared").asBoolean());
		}
		if (json.has("from")) {
			changes.appear(object, id, Instant.parse(json.get("from").asString()));
		}
		if (json.has("inSeconds")) {
			changes.appear(object, id, this.world.now().plusSeconds(json.get("inSeconds").asLong()));
		}
	}

	private Object list(String object) {
		return this.world.read(() -> {
			OrgTable table = this.world.table(object);
			List<Object> rows = new ArrayList<>();
			for (OrgRow row : table.from(Instant.MIN)) {
				if (rows.size() == LISTED) {
					break;
				}
				rows.add(row(table, row.id()));
			}
			return Map.of("count", table.size(), "first", rows);
		});
	}

	private static Object row(OrgTable table, String id) {
		String normal = OrgId.normal(id);
		OrgRow row = (normal != null) ? table.find(normal) : null;
		if (row == null) {
			throw new IllegalArgumentException("There is no " + table.object() + " " + id);
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (OrgField field : table.object().fields()) {
			Object value = row.value(field);
			values.put(field.name(), (value != null) ? field.text(value) : null);
		}
		return values;
	}

	private static Map<String, @Nullable String> values(JsonNode json) {
		Map<String, @Nullable String> values = new LinkedHashMap<>();
		json.properties()
			.forEach((each) -> values.put(each.getKey(), each.getValue().isNull() ? null : each.getValue().asString()));
		return values;
	}

	private Object picklist(String method, String[] path, JsonNode json) {
		OrgObject object = this.world.table(path[1]).object();
		OrgField field = object.field(path[2]);
		OrgPicklists picklists = this.world.picklists();
		String value = json.path("value").asString("");
		switch (method) {
			case "POST" ->
				picklists.put(object, field, new OrgPicklists.Value(value, json.path("label").asString(value),
						json.path("active").asBoolean(true), json.path("standard").asBoolean(false)));
			case "DELETE" -> picklists.remove(object, field, value);
			default -> {
				// The values are answered whatever was done to them.
			}
		}
		return picklists.of(object, field);
	}

	private Object merge(JsonNode json) {
		this.world.changes().merge(json.path("winner").asString(""), json.path("loser").asString(""));
		return Map.of("merged", true);
	}

	private Object settings(JsonNode json) {
		this.world.settings((old) -> {
			ObjectNode merged = JSON.valueToTree(old);
			json.properties().forEach((each) -> merged.set(each.getKey(), each.getValue()));
			return JSON.treeToValue(merged, OrgSettings.class);
		});
		return this.world.settings();
	}

	private Object clock() {
		return Map.of("now", this.world.now(), "offsetSeconds", this.world.offset().toSeconds());
	}

	private Object clock(JsonNode json) {
		this.world.offset(Duration.ofSeconds(json.path("offsetSeconds").asLong(0)));
		return clock();
	}

	private Object faults(String method, JsonNode json) {
		if (method.equals("DELETE")) {
			this.world.faults().clear();
		}
		else if (method.equals("POST")) {
			List<JsonNode> faults = json.isArray() ? List.copyOf(json.values()) : List.of(json);
			faults.forEach((fault) -> this.world.faults().add(JSON.treeToValue(fault, SalesforceFault.class)));
		}
		return this.world.faults().list();
	}

	private Object forget() {
		this.world.log().clear();
		return List.of();
	}

	private Object endSessions() {
		this.world.sessions().endAll();
		return Map.of("ended", true);
	}

	private Object reset() {
		this.world.reset();
		return status();
	}

}
