package io.corsync.cor;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Makes clients of a server on loopback, with a clock of the test.
 */
final class TestClients {

	private TestClients() {
	}

	static <T extends Clock & Sleeper> CorClient client(LoopbackCor cor, T time, String... settings) {
		Map<String, String> map = new HashMap<>(
				Map.of("cor.base-url", cor.url() + "/", "cor.token-url", cor.url() + "/token", "cor.api-key", "key-1",
						"cor.client-secret", "secret-1", "cor.read-timeout", "10s"));
		for (int i = 0; i < settings.length; i += 2) {
			map.put(settings[i], settings[i + 1]);
		}
		CorProperties properties = new Binder(new MapConfigurationPropertySource(map)).bind("cor", CorProperties.class)
			.get();
		return new CorClient(properties, time, time, new Random(1));
	}

}
