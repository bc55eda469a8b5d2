package io.corsync.status;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A page waits a moment for the totals, and no longer.
 */
@Timeout(20)
class RecentPageTotalsTests {

	private static final Target TARGET = new Target(1, "00D000000000001AAA", "Acme", "https://cor.example", null);

	private static final List<Ledger.Total> SOME = List.of(new Ledger.Total("project", State.SYNCED, 3));

	private final SettableClock clock = new SettableClock();

	private final AtomicInteger counts = new AtomicInteger();

	private final CountDownLatch enough = new CountDownLatch(1);

	private final RecentPageTotals slow = totals(() -> {
		this.enough.await();
		return SOME;
	});

	@AfterEach
	void stop() {
		this.enough.countDown();
		this.slow.destroy();
	}

	@Test
	void aPageComesWithoutThemWhileTheyAreCounted() {
		assertThat(this.slow.soon(TARGET)).isEmpty();
		this.clock.pass(Duration.ofSeconds(60));
		assertThat(this.slow.soon(TARGET)).isEmpty();
		this.enough.countDown();
		assertThat(this.slow.of(TARGET)).isEqualTo(SOME);
		assertThat(this.counts).as("counts, however long one takes").hasValue(1);
	}

	@Test
	void theyHoldForSomeSeconds() {
		this.enough.countDown();
		assertThat(this.slow.of(TARGET)).isEqualTo(SOME);
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(this.slow.soon(TARGET)).contains(SOME);
		assertThat(this.counts).hasValue(1);
		this.clock.pass(Duration.ofMillis(1));
		assertThat(this.slow.of(TARGET)).isEqualTo(SOME);
		assertThat(this.counts).hasValue(2);
	}

	@Test
	void aFailureIsToldAndNotKept() {
		RecentPageTotals failing = totals(() -> {
			throw new IllegalStateException("The database is away");
		});
		try {
			assertThatIllegalStateException().isThrownBy(() -> failing.of(TARGET)).withMessage("The database is away");
			assertThatIllegalStateException().isThrownBy(() -> failing.of(TARGET)).withMessage("The database is away");
			assertThat(this.counts).hasValue(2);
		}
		finally {
			failing.destroy();
		}
	}

	private interface Counting {

		List<Ledger.Total> count() throws InterruptedException;

	}

	private RecentPageTotals totals(Counting counting) {
		return new RecentPageTotals((target) -> {
			this.counts.incrementAndGet();
			try {
				return counting.count();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, this.clock);
	}

}
