package io.corsync.sync;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.corsync.cor.CorAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Stops the run when COR's answers name another company than the one this ledger belongs
 * to; records the company the first time COR names it. Where a company is expected, calls
 * go one at a time until an answer has confirmed it, few beside one that hangs, and none
 * begins after one that did not.
 */
final class CompanyGuard {

	/**
	 * A call that hangs keeps the next one for this long. An outage shows by several
	 * records, but a stranger may carry out each of them.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final long POLL_MILLIS = 100;

	private final Semaphore single = new Semaphore(1);

	private final Consumer<String> first;

	private final Duration patience;

	private volatile @Nullable String expected;

	private volatile @Nullable String stranger;

	private volatile boolean confirmed;

	private boolean recorded;

	private long began;

	CompanyGuard(@Nullable String expected, Consumer<String> first) {
		this(expected, first, PATIENCE);
	}

	CompanyGuard(@Nullable String expected, Consumer<String> first, Duration patience) {
		this.expected = expected;
		this.first = first;
		this.patience = patience;
		this.confirmed = expected == null;
	}

	/**
	 * Makes a call when its turn has come, and checks who answered.
	 */
	CorAnswer call(Supplier<CorAnswer> call) {
		boolean turn = !this.confirmed && takeTurn();
		try {
			requireExpected(true);
			CorAnswer answer = call.get();
			if (answer instanceof CorAnswer.Accepted accepted) {
				check(accepted.companyId());
			}
			return answer;
		}
		finally {
			if (turn) {
				this.single.release();
			}
		}
	}

	private boolean takeTurn() {
		try {
			while (!this.confirmed && this.stranger == null) {
				if (this.single.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
					begin();
					return true;
				}
				if (beginsBeside()) {
					return false;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

	private synchronized void begin() {
		this.began = System.nanoTime();
	}

	private synchronized boolean beginsBeside() {
		if (System.nanoTime() - this.began < this.patience.toNanos()) {
			return false;
		}
		begin();
		return true;
	}

	/**
	 * Asked last, just before a call's first byte: it may have waited while another one's
	 * answer came.
	 */
	void requireNoStranger() {
		requireExpected(true);
	}

	private synchronized void check(@Nullable String named) {
		if (named != null && this.expected == null) {
			this.expected = named;
		}
		if (named != null && !named.equals(this.expected)) {
			this.stranger = named;
		}
		else if (named != null && !this.recorded) {
			this.recorded = true;
			this.first.accept(named);
		}
		this.confirmed = this.stranger == null;
		requireExpected(false);
	}

	private void requireExpected(boolean beforeCall) {
		String other = this.stranger;
		if (other != null) {
			throw new GuardException(
					"COR answers for company %s, but this ledger belongs to company %s. Check cor.api-key (COR_API_KEY) and cor.company-id (COR_COMPANY_ID); nothing more was sent."
						.formatted(other, this.expected),
					beforeCall);
		}
	}

}
