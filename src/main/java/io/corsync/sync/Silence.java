package io.corsync.sync;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.ledger.Runs;

/**
 * Whether nights have read nothing for three working days though usually there is
 * something: a right that was taken away or a filter that fits nothing any more looks
 * like peace.
 */
final class Silence {

	/** How far back "usually" goes. */
	static final Duration LOOK_BACK = Duration.ofDays(42);

	private static final int DAYS = 3;

	private static final int USUAL_DAYS = 10;

	/** A night reads the day before it. */
	private static final Duration HALF_A_DAY = Duration.ofHours(12);

	private Silence() {
	}

	static boolean unusual(List<Runs.Reading> nights, LocalDate today, ZoneId zone) {
		Map<LocalDate, Long> byDay = new TreeMap<>();
		nights.forEach((night) -> byDay.merge(LocalDate.ofInstant(night.windowTo().minus(HALF_A_DAY), zone),
				night.rows(), Long::sum));
		byDay.keySet().removeIf((day) -> !day.isBefore(today) || weekend(day));
		List<Long> rows = new ArrayList<>(byDay.values());
		if (rows.size() < DAYS + USUAL_DAYS) {
			return false;
		}
		List<Long> last = rows.subList(rows.size() - DAYS, rows.size());
		List<Long> before = rows.subList(0, rows.size() - DAYS);
		long busy = before.stream().filter((read) -> read > 0).count();
		return last.stream().allMatch((read) -> read == 0) && busy * 3 >= before.size() * 2L;
	}

	private static boolean weekend(LocalDate day) {
		return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
	}

}
