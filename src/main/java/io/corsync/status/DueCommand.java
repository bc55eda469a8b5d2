package io.corsync.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.corsync.sync.DueRuns;
import io.corsync.sync.ExitCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command of the timetable: takes up its times, has them run, and tries again where
 * waiting helps.
 */
final class DueCommand {

	private static final Logger log = LoggerFactory.getLogger(DueCommand.class);

	/** Others may have left something behind. */
	private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

	private static final Duration BEAT_EVERY = Duration.ofSeconds(15);

	private static final Duration AFTER_ANOTHER_RUN = Duration.ofMinutes(1);

	private static final Duration AFTER_OUTAGE = Duration.ofMinutes(30);

	private static final int MOST_OUTAGES = 3;

	private final Schedule schedule;

	private final DueRuns dueRuns;

	private final Timetable.Starter starter;

	/** Up to when all is taken up, null as long as the database did not tell. */
	private @Nullable Instant since;

	private Instant lookAt = Instant.MIN;

	private @Nullable Seen seen;

	/**
	 * A time that is seen to.
	 */
	private static final class Seen {

		private final DueRuns.Taken taken;

		private Instant beatAt;

		private boolean running;

		private Instant againAt = Instant.MIN;

		private int outages;

		private int lastCode = ExitCode.LEASE_HELD.code();

		/** Set by the run's thread. */
		private volatile @Nullable Integer ended;

		Seen(DueRuns.Taken taken, Instant now) {
			this.taken = taken;
			this.beatAt = now.plus(BEAT_EVERY);
		}

	}

	DueCommand(Schedule schedule, DueRuns dueRuns, Timetable.Starter starter) {
		this.schedule = schedule;
		this.dueRuns = dueRuns;
		this.starter = starter;
	}

	synchronized void look(Instant now) {
		Seen current = this.seen;
		if (current != null) {
			seeTo(current, now);
		}
		if (this.seen == null) {
			takeUp(now);
		}
	}

	private void takeUp(Instant now) {
		Instant from = this.since;
		if (from == null) {
			from = this.dueRuns.since(this.schedule.command());
			this.since = from;
		}
		Optional<Instant> due = this.schedule.latest(from, now);
		if ((due.isEmpty() && now.isBefore(this.lookAt)) || !this.starter.free(this.schedule.request())) {
			return;
		}
		this.lookAt = now.plus(LOOK_EVERY);
		Optional<DueRuns.Taken> taken = this.dueRuns.take(this.schedule.command(), due);
		if (taken.isPresent()) {
			log.info("{} was due at {}{}", this.schedule.command(), taken.get().dueAt(),
					taken.get().takenOver() ? " and was left by another process" : "");
			this.seen = new Seen(taken.get(), now);
			begin(this.seen, now);
		}
		else {
			this.since = later(from, this.dueRuns.since(this.schedule.command()));
		}
	}

	private void begin(Seen current, Instant now) {
		current.ended = null;
		current.running = this.starter.start(this.schedule.request(), (code) -> current.ended = code);
		current.againAt = now;
	}

	private void seeTo(Seen current, Instant now) {
		Integer code = current.ended;
		if (current.running && code != null) {
			ended(current, code, now);
		}
		else if (!current.running && this.schedule.latest(current.taken.dueAt(), now).isPresent()) {
			// The next time takes its place.
			done(current, current.lastCode);
		}
		else if (!current.running && !now.isBefore(current.againAt) && this.starter.free(this.schedule.request())) {
			begin(current, now);
		}
		if (this.seen != null && !now.isBefore(current.beatAt)) {
			current.beatAt = now.plus(BEAT_EVERY);
			if (!current.taken.beat()) {
				log.warn("{} of {} was taken over by another process", this.schedule.command(), current.taken.dueAt());
				this.seen = current.running ? current : null;
			}
		}
	}

	private void ended(Seen current, int code, Instant now) {
		boolean outage = code == ExitCode.UNAVAILABLE.code() && current.outages < MOST_OUTAGES;
		if (!outage && code != ExitCode.LEASE_HELD.code()) {
			done(current, code);
			return;
		}
		current.outages += outage ? 1 : 0;
		current.lastCode = code;
		current.againAt = now.plus(outage ? AFTER_OUTAGE : AFTER_ANOTHER_RUN);
		current.running = false;
		log.info("{} of {} ended with {} and is tried again at {}", this.schedule.command(), current.taken.dueAt(),
				code, current.againAt);
	}

	private void done(Seen current, int code) {
		current.taken.end(code);
		this.since = later(this.since, current.taken.dueAt());
		this.seen = null;
	}

	/**
	 * When it is due next.
	 */
	synchronized Optional<Conductor.Due> next(Instant now) {
		Seen current = this.seen;
		Optional<Instant> next = this.schedule.next(now);
		if (current != null && !current.running && current.againAt.isAfter(now)) {
			Instant again = current.againAt;
			next = next.map((time) -> again.isBefore(time) ? again : time).or(() -> Optional.of(again));
		}
		return next.map((time) -> new Conductor.Due(this.schedule.command(), time, this.schedule.zone()));
	}

	synchronized void leave() {
		Seen current = this.seen;
		if (current == null) {
			return;
		}
		Integer code = current.ended;
		if (current.running && code != null && code != ExitCode.STOPPED.code()) {
			done(current, code);
		}
		else {
			current.taken.letGo();
		}
	}

	private static Instant later(@Nullable Instant one, Instant other) {
		return (one != null && one.isAfter(other)) ? one : other;
	}

}
