package io.corsync.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a command that nobody watches stands, and what people were told of it.
 *
 * @param subject the command, with the org when the database holds several
 * @param trouble what is wrong, null when nothing is
 * @param since since when something is wrong
 * @param lastDay the last day on which something was wrong
 * @param nights on how many days something was wrong
 * @param told every trouble people were told of since then; stays until they were told
 * that it is over
 * @param toldAt when they were told last
 * @param reminded whether they were told that it goes on
 */
public record Standing(String subject, @Nullable String trouble, @Nullable Instant since, @Nullable LocalDate lastDay,
		int nights, Set<String> told, @Nullable Instant toldAt, boolean reminded) {

	public Standing {
		told = Set.copyOf(told);
	}

	/**
	 * Nothing is wrong, and nobody thinks so.
	 * @param subject the command
	 * @return how it stands
	 */
	public static Standing well(String subject) {
		return new Standing(subject, null, null, null, 0, Set.of(), null, false);
	}

}
