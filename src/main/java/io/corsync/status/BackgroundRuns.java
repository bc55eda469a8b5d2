package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import io.corsync.cli.Opener;
import io.corsync.sync.AuditTrail;
import io.corsync.sync.FirstRun;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this process, each in a thread of its own. There is one at a time, but for
 * a night, which goes beside what goes over history: that one waits as it would wait for
 * another process.
 */
final class BackgroundRuns implements Conductor, Timetable.Starter {

	private static final Logger log = LoggerFactory.getLogger(BackgroundRuns.class);

	private final Opener opener;

	private final AuditTrail trail;

	private final RunMeters meters;

	private final Supplier<List<Due>> due;

	private final String databaseUrl;

	private final Clock clock;

	/** The last one is the one that moves. */
	private final Deque<RunUnderWay> live = new ArrayDeque<>();

	private @Nullable LastRun last;

	private @Nullable FirstRun asked;

	private boolean closing;

	BackgroundRuns(Opener opener, AuditTrail trail, RunMeters meters, Supplier<List<Due>> due, String databaseUrl,
			Clock clock) {
		this.opener = opener;
		this.trail = trail;
		this.meters = meters;
		this.due = due;
		this.databaseUrl = databaseUrl;
		this.clock = clock;
	}

	@Override
	public synchronized Optional<LiveRun> live() {
		return Optional.ofNullable(this.live.peekLast()).map(RunUnderWay::look);
	}

	@Override
	public synchronized Optional<LastRun> last() {
		return Optional.ofNullable(this.last);
	}

	@Override
	public synchronized Optional<FirstRun> asked() {
		return Optional.ofNullable(this.asked);
	}

	@Override
	public synchronized boolean begin(RunRequest request, boolean yes, String who) {
		if (this.closing || !this.live.isEmpty()) {
			return false;
		}
		start(new RunUnderWay(request, yes, who, this.meters, this.clock), (code) -> {
		});
		return true;
	}

	@Override
	public synchronized boolean free(RunRequest request) {
		boolean night = request instanceof RunRequest.Sync;
		return !this.closing && this.live.stream().allMatch((running) -> night && running.request().overHistory());
	}

	@Override
	public synchronized boolean start(RunRequest request, IntConsumer ended) {
		if (!free(request)) {
			return false;
		}
		start(new RunUnderWay(request, false, Timetable.NAME, this.meters, this.clock), ended);
		return true;
	}

	private void start(RunUnderWay run, IntConsumer ended) {
		this.live.addLast(run);
		this.meters.active(this.live.size());
		Thread thread = new Thread(() -> ended.accept(end(run, run.run(this.opener, this.databaseUrl))),
				"run " + run.request().command());
		thread.setDaemon(true);
		thread.start();
	}

	private synchronized int end(RunUnderWay run, LastRun how) {
		this.live.remove(run);
		this.meters.active(this.live.size());
		this.last = how;
		this.asked = run.asked();
		notifyAll();
		return how.code();
	}

	@Override
	public boolean stop(String who) {
		RunUnderWay run;
		synchronized (this) {
			run = this.live.peekLast();
		}
		if (run == null) {
			return false;
		}
		try {
			this.trail.record("stop", who, (runs) -> {
				run.stop();
				return 0;
			});
		}
		catch (RuntimeException ex) {
			log.warn("That {} has stopped a run is in no line of audit", who, ex);
			run.stop();
		}
		return true;
	}

	@Override
	public List<Due> due() {
		return this.due.get();
	}

	/**
	 * Stops what is under way, lets nothing begin any more, and waits for the end.
	 * @return whether all has ended in time
	 */
	boolean close(Duration patience) {
		List<RunUnderWay> runs;
		synchronized (this) {
			this.closing = true;
			runs = List.copyOf(this.live);
		}
		runs.forEach(RunUnderWay::stop);
		return awaitEnd(System.nanoTime() + patience.toNanos());
	}

	private synchronized boolean awaitEnd(long end) {
		try {
			while (!this.live.isEmpty() && System.nanoTime() < end) {
				TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.live.isEmpty();
	}

}
