package io.corsync.sync;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.corsync.salesforce.ApiUsage;
import io.corsync.salesforce.SalesforceException;

/**
 * Keeps a run from taking API requests that the org does not have: a night stops only
 * when what it still needs does not fit into what is left of the org's day, and what goes
 * over history at 80 % of it, as Salesforce's {@code LimitInfoHeader} tells it with every
 * answer.
 */
final class Quota {

	/** Logins, counts and the rows that are settled at the end. */
	private static final long BESIDE_PAGES = 12;

	/** Percent of the org's day. */
	private static final long SHARE = 80;

	private final Supplier<Optional<ApiUsage>> usage;

	private final int pageSize;

	private final boolean overHistory;

	private final Consumer<String> progress;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates the quota of a run.
	 * @param usage what the last answer told
	 * @param pageSize most rows in a page
	 * @param overHistory whether the run can wait: it leaves a fifth of the day to others
	 * @param progress warned once when the day is nearly used up
	 */
	Quota(Supplier<Optional<ApiUsage>> usage, int pageSize, boolean overHistory, Consumer<String> progress) {
		this.usage = usage;
		this.pageSize = pageSize;
		this.overHistory = overHistory;
		this.progress = progress;
	}

	/**
	 * Stops the run when the rest of it does not fit any more.
	 * @param rowsLeft rows still to be read, as far as known
	 * @throws SalesforceException.QuotaExhausted when it does not
	 */
	void require(long rowsLeft) {
		if (this.overHistory) {
			this.usage.get().ifPresent(Quota::requireShare);
		}
		this.usage.get().filter(Quota::scarce).ifPresent(this::warn);
		long needed = (Math.max(0, rowsLeft) + this.pageSize - 1) / this.pageSize + BESIDE_PAGES;
		this.usage.get().filter((told) -> told.limit() - told.used() < needed).ifPresent((told) -> {
			throw new SalesforceException.QuotaExhausted(null,
					"The Salesforce org has used %,d of its %,d API requests of 24 hours, and this run still needs about %,d. It leaves the rest to others. Requests that are a day old count no longer, so some come free every hour: start the same command again later, it goes on where it stopped."
						.formatted(told.used(), told.limit(), needed),
					null);
		});
	}

	private void warn(ApiUsage told) {
		if (this.warned.compareAndSet(false, true)) {
			this.progress.accept(
					"The Salesforce org has used %,d of its %,d API requests of 24 hours. This run goes on as long as what it needs is left; see in Salesforce who uses them (Setup → Company Information)."
						.formatted(told.used(), told.limit()));
		}
	}

	private static boolean scarce(ApiUsage told) {
		return 100L * told.used() >= SHARE * told.limit();
	}

	private static void requireShare(ApiUsage told) {
		if (scarce(told)) {
			throw new SalesforceException.QuotaExhausted(null,
					"The Salesforce org has used %,d of its %,d API requests of 24 hours. What goes over history stops at %d %%, to leave the rest to others. Requests that are a day old count no longer, so some come free every hour: start the same command again later, it goes on where it stopped."
						.formatted(told.used(), told.limit(), SHARE),
					null);
		}
	}

}
