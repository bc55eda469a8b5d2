package io.corsync.status;

import java.util.List;
import java.util.Map;

import io.corsync.sync.RunRequest;
import tools.jackson.databind.JsonNode;

/**
 * What may happen in some weeks: deals that arrive, and everything that gets stuck.
 */
final class PageStory {

	private final PageSite site;

	private String refused = "";

	PageStory(PageSite site) {
		this.site = site;
	}

	/**
	 * A first night in which all goes well, and a second one in which it does not.
	 */
	PageStory tell() {
		this.site.sync();
		this.site.cor("PUT", "behavior", Map.of("maxTextLength", 40));
		String client = this.site.salesforce("POST", "rows/Account", Map.of("Name", "Cafés de la Ñ"))
			.get("id")
			.stringValue();
		this.site.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "clients", "id", client,
				"times", 0, "status", 422, "body", error("ValidationError", "phone: this is no phone number")));
		for (int i = 1; i <= 3; i++) {
			this.site.win("Campaign %d of the café".formatted(i), Map.of("AccountId", client));
		}
		this.refused = this.site.win("Rollout with a name that is far too long for the COR of this agency", Map.of());
		this.site.cor("POST", "faults",
				Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "id", this.site.win("Spring", Map.of()),
						"times", 0, "status", 409, "body", error("CTR006", "No exchange rate for the currency")));
		for (int i = 1; i <= 115; i++) {
			this.site.win("Mass %03d".formatted(i), Map.of());
		}
		this.site.run(new RunRequest.Reconcile());
		this.site.sync();
		return this;
	}

	private static String error(String name, String message) {
		return "{\"name\":\"%s\",\"message\":\"%s\"}".formatted(name, message);
	}

	/** The deal whose name COR refused. */
	String refused() {
		return this.refused;
	}

	List<JsonNode> projects() {
		return this.site.cor("GET", "entities/projects", null).valueStream().toList();
	}

}
