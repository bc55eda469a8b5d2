package io.corsync.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An org whose rows are computed, so that a million of them costs no memory. Opportunity
 * {@code n} belongs to Account {@code n / perAccount}; stamps and close dates grow with
 * {@code n}.
 *
 * @param opportunities how many, all of them won
 * @param perAccount Opportunities of an Account
 * @param perContract Opportunities of a Contract, a divisor of {@code perAccount}
 * @param textLength characters of the parents' descriptions
 * @param refusedEvery COR refuses each such project as data, 0 for none
 * @param changedEvery a revision changes the amount of each such Opportunity, 0 for none
 * @param revision how often the Opportunities were touched
 * @param base SystemModstamp of the first Opportunity
 */
record World(int opportunities, int perAccount, int perContract, int textLength, int refusedEvery, int changedEvery,
		int revision, Instant base) {

	/** An import writes thousands of rows in a second. */
	static final int ROWS_PER_SECOND = 10_000;

	/** Beyond the overlap of any window: parents never change. */
	static final String PARENT_STAMP = "2024-01-01T00:00:00.000Z";

	/** The days that all close dates lie in. */
	private static final int DAYS = 730;

	private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

	private static final DateTimeFormatter STAMP = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.000'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	World {
		if (opportunities < 1 || opportunities > 9_999_999) {
			throw new IllegalArgumentException(
					"%d Opportunities: 1 to 9,999,999 have seven digits or less".formatted(opportunities));
		}
		if (perAccount % perContract != 0) {
			throw new IllegalArgumentException("An Account's %d Opportunities are no multiple of a Contract's %d"
				.formatted(perAccount, perContract));
		}
	}

	/**
	 * An org like an agency's.
	 */
	static World of(int opportunities) {
		return aged(opportunities, 0, 100, 0);
	}

	/**
	 * The same with a few things otherwise.
	 * @param seconds how long ago the Opportunities were saved
	 */
	static World aged(int opportunities, int seconds, int textLength, int refusedEvery) {
		return new World(opportunities, 20, 10, textLength, refusedEvery, 0, 0,
				base(opportunities, Instant.now().minusSeconds(seconds)));
	}

	/**
	 * The same org after somebody saved every Opportunity.
	 * @param every whose amount changed by that, 0 for none
	 */
	World touched(int every) {
		return new World(this.opportunities, this.perAccount, this.perContract, this.textLength, this.refusedEvery,
				every, this.revision + 1, base(this.opportunities, Instant.now()));
	}

	/** All stamps lie in the past, also by a clock that tells whole seconds. */
	private static Instant base(int opportunities, Instant now) {
		return Instant.ofEpochSecond(now.getEpochSecond() - opportunities / ROWS_PER_SECOND - 5L);
	}

	int rows(SourceObject object) {
		return switch (object) {
			case OPPORTUNITY -> this.opportunities;
			case CONTRACT -> (this.opportunities + this.perContract - 1) / this.perContract;
			case ACCOUNT -> (this.opportunities + this.perAccount - 1) / this.perAccount;
			case ORGANIZATION, USER -> 1;
		};
	}

	int contract(SourceObject object, int row) {
		return (object == SourceObject.OPPORTUNITY) ? row / this.perContract : row;
	}

	int account(SourceObject object, int row) {
		return switch (object) {
			case OPPORTUNITY -> row / this.perAccount;
			case CONTRACT -> row * this.perContract / this.perAccount;
			default -> row;
		};
	}

	long stampSecond(int row) {
		return this.base.getEpochSecond() + row / ROWS_PER_SECOND;
	}

	static String stamp(long second) {
		return STAMP.format(Instant.ofEpochSecond(second));
	}

	int closeDay(int row) {
		return (int) ((long) row * DAYS / this.opportunities);
	}

	static LocalDate day(int day) {
		return FIRST_DAY.plusDays(day);
	}

	/**
	 * The first row of an object whose stamp is this or later.
	 */
	int firstAt(SourceObject object, Instant stamp) {
		if (object != SourceObject.OPPORTUNITY) {
			return stamp.isAfter(Instant.parse(PARENT_STAMP)) ? rows(object) : 0;
		}
		long seconds = stamp.getEpochSecond() + ((stamp.getNano() > 0) ? 1 : 0) - this.base.getEpochSecond();
		return (int) Math.max(0, Math.min(this.opportunities, seconds * ROWS_PER_SECOND));
	}

	/**
	 * The first Opportunity closed on this day or later.
	 */
	int firstClosed(LocalDate day) {
		long days = day.toEpochDay() - FIRST_DAY.toEpochDay();
		return (int) Math.max(0, Math.min(this.opportunities, (days * this.opportunities + DAYS - 1) / DAYS));
	}

	/**
	 * The digit in an amount that tells its revision.
	 */
	int revisionOf(int row) {
		return (this.changedEvery > 0 && row % this.changedEvery == 0) ? this.revision % 10 : 0;
	}

	boolean refuses(int row) {
		return this.refusedEvery > 0 && row % this.refusedEvery == this.refusedEvery - 1;
	}

}
