package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Retry-After} header, which is a number of seconds or a date.
 */
final class RetryAfter {

	/** Whatever is longer means the same: not in this run. */
	private static final Duration LONGEST = Duration.ofDays(1);

	private RetryAfter() {
	}

	/**
	 * How long the server asks to wait.
	 * @param value the header, null without
	 * @param date the server's {@code Date} header, which a date is better compared with
	 * than with our clock; null without
	 * @param clock used without it
	 * @return the time to wait, null when there is none or it cannot be read
	 */
	static @Nullable Duration parse(@Nullable String value, @Nullable String date, Clock clock) {
		if (value == null) {
			return null;
		}
		String text = value.strip();
		if (text.matches("\\d+(\\.\\d+)?")) {
			int point = text.indexOf('.');
			String whole = (point < 0) ? text : text.substring(0, point);
			Duration seconds = (whole.length() > 6) ? LONGEST : Duration.ofSeconds(Long.parseLong(whole));
			return bounded((point < 0) ? seconds : seconds.plusSeconds(1));
		}
		Instant moment = DateUtils.parseStandardDate(text);
		if (moment == null) {
			return null;
		}
		Instant server = (date != null) ? DateUtils.parseStandardDate(date) : null;
		// Dates have no fractions: to the next full second.
		return bounded(
				Duration.between((server != null) ? server : clock.instant().truncatedTo(ChronoUnit.SECONDS), moment));
	}

	private static @Nullable Duration bounded(Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			return null;
		}
		return (duration.compareTo(LONGEST) > 0) ? LONGEST : duration;
	}

}
