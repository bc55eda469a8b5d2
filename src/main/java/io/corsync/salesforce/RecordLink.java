package io.corsync.salesforce;

import java.net.URI;
import java.util.Map;

/**
 * The address at which a person opens a record.
 */
final class RecordLink {

	/**
	 * Lightning also finds other records, only their objects' names it finds by itself.
	 */
	private static final Map<String, String> OBJECTS = Map.of("001", "Account", "006", "Opportunity", "800",
			"Contract");

	private static final String MY_DOMAIN = ".my.salesforce.com";

	private RecordLink() {
	}

	static URI of(URI instance, String id) {
		String host = instance.getHost();
		if (!host.endsWith(MY_DOMAIN)) {
			return instance.resolve("/" + id);
		}
		String lightning = host.substring(0, host.length() - MY_DOMAIN.length()) + ".lightning.force.com";
		String object = OBJECTS.get(id.substring(0, Math.min(3, id.length())));
		return URI
			.create("https://" + lightning + "/lightning/r/" + ((object != null) ? object + "/" : "") + id + "/view");
	}

}
