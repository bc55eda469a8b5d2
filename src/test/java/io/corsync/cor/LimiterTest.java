package io.corsync.cor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Limiter}.
 */
class LimiterTest {

	private static final Runnable NOTHING = () -> {
	};

	private final TestTime time = new TestTime();

	private final Waits waits = new Waits(this.time, this.time, new Random(1));

	@Test
	void theRateIsKeptWithoutABurst() {
		Limiter limiter = new Limiter(8, 10, this.time, this.waits);
		this.time.forward(Duration.ofMinutes(5));
		List<Instant> begun = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			limiter.awaitTurn(NOTHING);
			begun.add(this.time.instant());
		}
		// Ten calls begin within a second and a little: on their way they may come
		// closer.
		for (int i = 1; i < begun.size(); i++) {
			assertThat(Duration.between(begun.get(i - 1), begun.get(i)).toMillis()).isBetween(99L, 113L);
		}
		for (int i = 10; i < begun.size(); i++) {
			assertThat(Duration.between(begun.get(i - 10), begun.get(i)).toMillis()).isBetween(1010L, 1020L);
		}
	}

	@Test
	void lessThanOneCallASecondIsARateToo() {
		Limiter limiter = new Limiter(8, 0.5, this.time, this.waits);
		for (int i = 0; i < 4; i++) {
			limiter.awaitTurn(NOTHING);
		}
		assertThat(this.time.passed().toMillis()).isBetween(5990L, 6050L);
	}

	@Test
	void withoutARateNothingWaits() {
		Limiter limiter = new Limiter(8, 0, this.time, this.waits);
		for (int i = 0; i < 1000; i++) {
			limiter.awaitTurn(NOTHING);
		}
		assertThat(this.time.passed()).isZero();
	}

	@Test
	void whoWaitsLongerIsNotMadeGoodByABurst() {
		Limiter limiter = new Limiter(8, 10, this.time, this.waits);
		limiter.awaitTurn(NOTHING);
		limiter.hold(Duration.ofSeconds(30));
		limiter.awaitTurn(NOTHING);
		Instant before = this.time.instant();
		limiter.awaitTurn(NOTHING);
		assertThat(Duration.between(before, this.time.instant()).toMillis()).isBetween(90L, 113L);
	}

	@Test
	void aFoundLimitOfCallsAtOnceTakesSlotsAway() {
		Slots slots = new Slots(4);
		slots.resize(1);
		assertThat(slots.tryAcquire()).isTrue();
		assertThat(slots.tryAcquire()).isFalse();
		slots.resize(2);
		assertThat(slots.tryAcquire()).isTrue();
		assertThat(slots.tryAcquire()).isFalse();
	}

	@Test
	void aHoldHoldsEverybodyAndAShorterOneDoesNotShortenIt() {
		Limiter limiter = new Limiter(8, 0, this.time, this.waits);
		limiter.hold(Duration.ofSeconds(90));
		limiter.hold(Duration.ofSeconds(1));
		limiter.awaitTurn(NOTHING);
		assertThat(this.time.passed().toSeconds()).isBetween(90L, 91L);
	}

	@Test
	void nobodyWaitsLongerThanTwoMinutes() {
		Limiter limiter = new Limiter(8, 0, this.time, this.waits);
		assertThatExceptionOfType(CorException.Unavailable.class)
			.isThrownBy(() -> limiter.hold(Duration.ofSeconds(121)))
			.satisfies((ex) -> assertThat(ex.retryAt()).isEqualTo(TestTime.START.plusSeconds(121)))
			.withMessageContaining("2026-11-23T04:02:01Z");
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(() -> limiter.awaitTurn(NOTHING));
	}

	@Test
	void aWaitForASlotIsEndedByAnInterruptAndByTheWatch() throws Exception {
		Limiter limiter = new Limiter(1, 0, this.time, this.waits);
		limiter.acquire(NOTHING);
		CountDownLatch watched = new CountDownLatch(2);
		List<Throwable> ends = new ArrayList<>();
		Thread thread = new Thread(() -> {
			try {
				limiter.acquire(watched::countDown);
			}
			catch (CorException.Stopped ex) {
				ends.add(ex);
			}
		});
		thread.start();
		watched.await();
		thread.interrupt();
		thread.join();
		assertThat(ends).hasSize(1);
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(() -> limiter.acquire(() -> {
			throw new CorException.Unavailable("outage", null, null);
		}));
		limiter.release();
		limiter.acquire(NOTHING);
	}

}
