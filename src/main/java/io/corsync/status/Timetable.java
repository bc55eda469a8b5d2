package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import io.corsync.sync.DueRuns;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins what is due, as long as it is open; what goes wrong with the database it tries
 * again.
 */
final class Timetable {

	/** Who asked for what nobody asked for. */
	static final String NAME = "schedule";

	private static final Logger log = LoggerFactory.getLogger(Timetable.class);

	private static final Duration TICK = Duration.ofSeconds(1);

	/** A statement on a database in trouble may take as long. */
	private static final Duration STALE = Duration.ofMinutes(2);

	private final List<DueCommand> commands;

	private final Clock clock;

	private final CountDownLatch closing = new CountDownLatch(1);

	private @Nullable Thread thread;

	private volatile @Nullable Instant lastTick;

	private boolean inTrouble;

	/**
	 * Begins runs, one at a time.
	 */
	interface Starter {

		/**
		 * Whether a run could begin now.
		 */
		boolean free(RunRequest request);

		/**
		 * Begins a run in the background.
		 * @param request what is due
		 * @param ended told its exit code, by another thread
		 * @return false when another run was faster
		 */
		boolean start(RunRequest request, IntConsumer ended);

	}

	Timetable(List<Schedule> schedules, DueRuns dueRuns, Starter starter, Clock clock) {
		this.commands = schedules.stream().map((schedule) -> new DueCommand(schedule, dueRuns, starter)).toList();
		this.clock = clock;
	}

	/**
	 * Looks at the clock from now on.
	 */
	synchronized void open() {
		tick();
		Thread ticking = new Thread(() -> {
			while (pause()) {
				tick();
			}
		}, "timetable");
		ticking.setDaemon(true);
		ticking.start();
		this.thread = ticking;
	}

	private boolean pause() {
		try {
			return !this.closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	/**
	 * Looks at the clock once.
	 */
	void tick() {
		Instant now = this.clock.instant();
		for (DueCommand command : this.commands) {
			try {
				command.look(now);
				this.inTrouble = false;
			}
			catch (RuntimeException | LinkageError | OutOfMemoryError ex) {
				if (!this.inTrouble) {
					log.warn("What is due cannot be begun; it is tried again every second", ex);
				}
				this.inTrouble = true;
			}
		}
		this.lastTick = now;
	}

	/**
	 * Whether somebody looks at the clock.
	 */
	boolean ticking() {
		Instant last = this.lastTick;
		return last != null && this.closing.getCount() > 0 && last.plus(STALE).isAfter(this.clock.instant());
	}

	/**
	 * What is due next, soonest first.
	 */
	List<Conductor.Due> due() {
		Instant now = this.clock.instant();
		return this.commands.stream()
			.flatMap((command) -> command.next(now).stream())
			.sorted(Comparator.comparing(Conductor.Due::at))
			.toList();
	}

	/**
	 * Begins nothing any more.
	 */
	synchronized void close() {
		this.closing.countDown();
		if (this.thread != null) {
			try {
				this.thread.join(Duration.ofSeconds(5).toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Leaves what did not come to its end to another process, or to the next start.
	 */
	void leave() {
		for (DueCommand command : this.commands) {
			try {
				command.leave();
			}
			catch (RuntimeException ex) {
				log.warn("What is left is found by its silence", ex);
			}
		}
	}

}
