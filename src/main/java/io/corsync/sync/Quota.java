package io.corsync.sync;

import java.util.Optional;
import java.util.function.Supplier;

import io.corsync.salesforce.ApiUsage;
import io.corsync.salesforce.SalesforceException;

/**
 * Keeps a run from taking API requests that the org does not have: a night stops only
 * when what it still needs does not fit into what is left of the org's day, as
 * Salesforce's {@code LimitInfoHeader} tells it with every answer.
 */
final class Quota {

	/** Logins, counts and the rows that are settled at the end. */
	private static final long BESIDE_PAGES = 12;

	private final Supplier<Optional<ApiUsage>> usage;

	private final int pageSize;

	Quota(Supplier<Optional<ApiUsage>> usage, int pageSize) {
		this.usage = usage;
		this.pageSize = pageSize;
	}

	/**
	 * Stops the run when the rest of it does not fit any more.
	 * @param rowsLeft rows still to be read, as far as known
	 * @throws SalesforceException.QuotaExhausted when it does not
	 */
	void require(long rowsLeft) {
		long needed = (Math.max(0, rowsLeft) + this.pageSize - 1) / this.pageSize + BESIDE_PAGES;
		this.usage.get().filter((told) -> told.limit() - told.used() < needed).ifPresent((told) -> {
			throw new SalesforceException.QuotaExhausted(null,
					"The Salesforce org has used %,d of its %,d API requests of 24 hours, and this run still needs about %,d. It leaves the rest to others. Requests that are a day old count no longer, so some come free every hour: start the same command again later, it goes on where it stopped."
						.formatted(told.used(), told.limit(), needed),
					null);
		});
	}

}
