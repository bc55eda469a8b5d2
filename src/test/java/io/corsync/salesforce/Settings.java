package io.corsync.salesforce;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Settings as Spring Boot binds them.
 */
final class Settings {

	private Settings() {
	}

	static SalesforceProperties of(Map<String, String> values) {
		Map<String, String> keyed = new HashMap<>();
		values.forEach((key, value) -> keyed.put("salesforce." + key, value));
		return new Binder(new MapConfigurationPropertySource(keyed)).bindOrCreate("salesforce",
				SalesforceProperties.class);
	}

	static SalesforceProperties clientCredentials(String url, String... more) {
		Map<String, String> values = new HashMap<>(
				Map.of("login-url", url, "client-id", "consumer-key", "client-secret", "consumer-secret"));
		for (int i = 0; i < more.length; i += 2) {
			values.put(more[i], more[i + 1]);
		}
		return of(values);
	}

	static SoapSalesforce salesforce(SoapServer server, SteppingClock clock, String... more) {
		return new SoapSalesforce(clientCredentials(server.url(), more), clock, clock);
	}

}
