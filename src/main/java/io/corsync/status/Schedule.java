package io.corsync.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/**
 * When a command is due. A time on the clock that daylight saving leaves out counts as
 * the one it is moved to, and a time that comes twice counts the first time; what is due
 * every hour goes on by the passing of time.
 *
 * @param request what is due
 * @param cron the times on the clock
 * @param hourly whether every hour has such times
 * @param zone whose clock
 */
record Schedule(RunRequest request, CronExpression cron, boolean hourly, ZoneId zone) {

	/**
	 * What was missed is looked for in ever longer times, since most is missed lately.
	 */
	private static final List<Duration> LOOK_BACK = List.of(Duration.ofMinutes(1), Duration.ofHours(1),
			Duration.ofDays(1), Duration.ofDays(32), Duration.ofDays(400), Duration.ofDays(5000));

	static boolean isExpression(String expression) {
		return CronExpression.isValidExpression(expression.strip());
	}

	static Schedule of(RunRequest request, String expression, ZoneId zone) {
		String[] fields = expression.strip().split("\\s+");
		boolean hourly = (fields.length == 6) ? fields[2].startsWith("*") : fields[0].equals("@hourly");
		return new Schedule(request, CronExpression.parse(expression.strip()), hourly, zone);
	}

	String command() {
		return this.request.command();
	}

	/**
	 * The first time behind another one.
	 * @return nothing when there is none any more
	 */
	Optional<Instant> next(Instant after) {
		if (this.hourly) {
			return Optional.ofNullable(this.cron.next(after.atZone(this.zone))).map(ZonedDateTime::toInstant);
		}
		@Nullable LocalDateTime time = begin(after);
		do {
			time = this.cron.next(time);
		}
		while (time != null && !time.atZone(this.zone).toInstant().isAfter(after));
		return Optional.ofNullable(time).map((found) -> found.atZone(this.zone).toInstant());
	}

	// Times that were left out lie, moved, right behind the gap.
	private LocalDateTime begin(Instant after) {
		LocalDateTime time = LocalDateTime.ofInstant(after, this.zone);
		ZoneOffsetTransition last = this.zone.getRules().previousTransition(after.plusNanos(1));
		boolean moved = last != null && last.isGap()
				&& after.isBefore(last.getInstant().plus(last.getDuration().abs()));
		return moved ? last.getDateTimeBefore().minusNanos(1) : time;
	}

	/**
	 * The last time between two others.
	 * @param after it is behind this one
	 * @param until it is not behind this one
	 * @return nothing when there is none
	 */
	Optional<Instant> latest(Instant after, Instant until) {
		for (Duration back : LOOK_BACK) {
			Instant from = until.minus(back);
			boolean all = from.isBefore(after);
			Optional<Instant> found = lastBefore(next(all ? after : from), until);
			if (found.isPresent() || all) {
				return found;
			}
		}
		return Optional.empty();
	}

	private Optional<Instant> lastBefore(Optional<Instant> first, Instant until) {
		Optional<Instant> last = Optional.empty();
		Optional<Instant> time = first;
		while (time.isPresent() && !time.get().isAfter(until)) {
			last = time;
			time = next(time.get());
		}
		return last;
	}

}
