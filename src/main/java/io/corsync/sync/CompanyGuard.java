package io.corsync.sync;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Stops the run when COR's answers name another company than the one this ledger belongs
 * to; records the company the first time COR names it. Where a company is expected, calls
 * go one at a time until an answer has confirmed it.
 */
final class CompanyGuard {

	/** A call that hangs must not keep the others for its whole time. */
	private static final long PATIENCE_SECONDS = 10;

	private final Semaphore single = new Semaphore(1);

	private final Consumer<String> first;

	private volatile @Nullable String expected;

	private volatile boolean open;

	CompanyGuard(@Nullable String expected, Consumer<String> first) {
		this.expected = expected;
		this.first = first;
		this.open = expected == null;
	}

	/**
	 * Waits for its turn as long as the company is not confirmed.
	 */
	void enter() {
		if (!this.open) {
			try {
				if (!this.single.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
					this.open = true;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Lets the next call in.
	 */
	void leave() {
		this.single.release();
	}

	/**
	 * Checks an answer.
	 * @param named the company that COR names, null when the answer has none
	 */
	synchronized void require(@Nullable String named) {
		this.open = true;
		if (named == null) {
			return;
		}
		if (this.expected == null) {
			this.expected = named;
			this.first.accept(named);
		}
		else if (!named.equals(this.expected)) {
			throw new GuardException(
					"COR answers for company %s, but this ledger belongs to company %s. Check cor.api-key (COR_API_KEY) and cor.company-id (COR_COMPANY_ID); nothing more was sent."
						.formatted(named, this.expected));
		}
	}

}
