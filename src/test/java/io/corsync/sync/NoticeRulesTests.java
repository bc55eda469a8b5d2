package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.corsync.ledger.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When people are told, night by night.
 */
class NoticeRulesTests {

	private static final Instant FIRST = Instant.parse("2026-03-02T04:00:00Z");

	private Standing standing = Standing.well("sync");

	private Instant now = FIRST;

	/** A night; what is due reaches people. */
	private @Nullable String night(@Nullable String trouble) {
		return night(trouble, true);
	}

	private @Nullable String night(@Nullable String trouble, boolean delivered) {
		NoticeRules.Step step = NoticeRules.after(this.standing, trouble, this.now,
				LocalDate.ofInstant(this.now, ZoneOffset.UTC));
		this.standing = step.standing();
		if (step.change() != null && delivered) {
			this.standing = NoticeRules.told(this.standing, step.change(), this.now);
		}
		this.now = this.now.plus(Duration.ofDays(1));
		return (step.change() != null) ? step.change().name() : null;
	}

	@Test
	void goodNightsSayNothing() {
		assertThat(night(null)).isNull();
		assertThat(night(null)).isNull();
		assertThat(this.standing).isEqualTo(Standing.well("sync"));
	}

	@Test
	void troubleIsToldWhenItBeginsAfterThreeNightsAndThenWeekly() {
		List<String> told = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			told.add(String.valueOf(night("3")));
		}
		assertThat(told).startsWith("BEGAN", "null", "STILL", "null");
		assertThat(told.subList(3, 20)).containsExactly("null", "null", "null", "null", "null", "null", "STILL", "null",
				"null", "null", "null", "null", "null", "STILL", "null", "null", "null");
		assertThat(this.standing.since()).isEqualTo(FIRST);
		assertThat(this.standing.nights()).isEqualTo(20);
	}

	@Test
	void recoveryIsToldOnceAndTheNextTroubleAgain() {
		night("4");
		assertThat(night(null)).isEqualTo("RECOVERED");
		assertThat(night(null)).isNull();
		assertThat(night("4")).isEqualTo("BEGAN");
		assertThat(this.standing.nights()).isEqualTo(1);
	}

	@Test
	void anotherTroubleIsToldOnceHoweverOftenTheTwoTakeTurns() {
		assertThat(night("4")).isEqualTo("BEGAN");
		assertThat(night("3")).isEqualTo("BEGAN");
		assertThat(night("4")).isEqualTo("STILL");
		assertThat(night("3")).isNull();
		assertThat(night("4")).isNull();
	}

	@Test
	void manyRunsInOneNightAreOneNight() {
		for (int i = 0; i < 20; i++) {
			String told = night("3");
			assertThat(told).isEqualTo((i == 0) ? "BEGAN" : null);
			this.now = FIRST.plus(Duration.ofMinutes(i + 1));
		}
		assertThat(this.standing.nights()).isEqualTo(1);
	}

	@Test
	void whatDidNotReachPeopleIsToldWithTheNextRun() {
		assertThat(night("2", false)).isEqualTo("BEGAN");
		assertThat(night("2", false)).isEqualTo("BEGAN");
		assertThat(night("2")).isEqualTo("BEGAN");
		assertThat(this.standing.since()).isEqualTo(FIRST);
		assertThat(night(null, false)).isEqualTo("RECOVERED");
		assertThat(night(null)).isEqualTo("RECOVERED");
		assertThat(night(null)).isNull();
	}

	@Test
	void troubleThatPassedBeforeAnybodyWasToldIsNotTold() {
		assertThat(night("4", false)).isEqualTo("BEGAN");
		assertThat(night(null)).isNull();
		assertThat(this.standing).isEqualTo(Standing.well("sync"));
	}

	/** Over any nights, people who read all messages know how it stands. */
	@Test
	void whoReadsEverythingKnowsHowItStands() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		boolean believed = false;
		int messages = 0;
		for (int i = 0; i < 2000; i++) {
			String trouble = (random.nextInt(3) > 0) ? null : String.valueOf(1 + random.nextInt(4));
			String told = night(trouble);
			messages += (told != null) ? 1 : 0;
			if (told != null) {
				believed = !told.equals("RECOVERED");
			}
			assertThat(believed).as("night %d with seed %d", i, seed).isEqualTo(trouble != null);
		}
		assertThat(messages).as("seed %d", seed).isGreaterThan(100);
	}

}
