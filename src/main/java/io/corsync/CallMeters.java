package io.corsync;

import java.time.Duration;
import java.util.Locale;

import io.corsync.cor.CallTimes;
import io.corsync.cor.CorPace;
import io.corsync.cor.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls that runs make, and shows what limit of COR's they met.
 */
final class CallMeters {

	private final MeterRegistry registry;

	private volatile CorPace pace = CorPace.NONE;

	CallMeters(MeterRegistry registry) {
		this.registry = registry;
		Gauge.builder("corsync.cor.limit", this, (meters) -> number(meters.pace.found()))
			.description("Calls a second that COR accepts, as the last run found out that met the limit")
			.register(registry);
		Gauge.builder("corsync.cor.limit.at.once", this, (meters) -> number(meters.pace.foundAtOnce()))
			.description("Calls at once that COR accepts, as the last run found out that met the limit")
			.register(registry);
	}

	private static double number(@Nullable Number number) {
		return (number != null) ? number.doubleValue() : Double.NaN;
	}

	CallTimes cor() {
		return new CallTimes() {

			@Override
			public void ended(String verb, Kind kind, String status, Duration took) {
				timer("cor", "%s %s".formatted(verb.toLowerCase(Locale.ROOT), kind.path()), status).record(took);
			}

			@Override
			public void paced(CorPace now) {
				CallMeters.this.pace = now;
			}

		};
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
