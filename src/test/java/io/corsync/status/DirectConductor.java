package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.corsync.report.RunFiles;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Failure;
import io.corsync.sync.FirstRun;
import io.corsync.sync.Phase;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import io.corsync.sync.Synchronizer;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Runs what a page asks for in a thread, as simply as can be.
 */
final class DirectConductor implements Conductor {

	private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

	private final ObjectProvider<Synchronizer> synchronizer;

	private final ObjectProvider<RunFiles> files;

	private final Clock clock;

	private final AtomicReference<LiveRun> live = new AtomicReference<>();

	private final AtomicReference<LastRun> last = new AtomicReference<>();

	DirectConductor(ObjectProvider<Synchronizer> synchronizer, ObjectProvider<RunFiles> files, Clock clock) {
		this.synchronizer = synchronizer;
		this.files = files;
		this.clock = clock;
	}

	@Override
	public Optional<LiveRun> live() {
		return Optional.ofNullable(this.live.get());
	}

	@Override
	public Optional<LastRun> last() {
		return Optional.ofNullable(this.last.get());
	}

	@Override
	public boolean begin(RunRequest request, boolean yes, String who) {
		Instant now = this.clock.instant();
		if (!this.live.compareAndSet(null, new LiveRun(request, who, now, false, null, 0, -1, null, List.of()))) {
			return false;
		}
		new Thread(() -> run(request, who, now), "run").start();
		return true;
	}

	private void run(RunRequest request, String who, Instant since) {
		int code = ExitCode.DONE.code();
		List<String> lines = List.of();
		try {
			FirstRun.Approval yes = new FirstRun.Approval() {

				@Override
				public boolean approve(FirstRun firstRun) {
					return true;
				}

				@Override
				public boolean beforehand() {
					return true;
				}

			};
			List<RunReport> reports = this.synchronizer.getObject().run(request, yes, new Watching());
			this.files.getObject().writeAfter(reports.stream().map((report) -> report.run().number()).toList());
			code = reports.stream().mapToInt((report) -> report.exitCode().code()).max().orElse(0);
		}
		catch (RuntimeException ex) {
			Failure failure = Failure.of(ex, "");
			code = failure.code().code();
			lines = failure.lines();
		}
		finally {
			this.last.set(new LastRun(request, who, since, this.clock.instant(), code, lines));
			this.live.set(null);
		}
	}

	private final class Watching implements Progress {

		@Override
		public void begin(Phase phase, long total) {
			DirectConductor.this.live.updateAndGet((run) -> new LiveRun(run.request(), run.who(), run.since(),
					run.stopping(), phase.step(), 0, total, DirectConductor.this.clock.instant(), run.said()));
		}

		@Override
		public void advance(int rows) {
			DirectConductor.this.live.updateAndGet((run) -> new LiveRun(run.request(), run.who(), run.since(),
					run.stopping(), run.phase(), run.done() + rows, run.total(), run.phaseSince(), run.said()));
		}

		@Override
		public void end() {
			// The next step says so.
		}

		@Override
		public void say(String message) {
			DirectConductor.this.live.updateAndGet((run) -> {
				List<String> said = new ArrayList<>(run.said());
				said.add(message);
				return new LiveRun(run.request(), run.who(), run.since(), run.stopping(), run.phase(), run.done(),
						run.total(), run.phaseSince(), said);
			});
		}

	}

	@Override
	public boolean stop(String who) {
		LiveRun run = this.live.updateAndGet((now) -> (now == null) ? null : new LiveRun(now.request(), now.who(),
				now.since(), true, now.phase(), now.done(), now.total(), now.phaseSince(), now.said()));
		return run != null && this.synchronizer.getObject().stop();
	}

	@Override
	public List<Due> due() {
		Instant next = this.clock.instant()
			.atZone(ZONE)
			.plusDays(1)
			.toLocalDate()
			.atTime(4, 0)
			.atZone(ZONE)
			.toInstant();
		return List.of(new Due("sync", next, ZONE), new Due("reconcile", next.plus(Duration.ofDays(3)), ZONE));
	}

}
