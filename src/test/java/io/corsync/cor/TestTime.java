package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that moves when somebody sleeps, at once.
 */
final class TestTime extends Clock implements Sleeper {

	static final Instant START = Instant.parse("2026-11-23T04:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	@Override
	public void sleep(Duration duration) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		forward(duration);
	}

	void forward(Duration duration) {
		this.now.updateAndGet((instant) -> instant.plus(duration));
	}

	Duration passed() {
		return Duration.between(START, instant());
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
