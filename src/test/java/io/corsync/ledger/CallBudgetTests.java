package io.corsync.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One rate of several processes, in simulated time and the real database.
 */
class CallBudgetTests {

	private static final int PROCESSES = 3;

	private static final double SECONDS = 10;

	private static final TestDatabase DATABASE = TestDatabase.Brand.POSTGRESQL.open(Clock.systemUTC());

	private final long seed = new Random().nextLong();

	private final int target = DATABASE.newTarget().id();

	private double now = 1_000_000;

	@AfterAll
	static void close() {
		DATABASE.close();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 3, 10, 20, 50 })
	void noSecondHasMoreThanTheRateAndNearlyAllOfItIsUsed(double rate) {
		List<Double> begun = begun(rate, new Random(this.seed));
		for (int i = 0; i < begun.size(); i++) {
			double from = begun.get(i);
			assertThat(begun.stream().filter((at) -> at >= from && at < from + 1)).as("seed %d", this.seed)
				.hasSizeLessThanOrEqualTo((int) Math.max(1, rate));
		}
		assertThat(begun.size() / SECONDS).as("seed %d", this.seed).isGreaterThanOrEqualTo(0.85 * rate);
	}

	@Test
	void aNightOfSilenceSavesNothingUp() {
		CallBudget.Turns turns = join(20);
		assertThat(turns.take()).isZero();
		this.now += 36_000;
		assertThat(turns.take()).isZero();
		assertThat(turns.take()).isZero();
		assertThat(turns.take().toMillis()).isBetween(40L, 60L);
	}

	/**
	 * Processes that always have something to send, and wake up late.
	 */
	private List<Double> begun(double rate, Random random) {
		PriorityQueue<Asked> queue = new PriorityQueue<>(Comparator.comparingDouble(Asked::at));
		double start = this.now;
		for (int i = 0; i < PROCESSES; i++) {
			queue.add(new Asked(start + i / 100.0, join(rate)));
		}
		List<Double> begun = new ArrayList<>();
		while (queue.peek().at() < start + SECONDS) {
			Asked asked = queue.remove();
			this.now = asked.at();
			double wait = asked.turns().take().toNanos() / 1e9;
			if (wait == 0) {
				begun.add(this.now);
			}
			double late = random.nextDouble(0.0005, 0.004) + ((random.nextInt(50) == 0) ? 0.1 : 0);
			queue.add(new Asked(this.now + wait + late, asked.turns()));
		}
		return begun;
	}

	private CallBudget.Turns join(double rate) {
		return DATABASE.callBudget().join(this.target, rate, new TimeMeter() {

			@Override
			public long currentTimeNanos() {
				return (long) (CallBudgetTests.this.now * TimeUnit.SECONDS.toNanos(1));
			}

			@Override
			public boolean isWallClockBased() {
				return true;
			}

		});
	}

	/**
	 * When a process asks next.
	 */
	private record Asked(double at, CallBudget.Turns turns) {

	}

}
