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

	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private final Screen screen;

	private final Clock clock;

	private Phase phase = Phase.SETTLE;

	private Instant lastLine = Instant.EPOCH;

	private long total;

	private long done;

	/** How far it was at the last line. */
	private long doneBefore;

	PlainProgress(Screen screen, Clock clock) {
		this.screen = screen;
		this.clock = clock;
	}

	@Override
	public synchronized void begin(Phase begun, long rows) {
		this.phase = begun;
		this.total = rows;
		this.done = 0;
		this.doneBefore = 0;
		this.lastLine = this.clock.instant();
	}

	@Override
	public synchronized void expect(long rows) {
		this.total = rows;
	}

	@Override
	public synchronized void advance(int rows) {
		Instant now = this.clock.instant();
		Duration time = Duration.between(this.lastLine, now);
		// What an earlier start has done comes at once, and tells nothing of the pace.
		this.doneBefore = (this.done == 0 && time.compareTo(AT_ONCE) < 0) ? rows : this.doneBefore;
		this.done += rows;
		if (time.compareTo(PAUSE) >= 0) {
			line(left(time));
			this.lastLine = now;
			this.doneBefore = this.done;
		}
	}

	// At the pace since the last line.
	private String left(Duration time) {
		long rows = this.done - this.doneBefore;
		if (this.total <= this.done || rows <= 0) {
			return "";
		}
		return ", about %s left"
			.formatted(Screen.duration(Duration.ofMillis(time.toMillis() * (this.total - this.done) / rows)));
	}

	@Override
	public synchronized void end() {
		if (this.done > 0) {
			line("");
		}
		this.done = 0;
	}

	private void line(String left) {
		this.screen
			.talk((this.total > 0) ? "%s: %,d of %,d%s".formatted(this.phase.words(), this.done, this.total, left)
					: "%s: %,d".formatted(this.phase.words(), this.done));
	}

	@Override
	public void say(String message) {
		this.screen.talk(message);
	}

}
