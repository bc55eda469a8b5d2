package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock twenty times as fast, for tests in which many threads wait beside real calls: a
 * clock that jumps would make those look as if they hung.
 */
final class FastTime extends Clock implements Sleeper {

	private static final int SPEED = 20;

	private final long startNanos = System.nanoTime();

	@Override
	public void sleep(Duration duration) throws InterruptedException {
		Sleeper.REAL.sleep(duration.dividedBy(SPEED));
	}

	@Override
	public Instant instant() {
		return TestTime.START.plusNanos((System.nanoTime() - this.startNanos) * SPEED);
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
