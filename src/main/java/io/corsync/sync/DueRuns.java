package io.corsync.sync;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.corsync.ledger.DueTime;
import io.corsync.ledger.DueTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the times of the schedule out, so that each is seen to by one process, however
 * many there are and whenever one dies:
 * <ol>
 * <li>a time that somebody has taken up and is gone from is taken over first;</li>
 * <li>while somebody sees to one, no other of that command is taken up;</li>
 * <li>a new time is taken up by whoever gets its row into the database.</li>
 * </ol>
 */
public final class DueRuns {

	private static final Logger log = LoggerFactory.getLogger(DueRuns.class);

	/** What ends every process that sees to it is not tried for ever. */
	private static final int MOST_OWNERS = 5;

	private final DueTimes times;

	private final String place;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param times what is taken up
	 * @param place COR and org, which keep schedules in one database apart
	 * @param clock the clock
	 */
	public DueRuns(DueTimes times, String place, Clock clock) {
		this.times = times;
		this.place = place;
		this.clock = clock;
	}

	/**
	 * Up to when everything that was due is taken up.
	 * @param command the command
	 * @return the last time that was; now, when the schedule is new
	 */
	public Instant since(String command) {
		Optional<DueTime> last = this.times.last(subject(command));
		if (last.isPresent()) {
			return last.get().dueAt();
		}
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		this.times.begin(subject(command), now);
		return now;
	}

	/**
	 * Takes up what is due, or what somebody left behind.
	 * @param command the command
	 * @param dueAt when it was due, nothing when nothing new is
	 * @return what is to be seen to now, nothing when nothing is or somebody else does
	 */
	public Optional<Taken> take(String command, Optional<Instant> dueAt) {
		Optional<DueTime> open = this.times.open(subject(command));
		if (open.isEmpty()) {
			return dueAt.flatMap((due) -> this.times.take(subject(command), due)).map(Taken::new);
		}
		DueTime left = open.get();
		if (!left.gone()) {
			return Optional.empty();
		}
		if (left.fence() >= MOST_OWNERS) {
			log.error("{} of {} has ended {} processes and is given up", command, left.dueAt(), left.fence());
			this.times.takeOver(left).ifPresent((ours) -> this.times.end(ours, ExitCode.DEFECT.code()));
			return Optional.empty();
		}
		return this.times.takeOver(left).map(Taken::new);
	}

	private String subject(String command) {
		return command + " " + this.place;
	}

	/**
	 * A time that this process sees to.
	 */
	public final class Taken {

		private final DueTime time;

		private Taken(DueTime time) {
			this.time = time;
		}

		public Instant dueAt() {
			return this.time.dueAt();
		}

		/**
		 * Whether another process had begun with it.
		 * @return true when that one is gone
		 */
		public boolean takenOver() {
			return this.time.fence() > 1;
		}

		/**
		 * Says that it is still seen to; to be repeated.
		 * @return false when another process has taken it over
		 */
		public boolean beat() {
			return DueRuns.this.times.beat(this.time);
		}

		/** Leaves it to another process, or to the next start. */
		public void letGo() {
			DueRuns.this.times.letGo(this.time);
		}

		/**
		 * Is done with it.
		 * @param exitCode how it ended
		 */
		public void end(int exitCode) {
			DueRuns.this.times.end(this.time, exitCode);
		}

	}

}
