package io.corsync;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts and times the calls that runs make.
 *
 * @param registry what is counted into
 */
record CallMeters(MeterRegistry registry) {

	io.corsync.cor.CallTimes cor() {
		return (verb, kind, status,
				took) -> timer("cor", "%s %s".formatted(verb.toLowerCase(Locale.ROOT), kind.path()), status)
					.record(took);
	}

	io.corsync.salesforce.CallTimes salesforce() {
		return (answered, took) -> timer("salesforce", "soap", answered ? "ok" : "failed").record(took);
	}

	private Timer timer(String service, String call, String status) {
		return Timer.builder("corsync.calls")
			.description("Calls to the two services, with how long they took")
			.tag("service", service)
			.tag("call", call)
			.tag("status", status)
			.serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
					Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5),
					Duration.ofSeconds(10), Duration.ofSeconds(30))
			.register(this.registry);
	}

}
