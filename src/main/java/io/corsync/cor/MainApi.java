package io.corsync.cor;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads COR's Main API, which lives where tokens come from. Little is documented of it,
 * so it may be absent or refuse us; then it says so, and nothing depends on it.
 */
final class MainApi {

	private static final int PER_PAGE = 100;

	private static final int ATTEMPTS = 3;

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private final URI tokenUrl;

	private final Wire wire;

	private final Supplier<String> token;

	MainApi(URI tokenUrl, Wire wire, Supplier<String> token) {
		this.tokenUrl = tokenUrl;
		this.wire = wire;
		this.token = token;
	}

	// A server that knows no pages gives the first one again and again.
	void list(Kind kind, Consumer<Listed> rows) {
		Set<String> seen = new HashSet<>();
		for (int page = 1;; page++) {
			JsonNode answer = read("/v1/%s?page=%d&perPage=%d".formatted(kind.path(), page, PER_PAGE));
			JsonNode list = (answer != null && answer.isObject()) ? answer.path("data") : answer;
			if (answer == null || list == null || !list.isArray()) {
				throw unavailable("does not answer with a list of " + kind.path());
			}
			boolean any = false;
			for (JsonNode row : list) {
				Listed listed = listed(row);
				if (listed != null && seen.add(listed.corId())) {
					any = true;
					rows.accept(listed);
				}
			}
			JsonNode last = answer.path("lastPage");
			if (!any || (last.isNumber() && page >= last.asInt())) {
				return;
			}
		}
	}

	Optional<Listed> find(Kind kind, String corId) {
		JsonNode answer = read("/v1/%s/%s".formatted(kind.path(), corId));
		return Optional.ofNullable((answer != null) ? listed(answer.has("data") ? answer.path("data") : answer) : null);
	}

	private static @Nullable Listed listed(JsonNode row) {
		String id = row.path("id").asString("");
		JsonNode archived = row.path("archived");
		return id.isEmpty() ? null
				: new Listed(id, row.path("name").asString(""), archived.asBoolean(archived.asInt(0) == 1));
	}

	// Null for what COR says is not there.
	private @Nullable JsonNode read(String path) {
		String trouble = "";
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			Exchange exchange = this.wire.send(new Sending(DEADLINE), "GET", this.tokenUrl.resolve(path),
					"Bearer " + this.token.get(), null);
			if (exchange instanceof Exchange.Answered answered) {
				JsonNode body = Json.read(answered.body());
				if (answered.status() == 200 && body != null) {
					return body;
				}
				if (answered.status() == 404 && body != null) {
					return null;
				}
				trouble = "HTTP " + answered.status();
			}
			else if (exchange instanceof Exchange.Unsent unsent) {
				trouble = unsent.message();
			}
			else if (exchange instanceof Exchange.Lost lost) {
				trouble = lost.message();
			}
		}
		throw unavailable("did not answer what was asked (%s)".formatted(trouble));
	}

	private CorException.Unavailable unavailable(String what) {
		return new CorException.Unavailable("COR's Main API at %s %s".formatted(this.tokenUrl.getHost(), what), null,
				null);
	}

}
