package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.ledger.Standing;
import org.jspecify.annotations.Nullable;

/**
 * When people are told: once when something begins to be wrong, once when it goes on for
 * three nights, then weekly, and once when it is over. What they could not be told
 * changes nothing, so that it is told next time.
 */
final class NoticeRules {

	private static final int NIGHTS_TO_REMIND = 3;

	/** A week, less the hours by which runs begin late. */
	private static final Duration WEEKLY = Duration.ofDays(7).minusHours(12);

	private NoticeRules() {
	}

	/**
	 * How a command stands after a run.
	 *
	 * @param standing how it stands, as long as nobody was told
	 * @param change what people are to be told, null for nothing
	 */
	record Step(Standing standing, Notice.@Nullable Change change) {

	}

	static Step after(Standing before, @Nullable String trouble, Instant now, LocalDate today) {
		boolean known = !before.told().isEmpty();
		if (trouble == null) {
			return known ? new Step(with(before, null, before.since(), before.lastDay(), before.nights()),
					Notice.Change.RECOVERED) : new Step(Standing.well(before.subject()), null);
		}
		boolean goesOn = before.trouble() != null || known;
		int nights = !goesOn ? 1 : before.nights() + (today.equals(before.lastDay()) ? 0 : 1);
		Standing standing = with(before, trouble, goesOn ? before.since() : now, today, nights);
		return new Step(standing, change(standing, trouble, now));
	}

	private static Notice.@Nullable Change change(Standing standing, String trouble, Instant now) {
		if (!standing.told().contains(trouble)) {
			return Notice.Change.BEGAN;
		}
		boolean due = standing.reminded() ? standing.toldAt() != null && !now.isBefore(standing.toldAt().plus(WEEKLY))
				: standing.nights() >= NIGHTS_TO_REMIND;
		return due ? Notice.Change.STILL : null;
	}

	/** How it stands once people were told. */
	static Standing told(Standing standing, Notice.Change change, Instant now) {
		return switch (change) {
			case RECOVERED -> Standing.well(standing.subject());
			case BEGAN, STILL -> {
				Set<String> told = new TreeSet<>(standing.told());
				if (standing.trouble() != null) {
					told.add(standing.trouble());
				}
				yield new Standing(standing.subject(), standing.trouble(), standing.since(), standing.lastDay(),
						standing.nights(), told, now, standing.reminded() || change == Notice.Change.STILL);
			}
		};
	}

	private static Standing with(Standing before, @Nullable String trouble, @Nullable Instant since,
			@Nullable LocalDate day, int nights) {
		return new Standing(before.subject(), trouble, since, day, nights, before.told(), before.toldAt(),
				before.reminded());
	}

}
