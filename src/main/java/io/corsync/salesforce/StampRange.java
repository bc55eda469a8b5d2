package io.corsync.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which SystemModstamps a query asks for at once: all, until Salesforce finds that too
 * much; then half of them, and the rest in parts of the same length. Not thread-safe.
 */
final class StampRange {

	/** No row is older: Salesforce was founded in this year. */
	private static final Instant EARLIEST = Instant.parse("1999-01-01T00:00:00Z");

	/** An import gives thousands of rows the stamps of a minute. */
	private static final Duration SHORTEST = Duration.ofSeconds(2);

	/** Where all rows lie, null when that is not known. */
	private final @Nullable Window window;

	/** Begin of the part, null for the beginning. */
	private @Nullable Instant from;

	/**
	 * End of the part, exclusive; null for no end, so that no clock decides what is read.
	 */
	private @Nullable Instant to;

	private Duration length = Duration.ZERO;

	StampRange(@Nullable Window window) {
		this.window = window;
	}

	/**
	 * Asks for less.
	 * @param position the last row seen
	 * @param now about the newest stamp there is
	 * @return false when there is nothing less than this
	 */
	boolean halve(@Nullable Position position, Instant now) {
		Instant low = (this.from != null) ? this.from : begin();
		if (position != null && position.systemModstamp().isAfter(low)) {
			low = position.systemModstamp();
		}
		Instant high = (this.to != null) ? this.to : end(now);
		Duration span = Duration.between(low, high);
		if (span.compareTo(SHORTEST) < 0) {
			return false;
		}
		this.length = span.dividedBy(2);
		this.to = low.plus(this.length).truncatedTo(ChronoUnit.SECONDS);
		return true;
	}

	/**
	 * Goes on to the next part.
	 * @param now about the newest stamp there is
	 * @return false when this was the last one
	 */
	boolean advance(Instant now) {
		Instant end = this.to;
		if (end == null) {
			return false;
		}
		Instant next = end.plus(this.length);
		this.from = end;
		this.to = next.isBefore(end(now)) ? next : null;
		return true;
	}

	private Instant begin() {
		return (this.window != null && this.window.from() != null) ? this.window.from() : EARLIEST;
	}

	private Instant end(Instant now) {
		return (this.window != null) ? this.window.to() : now;
	}

	/**
	 * The range as conditions.
	 * @return none for all stamps
	 */
	List<String> conditions() {
		List<String> conditions = new ArrayList<>();
		if (this.from != null) {
			conditions.add("SystemModstamp >= " + Soql.dateTime(this.from));
		}
		if (this.to != null) {
			conditions.add("SystemModstamp < " + Soql.dateTime(this.to));
		}
		return conditions;
	}

}
