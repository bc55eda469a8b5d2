package io.corsync.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that only sleeping moves.
 */
final class SteppingClock extends Clock implements Sleeper {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));

	final List<Duration> pauses = new CopyOnWriteArrayList<>();

	@Override
	public void sleep(Duration duration) {
		this.pauses.add(duration);
		this.now.updateAndGet((instant) -> instant.plus(duration));
	}

	void pass(Duration duration) {
		this.now.updateAndGet((instant) -> instant.plus(duration));
	}

	Duration slept() {
		return this.pauses.stream().reduce(Duration.ZERO, Duration::plus);
	}

	@Override
	public Instant instant() {
		return this.now.get();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
