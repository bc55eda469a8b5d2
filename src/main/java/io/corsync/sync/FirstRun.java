package io.corsync.sync;

import java.time.LocalDate;
import java.util.List;

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
 * @param facts what they are
 */
public record FirstRun(Organization organization, String corUrl, String filter, @Nullable LocalDate from,
		long opportunities, Facts facts) {

	/**
	 * What could be found out about the Opportunities; what could not is empty.
	 *
	 * @param years how many were closed in which year
	 * @param examples some of them
	 * @param twins names of Accounts that clients in COR have too
	 */
	public record Facts(List<Year> years, List<Example> examples, List<String> twins) {

	}

	/**
	 * Opportunities of a year.
	 *
	 * @param words the year, or which years
	 * @param opportunities how many
	 */
	public record Year(String words, long opportunities) {

	}

	/**
	 * One Opportunity.
	 *
	 * @param name its name
	 * @param account its Account's name
	 * @param closeDate its CloseDate
	 * @param amount its Amount
	 */
	public record Example(String name, @Nullable String account, @Nullable String closeDate, @Nullable String amount) {

	}

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

		/**
		 * Whether everything was said yes to beforehand.
		 * @return true for a yes without a question
		 */
		default boolean beforehand() {
			return false;
		}

		/**
		 * Whether a run may go over history.
		 * @param backfill what was asked for
		 * @param rows how many Opportunities it reads, -1 when that is not known
		 * @param slices in how many slices
		 * @return true for a yes
		 */
		default boolean goOverHistory(RunRequest.Backfill backfill, long rows, int slices) {
			return beforehand();
		}

		/**
		 * Whether a run may adopt what COR has although the ledger was empty.
		 * @param names what COR has, some of it
		 * @return true for a yes
		 */
		default boolean adopt(List<String> names) {
			return false;
		}

	}

}
