package io.corsync.status;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.corsync.cli.CompleteRun;
import io.corsync.cli.Opener;
import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Failure;
import io.corsync.sync.FirstRun;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run in the background, with parts of its own as a command has them: settings and
 * mapping count as they are when it begins.
 */
final class RunUnderWay implements CompleteRun.Watch {

	private static final Logger log = LoggerFactory.getLogger(RunUnderWay.class);

	private final RunRequest request;

	private final boolean yes;

	private final String who;

	private final RunMeters meters;

	private final Clock clock;

	private final Instant since;

	private final LiveProgress progress;

	private final AtomicReference<@Nullable BooleanSupplier> stop = new AtomicReference<>();

	private final List<String> troubles = new ArrayList<>();

	private volatile boolean stopping;

	private volatile @Nullable FirstRun asked;

	RunUnderWay(RunRequest request, boolean yes, String who, RunMeters meters, Clock clock) {
		this.request = request;
		this.yes = yes;
		this.who = who;
		this.meters = meters;
		this.clock = clock;
		this.since = clock.instant();
		this.progress = new LiveProgress(clock);
	}

	RunRequest request() {
		return this.request;
	}

	Conductor.LiveRun look() {
		return this.progress.look(this.request, this.who, this.since, this.stopping);
	}

	/** What the run would have sent, had somebody said yes. */
	@Nullable FirstRun asked() {
		return this.asked;
	}

	/**
	 * Runs to the end, whatever happens.
	 * @param databaseUrl for the words of its troubles
	 */
	Conductor.LastRun run(Opener opener, String databaseUrl) {
		String words = RunWords.of(this.request, this.yes);
		log.info("{} begins for {}", words, this.who);
		int code;
		try (Opener.Parts parts = opener.open(access())) {
			code = new CompleteRun(parts, this).run(this.request, words, this.who);
		}
		catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError ex) {
			Failure failure = Failure.of(ex, databaseUrl);
			code = failure.code().code();
			this.troubles.addAll(failure.lines());
			log.error("{} failed", words, ex);
		}
		log.info("{} has ended with {}", words, code);
		return new Conductor.LastRun(this.request, this.who, this.since, this.clock.instant(), code,
				List.copyOf(this.troubles));
	}

	// As the commands of the same names.
	private DatabaseAccess access() {
		boolean migrates = this.request instanceof RunRequest.Sync || this.request instanceof RunRequest.Backfill;
		return migrates ? DatabaseAccess.MIGRATE : DatabaseAccess.WRITE;
	}

	void stop() {
		this.stopping = true;
		BooleanSupplier begun = this.stop.get();
		if (begun != null) {
			begun.getAsBoolean();
		}
	}

	@Override
	public void begun(BooleanSupplier stops) {
		this.stop.set(stops);
		// Somebody may have been faster.
		if (this.stopping) {
			stops.getAsBoolean();
		}
	}

	@Override
	public FirstRun.Approval approval() {
		return new FirstRun.Approval() {

			@Override
			public boolean approve(FirstRun firstRun) {
				RunUnderWay.this.asked = firstRun;
				return RunUnderWay.this.yes;
			}

			@Override
			public boolean beforehand() {
				return RunUnderWay.this.yes;
			}

		};
	}

	@Override
	public Progress progress() {
		return this.progress;
	}

	@Override
	public void ended(List<RunReport> reports, ExitCode code) {
		this.meters.ended(reports);
		reports.stream().map(RunReport::problem).filter(Objects::nonNull).forEach(this.troubles::add);
	}

	@Override
	public void warn(String trouble) {
		log.warn("{}", trouble);
		this.progress.say(trouble);
	}

}
