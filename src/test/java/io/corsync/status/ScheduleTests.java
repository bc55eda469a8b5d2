package io.corsync.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;

import io.corsync.sync.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a run is due, above all where the clock is put forward or back.
 */
class ScheduleTests {

	private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

	private static Schedule schedule(String expression, ZoneId zone) {
		return Schedule.of(new RunRequest.Sync(new TreeSet<>(), null), expression, zone);
	}

	/** All times from one day on, as the zone's clocks show them with their offset. */
	private static List<String> times(Schedule schedule, LocalDateTime from, LocalDateTime until) {
		List<String> times = new ArrayList<>();
		Instant end = until.atZone(schedule.zone()).toInstant();
		Optional<Instant> time = schedule.next(from.atZone(schedule.zone()).toInstant().minusNanos(1));
		while (time.isPresent() && time.get().isBefore(end)) {
			times.add(time.get().atZone(schedule.zone()).toOffsetDateTime().toString());
			time = schedule.next(time.get());
		}
		return times;
	}

	@Test
	void aTimeThatIsLeftOutInSpringRunsOnceAtWhatItIsMovedTo() {
		assertThat(times(schedule("0 30 2 * * *", MADRID), LocalDateTime.of(2026, 3, 28, 0, 0),
				LocalDateTime.of(2026, 3, 31, 0, 0)))
			.containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
	}

	@Test
	void aTimeThatComesTwiceInAutumnRunsTheFirstTime() {
		assertThat(times(schedule("0 30 2 * * *", MADRID), LocalDateTime.of(2026, 10, 24, 0, 0),
				LocalDateTime.of(2026, 10, 27, 0, 0)))
			.containsExactly("2026-10-24T02:30+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "0 0 4 * * *", "0 0 3 * * *", "0 0 2 * * *", "0 59 2 * * *", "30 15 1 * * *", "0 0 0 * * *" })
	void eachNightOfAYearIsOne(String expression) {
		for (String zone : List.of("Europe/Madrid", "America/Santiago", "America/New_York", "America/Bogota",
				"Australia/Lord_Howe", "UTC")) {
			List<String> nights = times(schedule(expression, ZoneId.of(zone)), LocalDateTime.of(2026, 1, 1, 0, 0),
					LocalDateTime.of(2027, 1, 1, 0, 0));
			assertThat(nights).as("%s in %s", expression, zone).hasSize(365);
			assertThat(nights.stream().map((night) -> night.substring(0, 10))).as("%s in %s", expression, zone)
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void twoTimesThatMeetBehindAGapAreOne() {
		assertThat(times(schedule("0 30 2,3 * * *", MADRID), LocalDateTime.of(2026, 3, 29, 0, 0),
				LocalDateTime.of(2026, 3, 30, 0, 0)))
			.containsExactly("2026-03-29T03:30+02:00");
	}

	@Test
	void aScheduleByTheHourGoesOnByThePassingOfTime() {
		assertThat(times(schedule("0 0 * * * *", MADRID), LocalDateTime.of(2026, 10, 25, 1, 0),
				LocalDateTime.of(2026, 10, 25, 4, 0)))
			.containsExactly("2026-10-25T01:00+02:00", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00",
					"2026-10-25T03:00+01:00");
		assertThat(times(schedule("0 0 * * * *", MADRID), LocalDateTime.of(2026, 3, 29, 1, 0),
				LocalDateTime.of(2026, 3, 29, 4, 0)))
			.containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00");
		assertThat(times(schedule("0 * * * * *", MADRID), LocalDateTime.of(2026, 10, 25, 0, 0),
				LocalDateTime.of(2026, 10, 26, 0, 0)))
			.hasSize(25 * 60);
	}

	@Test
	void theMachinesZonePlaysNoPart() {
		TimeZone before = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
			assertThat(schedule("0 0 4 * * *", ZoneId.of("America/Bogota")).next(Instant.parse("2026-11-25T00:00:00Z")))
				.contains(Instant.parse("2026-11-25T09:00:00Z"));
			TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
			assertThat(schedule("0 0 4 * * *", ZoneId.of("America/Bogota")).next(Instant.parse("2026-11-25T09:00:00Z")))
				.contains(Instant.parse("2026-11-26T09:00:00Z"));
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-20T00:00:00Z, 2026-11-25T12:00:00Z, 2026-11-25T03:00:00Z",
			"2026-11-25T03:00:00Z, 2026-11-25T12:00:00Z,", "2026-11-25T03:00:00Z, 2026-11-26T02:59:59Z,",
			"2026-11-25T03:00:00Z, 2026-11-26T03:00:00Z, 2026-11-26T03:00:00Z",
			"2020-01-01T00:00:00Z, 2026-11-26T03:00:01Z, 2026-11-26T03:00:00Z" })
	void ofWhatWasMissedTheLastOneCounts(Instant after, Instant until, Instant expected) {
		assertThat(schedule("0 0 4 * * *", MADRID).latest(after, until)).isEqualTo(Optional.ofNullable(expected));
	}

	@Test
	void aYearOfMissedSecondsIsLookedThroughQuickly() {
		Instant now = Instant.parse("2026-11-25T12:00:00Z");
		assertThat(schedule("* * * * * *", MADRID).latest(now.minus(Duration.ofDays(365)), now)).contains(now);
		assertThat(schedule("0 0 0 29 2 *", MADRID).latest(now.minus(Duration.ofDays(1100)), now))
			.contains(Instant.parse("2024-02-28T23:00:00Z"));
	}

}
