package io.corsync.cor;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the names of COR's clients from its Main API, which lives where tokens come from.
 * It is a courtesy: whatever goes wrong, it returns what it has by then.
 */
final class ClientNames {

	private static final int PER_PAGE = 100;

	private static final int MOST_PAGES = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final URI tokenUrl;

	private final Wire wire;

	ClientNames(URI tokenUrl, Wire wire) {
		this.tokenUrl = tokenUrl;
		this.wire = wire;
	}

	List<String> read(String token) {
		List<String> names = new ArrayList<>();
		long end = System.nanoTime() + PATIENCE.toNanos();
		for (int page = 1; page <= MOST_PAGES; page++) {
			long left = end - System.nanoTime();
			JsonNode answer = (left > TimeUnit.MILLISECONDS.toNanos(1)) ? page(token, page, Duration.ofNanos(left))
					: null;
			JsonNode rows = (answer != null && answer.isObject()) ? answer.path("data") : answer;
			if (answer == null || rows == null || !rows.isArray() || rows.isEmpty()) {
				return names;
			}
			rows.forEach((row) -> add(names, row.path("name").asString("")));
			if (page >= answer.path("lastPage").asInt(1)) {
				return names;
			}
		}
		return names;
	}

	private static void add(List<String> names, String name) {
		if (!name.isBlank()) {
			names.add(name);
		}
	}

	private @Nullable JsonNode page(String token, int page, Duration patience) {
		URI uri = this.tokenUrl.resolve("/v1/clients?page=%d&perPage=%d".formatted(page, PER_PAGE));
		Exchange exchange = this.wire.send(new Sending(patience), "GET", uri, "Bearer " + token, null);
		return (exchange instanceof Exchange.Answered answered && answered.status() == 200) ? Json.read(answered.body())
				: null;
	}

}
