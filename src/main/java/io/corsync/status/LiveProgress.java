package io.corsync.status;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import io.corsync.sync.PaceNow;
import io.corsync.sync.Phase;
import io.corsync.sync.Progress;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how a run goes on, for whoever looks at the page.
 */
final class LiveProgress implements Progress {

	private static final int MOST_LINES = 50;

	private final Clock clock;

	private final Deque<String> said = new ArrayDeque<>();

	private @Nullable Phase phase;

	private @Nullable Instant phaseSince;

	private long total = -1;

	private long done;

	private @Nullable Long run;

	private @Nullable Supplier<PaceNow> pace;

	LiveProgress(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized void begin(Phase begun, long rows) {
		this.phase = begun;
		this.phaseSince = this.clock.instant();
		this.total = rows;
		this.done = 0;
	}

	@Override
	public synchronized void expect(long rows) {
		this.total = rows;
	}

	@Override
	public synchronized void advance(int rows) {
		this.done += rows;
	}

	@Override
	public void end() {
		// The step stays on the page until the next one begins.
	}

	@Override
	public synchronized void say(String message) {
		if (this.said.size() == MOST_LINES) {
			this.said.removeFirst();
		}
		this.said.addLast(message);
	}

	@Override
	public synchronized void running(long number, Supplier<PaceNow> now) {
		this.run = number;
		this.pace = now;
	}

	synchronized Conductor.LiveRun look(RunRequest request, String who, Instant since, boolean stopping) {
		return new Conductor.LiveRun(request, who, since, stopping, (this.phase != null) ? this.phase.words() : null,
				this.done, this.total, this.phaseSince, List.copyOf(this.said), this.run,
				(this.pace != null) ? this.pace.get() : null);
	}

}
