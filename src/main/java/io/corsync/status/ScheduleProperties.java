package io.corsync.status;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When runs are due; they may be unsound, {@link #problems()} tells.
 *
 * @param schedule when the nightly sync is, as a cron expression of six fields
 * @param zone whose time that is
 * @param reconcileSchedule when everything is compared, null for never
 */
@ConfigurationProperties("sync")
public record ScheduleProperties(@DefaultValue("0 0 4 * * *") String schedule, @Nullable String zone,
		@Nullable String reconcileSchedule) {

	/**
	 * What keeps these settings from working.
	 * @return sentences that name key, value and remedy; empty when all is well
	 */
	List<String> problems() {
		List<String> problems = new ArrayList<>();
		if (this.zone == null || this.zone.isBlank()) {
			problems.add(
					"sync.zone (SYNC_ZONE) is not set, so nobody knows whose four in the morning is meant. Set a time zone such as Europe/Madrid or America/Bogota.");
		}
		else if (zoneOrNull() == null) {
			problems.add("sync.zone (SYNC_ZONE) is %s. Set a time zone such as Europe/Madrid or America/Bogota."
				.formatted(this.zone));
		}
		check(problems, "sync.schedule (SYNC_SCHEDULE)", this.schedule);
		if (reconciles()) {
			check(problems, "sync.reconcile-schedule (SYNC_RECONCILE_SCHEDULE)", this.reconcileSchedule);
		}
		return problems;
	}

	private static void check(List<String> problems, String key, @Nullable String expression) {
		if (expression == null || !Schedule.isExpression(expression)) {
			problems.add(
					"%s is %s. Set second, minute, hour, day of month, month and day of week, such as 0 0 4 * * * for every day at four."
						.formatted(key, expression));
		}
	}

	private @Nullable ZoneId zoneOrNull() {
		try {
			return ZoneId.of(String.valueOf(this.zone).strip());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private boolean reconciles() {
		return this.reconcileSchedule != null && !this.reconcileSchedule.isBlank();
	}

	/**
	 * The schedules of sound settings.
	 */
	List<Schedule> schedules() {
		ZoneId whose = ZoneId.of(String.valueOf(this.zone).strip());
		List<Schedule> schedules = new ArrayList<>();
		schedules.add(Schedule.of(new RunRequest.Sync(Collections.emptySortedSet(), null), this.schedule, whose));
		if (this.reconcileSchedule != null && reconciles()) {
			schedules.add(Schedule.of(new RunRequest.Reconcile(), this.reconcileSchedule, whose));
		}
		return schedules;
	}

}
