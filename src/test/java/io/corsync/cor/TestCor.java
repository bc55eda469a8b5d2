package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Makes real clients of a server on loopback for other rooms' tests, whose waits take no
 * time or little.
 */
public final class TestCor {

	private TestCor() {
	}

	/**
	 * A client for one thread, whose waits move a clock instead of taking time.
	 * @param environment the sandbox's settings
	 * @param clock the clock
	 * @param pass moves it
	 * @return the client
	 */
	public static CorClient jumping(Map<String, String> environment, Clock clock, Consumer<Duration> pass) {
		return new CorClient(properties(environment, 4), clock, pass::accept, new Random(1));
	}

	/**
	 * A client for many threads, whose waits take little time.
	 * @param environment the sandbox's settings
	 * @param maxInFlight calls at the same time
	 * @return the client
	 */
	public static CorClient fast(Map<String, String> environment, int maxInFlight) {
		FastTime time = new FastTime();
		return new CorClient(properties(environment, maxInFlight), time, time, new Random(1));
	}

	/**
	 * A client as the program has it.
	 * @param environment the sandbox's settings
	 * @param maxInFlight calls at the same time
	 * @return the client
	 */
	public static CorClient real(Map<String, String> environment, int maxInFlight) {
		return new CorClient(properties(environment, maxInFlight, 10), new SteadyClock(), Sleeper.REAL, new Random(1));
	}

	private static CorProperties properties(Map<String, String> environment, int maxInFlight) {
		return properties(environment, maxInFlight, 2);
	}

	private static CorProperties properties(Map<String, String> environment, int maxInFlight, int attempts) {
		Map<String, String> settings = new HashMap<>();
		environment.forEach((name, value) -> {
			if (name.startsWith("COR_")) {
				settings.put("cor." + name.substring("COR_".length()).toLowerCase(Locale.ROOT).replace('_', '-'),
						value);
			}
		});
		settings.put("cor.max-in-flight", String.valueOf(maxInFlight));
		settings.put("cor.max-attempts", String.valueOf(attempts));
		// A loaded machine may be slow, and a clock that jumps makes no answer late.
		settings.put("cor.read-timeout", "10m");
		return new Binder(new MapConfigurationPropertySource(settings)).bind("cor", CorProperties.class).get();
	}

}
