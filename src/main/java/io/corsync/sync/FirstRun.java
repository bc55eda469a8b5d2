package io.corsync.sync;

import java.time.LocalDate;

import io.corsync.salesforce.Organization;
import org.jspecify.annotations.Nullable;

/**
 * What the first run of an org and a COR would do, for a person to approve.
 *
 * @param organization where it reads
 * @param corUrl where it writes
 * @param filter which Opportunities
 * @param from only those closed on or after this day, null for all
 * @param opportunities how many there are
 */
public record FirstRun(Organization organization, String corUrl, String filter, @Nullable LocalDate from,
		long opportunities) {

	/**
	 * Asks a person.
	 */
	@FunctionalInterface
	public interface Approval {

		/**
		 * Whether the first run may send.
		 * @param firstRun what it would do
		 * @return true for a yes
		 */
		boolean approve(FirstRun firstRun);

	}

}
