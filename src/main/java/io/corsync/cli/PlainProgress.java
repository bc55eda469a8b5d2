package io.corsync.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.corsync.sync.Phase;
import io.corsync.sync.Progress;

/**
 * A line now and then for logs and pipes.
 */
final class PlainProgress implements Progress {

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final Screen screen;

	private final Clock clock;

	private Phase phase = Phase.SETTLE;

	private Instant lastLine = Instant.EPOCH;

	private long total;

	private long done;

	PlainProgress(Screen screen, Clock clock) {
		this.screen = screen;
		this.clock = clock;
	}

	@Override
	public synchronized void begin(Phase begun, long rows) {
		this.phase = begun;
		this.total = rows;
		this.done = 0;
		this.lastLine = this.clock.instant();
	}

	@Override
	public synchronized void advance(int rows) {
		this.done += rows;
		Instant now = this.clock.instant();
		if (Duration.between(this.lastLine, now).compareTo(PAUSE) >= 0) {
			this.lastLine = now;
			line();
		}
	}

	@Override
	public synchronized void end() {
		if (this.done > 0) {
			line();
		}
		this.done = 0;
	}

	private void line() {
		this.screen.talk((this.total > 0) ? "%s: %,d of %,d".formatted(this.phase.words(), this.done, this.total)
				: "%s: %,d".formatted(this.phase.words(), this.done));
	}

	@Override
	public void say(String message) {
		this.screen.talk(message);
	}

}
