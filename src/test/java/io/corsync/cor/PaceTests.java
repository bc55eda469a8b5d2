package io.corsync.cor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.corsync.cor.PaceSimulation.Client;
import io.corsync.cor.PaceSimulation.Outcome;
import io.corsync.cor.ServerLimit.RetryAfter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pace against every kind of limiter, in simulated time.
 */
class PaceTests {

	private static final int LIMIT = 50;

	private static final Client UNTOLD = new Client(64, 0);

	private static final Client TOLD = new Client(64, LIMIT);

	private final long seed = new Random().nextLong();

	static Stream<Arguments> limiters() {
		List<Arguments> all = new ArrayList<>();
		for (RetryAfter retryAfter : RetryAfter.values()) {
			all.add(limiter("fixed window, ", retryAfter, () -> ServerLimit.fixedWindow(LIMIT, 1, retryAfter)));
			all.add(limiter("sliding window, ", retryAfter, () -> ServerLimit.slidingWindow(LIMIT, retryAfter)));
			all.add(limiter("burst of 10, ", retryAfter, () -> ServerLimit.bucket((now) -> LIMIT, 10, retryAfter)));
			all.add(limiter("burst of 100, ", retryAfter, () -> ServerLimit.bucket((now) -> LIMIT, 100, retryAfter)));
			all.add(limiter("slow answers, ", retryAfter,
					() -> ServerLimit.fixedWindow(LIMIT, 1, retryAfter).taking(0.3, true)));
		}
		return all.stream();
	}

	private static Arguments limiter(String name, RetryAfter retryAfter, Supplier<ServerLimit> limit) {
		return Arguments.of(name + retryAfter, retryAfter, limit);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("limiters")
	void aToldRateIsUsedToThreePercentAndNextToNothingIsRefused(String name, RetryAfter retryAfter,
			Supplier<ServerLimit> limit) {
		Outcome outcome = PaceSimulation.of(TOLD, limit.get(), this.seed).run(120);
		assertThat(outcome.perSecond()).as(this::seeded).isGreaterThan(0.97 * LIMIT);
		assertThat(outcome.refusedShare()).as(this::seeded).isLessThan(0.01);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("limiters")
	void anUntoldRateIsFoundWithinAMinuteWithFewRefusals(String name, RetryAfter retryAfter,
			Supplier<ServerLimit> limit) {
		PaceSimulation simulation = PaceSimulation.of(UNTOLD, limit.get(), this.seed);
		simulation.run(60);
		Outcome outcome = simulation.run(240);
		// Each look beyond the limit costs what COR asks everybody to wait.
		double least = (retryAfter == RetryAfter.DATE) ? 0.87 : 0.9;
		assertThat(outcome.perSecond()).as(this::seeded).isGreaterThan(least * LIMIT);
		assertThat(outcome.refusedShare()).as(this::seeded).isLessThan(0.01);
		assertThat(outcome.pace().found()).as(this::seeded).isBetween(0.9 * LIMIT, 1.4 * LIMIT);
		assertThat(outcome.pace().refused()).isPositive();
	}

	@ParameterizedTest
	@EnumSource
	void aLimitOfCallsAtOnceIsKeptToo(RetryAfter retryAfter) {
		double most = 8 / 0.1;
		// The last two were told apart from a limit of the rate too late once.
		long[] seeds = LongStream.concat(new Random(this.seed).longs(10), LongStream.of(6840673855974968121L, 1884723))
			.toArray();
		double sum = 0;
		for (long seed : seeds) {
			PaceSimulation simulation = PaceSimulation.of(UNTOLD, ServerLimit.atOnce(8, retryAfter).taking(0.1, true),
					seed);
			simulation.run(60);
			Outcome outcome = simulation.run(240);
			assertThat(outcome.perSecond()).as("seed %d", seed).isGreaterThan(0.6 * most);
			assertThat(outcome.refusedShare()).as("seed %d", seed).isLessThan(0.03);
			assertThat(outcome.pace().foundAtOnce()).as("seed %d", seed).isEqualTo(8);
			sum += outcome.perSecond();
		}
		assertThat(sum / seeds.length).as(this::seeded).isGreaterThan(0.85 * most);
	}

	@ParameterizedTest
	@EnumSource
	void aLimitThatFallsAndRisesIsFollowed(RetryAfter retryAfter) {
		PaceSimulation simulation = PaceSimulation.of(UNTOLD,
				ServerLimit.bucket((now) -> (now < 60) ? 50 : (now < 120) ? 10 : 100, 10, retryAfter), this.seed);
		simulation.run(80);
		assertThat(simulation.run(40).perSecond()).as(this::seeded).isBetween(7.0, 11.0);
		simulation.run(80);
		assertThat(simulation.run(60).perSecond()).as(this::seeded).isGreaterThan(85);
	}

	@ParameterizedTest
	@EnumSource
	void aLimitByTheMinuteIsUsedUpAndWaitedFor(RetryAfter retryAfter) {
		PaceSimulation simulation = PaceSimulation.of(UNTOLD, ServerLimit.fixedWindow(1000, 60, retryAfter), this.seed);
		simulation.run(60);
		Outcome outcome = simulation.run(300);
		assertThat(outcome.perSecond()).as(this::seeded).isGreaterThan(0.75 * 1000 / 60);
		assertThat(outcome.longestSilence()).as(this::seeded).isLessThan(60);
	}

	@Test
	void whatIsRefusedForAWhileIsAskedAgainSoonAndComesBack() {
		PaceSimulation simulation = PaceSimulation.of(UNTOLD,
				ServerLimit.bucket((now) -> (now < 30 || now > 90) ? 50 : 0, 10, RetryAfter.NONE), this.seed);
		simulation.run(30);
		// Those that were under way, then one every two seconds.
		Outcome silent = simulation.run(60);
		assertThat(silent.perSecond()).as(this::seeded).isLessThan(1);
		simulation.run(20);
		assertThat(simulation.run(60).perSecond()).as(this::seeded).isGreaterThan(0.85 * LIMIT);
	}

	@Test
	void aLoneRefusalCostsNextToNothing() {
		boolean[] refused = new boolean[1];
		ServerLimit once = new ServerLimit(RetryAfter.NONE) {

			@Override
			boolean accepts(double now) {
				boolean lone = now > 30 && !refused[0];
				refused[0] |= lone;
				return !lone;
			}

		};
		Outcome outcome = PaceSimulation.of(TOLD, once, this.seed).run(60);
		assertThat(outcome.pace().refused()).isOne();
		assertThat(outcome.perSecond()).as(this::seeded).isGreaterThan(0.97 * LIMIT);
	}

	@Test
	void withoutARefusalThereIsNoLimit() {
		Outcome outcome = PaceSimulation.of(UNTOLD, ServerLimit.bucket((now) -> 1e6, 1e6, RetryAfter.NONE), this.seed)
			.run(20);
		assertThat(outcome.perSecond()).isGreaterThan(1000);
		assertThat(outcome.pace().found()).isNull();
		assertThat(outcome.pace().foundAtOnce()).isNull();
		assertThat(outcome.pace().lately()).isGreaterThan(1000);
	}

	@Test
	void aRefusedFirstCallAloneSetsNoLimit() {
		Pace pace = new Pace(0, 8, new TestTime());
		pace.begin().refused();
		assertThat(pace.callsPerSecond()).isInfinite();
		assertThat(pace.look().refused()).isOne();
	}

	@Test
	void theRateNeverGoesToZero() {
		TestTime time = new TestTime();
		Pace pace = new Pace(0, 8, time);
		for (int i = 0; i < 1000; i++) {
			time.forward(Duration.ofSeconds(2));
			pace.begin().refused();
		}
		assertThat(pace.callsPerSecond()).isEqualTo(RateCurve.LEAST);
	}

	@Test
	void aClockThatGoesBackHurtsNobody() {
		TestTime time = new TestTime();
		Pace pace = new Pace(50, 8, time);
		SpacedTurns turns = new SpacedTurns(pace::callsPerSecond);
		for (int i = 0; i < 200; i++) {
			time.forward(Duration.ofMillis((i % 50 == 49) ? -30_000 : 700));
			pace.turn(true);
			turns.taken(time.instant(), time.instant());
			Pace.Call call = pace.begin();
			if (i % 20 == 0) {
				call.refused();
			}
			else {
				call.served();
			}
			assertThat(pace.callsPerSecond()).isBetween(RateCurve.LEAST, 50.0);
			assertThat(pace.mostAtOnce()).isBetween(1, 8);
		}
	}

	private String seeded() {
		return "seed " + this.seed;
	}

}
