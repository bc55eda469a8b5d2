package io.corsync.cor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link OutageBrake}.
 */
class OutageBrakeTest {

	private final TestTime time = new TestTime();

	private final AtomicInteger cancelled = new AtomicInteger();

	private final OutageBrake brake = new OutageBrake(8, this.time, this.cancelled::incrementAndGet);

	@BeforeEach
	void answerOnce() {
		this.brake.tryBegin("first").served();
	}

	@Test
	void onePoisonRowNeverTripsIt() {
		for (int i = 0; i < 100; i++) {
			fail("006A");
			this.time.forward(Duration.ofSeconds(5));
		}
		assertThat(this.brake.open()).isTrue();
	}

	@Test
	void onePoisonRowDoesNotTripItWithOneCallInFlightEither() {
		OutageBrake narrow = new OutageBrake(1, this.time, () -> {
		});
		for (int i = 0; i < 100; i++) {
			narrow.tryBegin("006A").failed("READ_TIMEOUT");
			this.time.forward(Duration.ofSeconds(5));
		}
		assertThatNoException().isThrownBy(narrow::check);
	}

	@Test
	void eightIdsInARowForThirtySecondsAreAnOutage() {
		failEight();
		assertThatNoException().isThrownBy(this.brake::check);
		this.time.forward(Duration.ofSeconds(30));
		assertThatNoException().isThrownBy(this.brake::check);
		assertThat(this.cancelled).hasValue(0);
		fail("probe");
		assertThat(this.cancelled).hasValue(1);
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(this.brake::check)
			.withMessageContaining("9 different records")
			.withMessageContaining("HTTP_503");
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(() -> this.brake.tryBegin("x"));
	}

	@Test
	void anAnswerInBetweenForgetsTheFailures() {
		failEight();
		this.time.forward(Duration.ofSeconds(29));
		this.brake.tryBegin("probe").served();
		this.time.forward(Duration.ofSeconds(2));
		for (int i = 0; i < 7; i++) {
			fail("later-" + i);
		}
		assertThat(this.brake.tryBegin("one")).isNotNull();
		assertThat(this.brake.tryBegin("two")).isNotNull();
	}

	@Test
	void oneProbeAtATimeGoesThroughEveryTwoSeconds() {
		failEight();
		OutageBrake.Call probe = this.brake.tryBegin("probe");
		assertThat(probe).isNotNull();
		this.time.forward(Duration.ofSeconds(3));
		assertThat(this.brake.tryBegin("other")).as("while the probe is in flight").isNull();
		probe.failed("HTTP_503");
		assertThat(this.brake.tryBegin("other")).as("two seconds after the last probe").isNotNull();
		assertThat(this.brake.tryBegin("third")).isNull();
	}

	@Test
	void aFastFailingCorMakesFewDoubts() {
		int calls = 0;
		try {
			for (int i = 0; this.time.passed().toSeconds() < 120; i++) {
				OutageBrake.Call call = this.brake.tryBegin("id-" + i);
				if (call != null) {
					calls++;
					call.failed("HTTP_503");
				}
				this.time.forward(Duration.ofMillis(100));
			}
		}
		catch (CorException.Unavailable ex) {
			assertThat(this.time.passed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
		}
		assertThat(calls).isBetween(15, 25);
	}

	@Test
	void hangingCallsStopEverythingWithinAMinute() {
		List<OutageBrake.Call> hanging = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			hanging.add(this.brake.tryBegin("id-" + i));
		}
		this.time.forward(Duration.ofSeconds(11));
		OutageBrake.Call probe = this.brake.tryBegin("probe");
		assertThat(probe).isNotNull();
		assertThat(this.brake.tryBegin("another")).isNull();
		this.time.forward(Duration.ofSeconds(19));
		hanging.forEach((call) -> call.failed("READ_TIMEOUT"));
		this.time.forward(Duration.ofSeconds(11));
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(this.brake::check);
	}

	@Test
	void callsThatHangForEverAreNoticedWithoutAnEnd() {
		for (int i = 0; i < 8; i++) {
			this.brake.tryBegin("id-" + i);
		}
		this.time.forward(Duration.ofSeconds(11));
		assertThatNoException().isThrownBy(this.brake::check);
		this.time.forward(Duration.ofSeconds(30));
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(this.brake::check);
	}

	@Test
	void threeHangingCallsAreEnoughBeforeTheFirstAnswer() {
		this.brake.reset();
		for (int i = 0; i < 4; i++) {
			assertThatNoException().isThrownBy(this.brake::check);
			assertThat(this.brake.tryBegin("id-" + i)).isNotNull();
			this.time.forward(Duration.ofSeconds(10));
		}
		assertThatExceptionOfType(CorException.Unavailable.class).isThrownBy(this.brake::check)
			.withMessageContaining("4 different records");
	}

	@Test
	void twoPoisonRowsAreNoOutageBeforeTheFirstAnswer() {
		this.brake.reset();
		for (int i = 0; i < 10; i++) {
			fail("006A");
			fail("006B");
			this.time.forward(Duration.ofSeconds(10));
		}
		assertThat(this.brake.tryBegin("006C")).isNotNull();
	}

	@Test
	void aSlowCorIsNoOutage() {
		for (int round = 0; round < 20; round++) {
			List<OutageBrake.Call> slow = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				slow.add(this.brake.tryBegin(round + "-" + i));
			}
			assertThat(slow).doesNotContainNull();
			this.time.forward(Duration.ofSeconds(12));
			slow.forEach(OutageBrake.Call::served);
		}
		assertThatNoException().isThrownBy(this.brake::check);
	}

	@Test
	void aWithdrawnCallSaysNothing() {
		failEight();
		this.brake.tryBegin("probe").withdrawn();
		this.time.forward(Duration.ofSeconds(31));
		assertThat(this.brake.open()).isTrue();
		this.brake.tryBegin("probe").withdrawn();
		assertThatNoException().isThrownBy(this.brake::check);
	}

	@Test
	void onlyTheFirstEndOfACallCounts() {
		OutageBrake.Call call = this.brake.tryBegin("id");
		call.failed("HTTP_503");
		call.served();
		call.withdrawn();
		assertThat(this.brake.served()).isEqualTo(1);
	}

	@Test
	void aNewRunBeginsAnew() {
		failEight();
		this.time.forward(Duration.ofSeconds(31));
		fail("probe");
		this.brake.reset();
		assertThat(this.brake.tryBegin("id")).isNotNull();
	}

	private void failEight() {
		for (int i = 0; i < 8; i++) {
			fail("id-" + i);
		}
	}

	private void fail(String id) {
		this.brake.tryBegin(id).failed("HTTP_503");
	}

}
