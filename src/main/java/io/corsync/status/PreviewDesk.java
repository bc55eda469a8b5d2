package io.corsync.status;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.corsync.cli.Opener;
import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.Failure;
import io.corsync.sync.FirstRun;
import io.corsync.sync.Phase;
import io.corsync.sync.Preview;
import io.corsync.sync.Progress;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Finds out what a sync would do, in the background and one at a time, and keeps the last
 * answer.
 */
@Component
class PreviewDesk {

	private static final Logger log = LoggerFactory.getLogger(PreviewDesk.class);

	private final Opener opener;

	private final Clock clock;

	private final AtomicReference<@Nullable Going> going = new AtomicReference<>();

	private final AtomicReference<@Nullable PreviewView> last = new AtomicReference<>();

	private volatile List<String> trouble = List.of();

	PreviewDesk(Opener opener, Clock clock) {
		this.opener = opener;
		this.clock = clock;
	}

	/**
	 * A preview under way.
	 */
	static final class Going implements Progress {

		private final Instant since;

		private final AtomicReference<@Nullable Phase> phase = new AtomicReference<>();

		private final AtomicLong done = new AtomicLong();

		Going(Instant since) {
			this.since = since;
		}

		public Instant since() {
			return this.since;
		}

		public @Nullable String step() {
			Phase now = this.phase.get();
			return (now != null) ? now.step() : null;
		}

		public long done() {
			return this.done.get();
		}

		@Override
		public void begin(Phase next, long total) {
			this.phase.set(next);
			this.done.set(0);
		}

		@Override
		public void advance(int rows) {
			this.done.addAndGet(rows);
		}

		@Override
		public void end() {
			// The next one says what goes on.
		}

		@Override
		public void say(String message) {
			log.info("{}", message);
		}

	}

	@Nullable Going going() {
		return this.going.get();
	}

	@Nullable PreviewView last() {
		return this.last.get();
	}

	List<String> trouble() {
		return this.trouble;
	}

	/**
	 * Begins one unless another one goes on.
	 */
	void begin(String who) {
		Going next = new Going(this.clock.instant());
		if (!this.going.compareAndSet(null, next)) {
			return;
		}
		Thread thread = new Thread(() -> run(next, who), "preview");
		thread.setDaemon(true);
		thread.start();
	}

	private void run(Going progress, String who) {
		this.trouble = List.of();
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.COPY)) {
			Preview preview = parts.get(Preview.class);
			FirstRun.Approval yes = (firstRun) -> true;
			Preview.Result result = preview.run(new RunRequest.Sync(new TreeSet<>(), null), yes, progress);
			PreviewView view = PreviewView.of(progress.since(), who, preview, result);
			this.last.set(result.complete() ? preview.overHistory(progress).map(view::with).orElse(view) : view);
		}
		catch (RuntimeException ex) {
			Failure failure = Failure.of(ex, "");
			log.warn("The preview failed", ex);
			this.trouble = failure.lines();
		}
		finally {
			this.going.set(null);
		}
	}

}
