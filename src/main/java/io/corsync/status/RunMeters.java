package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.sync.Inspection;
import io.corsync.sync.Outcome;
import io.corsync.sync.RunReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What machines watch: rows by outcome as runs of this process end, and how the database
 * stands, whoever ran.
 */
final class RunMeters implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(RunMeters.class);

	/** However often it is scraped, the database is asked this often. */
	private static final Duration FRESH = Duration.ofSeconds(10);

	private static final List<String> COMMANDS = List.of("sync", "reconcile", "backfill");

	private static final int LOOKED_THROUGH = 60;

	private final Inspection inspection;

	private final Clock clock;

	private final AtomicInteger active = new AtomicInteger();

	private final Map<Outcome, Counter> rows = new EnumMap<>(Outcome.class);

	private @Nullable Standing standing;

	/**
	 * How the database stands.
	 *
	 * @param at when it was asked
	 * @param lag how far the nights are behind, null before the first one
	 * @param ledger rows by state
	 * @param held whether anybody holds a lease
	 * @param last the last run of each command that has ended
	 */
	private record Standing(Instant at, @Nullable Duration lag, Map<State, Long> ledger, boolean held,
			Map<String, Run> last) {

	}

	RunMeters(Inspection inspection, Clock clock) {
		this.inspection = inspection;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Outcome outcome : Outcome.values()) {
			this.rows.put(outcome,
					Counter.builder("corsync.rows")
						.description("Rows by how they ended in runs of this process")
						.tag("outcome", outcome.word())
						.register(registry));
		}
		for (State state : State.values()) {
			gauge(registry, "corsync.ledger.rows", "Rows of the ledger by state", "state",
					state.name().toLowerCase(Locale.ROOT), (now) -> now.ledger().getOrDefault(state, 0L));
		}
		gauge(registry, "corsync.watermark.lag.seconds", "How long ago the window of the last complete night ended",
				"kind", "project", (now) -> (now.lag() != null) ? now.lag().toSeconds() : Double.NaN);
		gauge(registry, "corsync.lease.held", "Whether a run holds the lease, in whatever process", "of", "database",
				(now) -> now.held() ? 1 : 0);
		for (String command : COMMANDS) {
			gauge(registry, "corsync.last.run.exit.code", "Exit code of the last run that has ended", "command",
					command,
					(now) -> lastOf(now, command, (run) -> (run.exitCode() != null) ? run.exitCode() : Double.NaN));
			gauge(registry, "corsync.last.run.end.time.seconds", "When the last run has ended, in seconds since 1970",
					"command", command, (now) -> lastOf(now, command,
							(run) -> (run.endedAt() != null) ? run.endedAt().getEpochSecond() : Double.NaN));
		}
		Gauge.builder("corsync.runs.active", this.active, AtomicInteger::get)
			.description("Runs under way in this process")
			.register(registry);
	}

	private static double lastOf(Standing now, String command, ToDoubleFunction<Run> value) {
		Run run = now.last().get(command);
		return (run != null) ? value.applyAsDouble(run) : Double.NaN;
	}

	private void gauge(MeterRegistry registry, String name, String description, String tag, String value,
			ToDoubleFunction<Standing> number) {
		Gauge.builder(name, this, (meters) -> {
			Standing now = meters.standing();
			return (now != null) ? number.applyAsDouble(now) : Double.NaN;
		}).description(description).tag(tag, value).register(registry);
	}

	private synchronized @Nullable Standing standing() {
		Instant now = this.clock.instant();
		if (this.standing == null || this.standing.at().plus(FRESH).isBefore(now)) {
			try {
				this.standing = read(now);
			}
			catch (RuntimeException ex) {
				log.warn("The database does not tell how it stands", ex);
				return null;
			}
		}
		return this.standing;
	}

	private Standing read(Instant now) {
		Map<State, Long> ledger = new EnumMap<>(State.class);
		Map<String, Run> last = new HashMap<>();
		List<Duration> lags = new ArrayList<>();
		boolean held = false;
		for (Target target : this.inspection.targets()) {
			for (Ledger.Total total : this.inspection.totals(target)) {
				ledger.merge(total.state(), total.rows(), Long::sum);
			}
			this.inspection.watermark(target).map((reached) -> Duration.between(reached, now)).ifPresent(lags::add);
			held |= this.inspection.holder(target).isPresent();
			for (Run run : this.inspection.runs(target, LOOKED_THROUGH)) {
				if (run.endedAt() != null) {
					last.merge(run.command(), run, (one, other) -> (one.number() > other.number()) ? one : other);
				}
			}
		}
		Duration lag = lags.stream().max(Duration::compareTo).orElse(null);
		return new Standing(now, lag, ledger, held, last);
	}

	/**
	 * Counts what runs have done.
	 */
	void ended(List<RunReport> reports) {
		for (RunReport report : reports) {
			for (Runs.Count count : report.counts()) {
				this.rows.forEach((outcome, counter) -> {
					if (outcome.word().equals(count.outcome())) {
						counter.increment(count.rows());
					}
				});
			}
		}
	}

	void active(int runs) {
		this.active.set(runs);
	}

}
