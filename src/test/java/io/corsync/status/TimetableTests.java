package io.corsync.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntConsumer;

import io.corsync.ledger.SettableClock;
import io.corsync.ledger.TestDatabase;
import io.corsync.sync.DueRuns;
import io.corsync.sync.RunRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is due is begun once, by one of several, and made up for when it was missed.
 */
class TimetableTests {

	/** Its clock begins at four. */
	private final SettableClock clock = new SettableClock();

	/** A place where runs begin, and end when the test says so. */
	private static final class Runs implements Timetable.Starter {

		private final List<IntConsumer> begun = new ArrayList<>();

		private boolean busy;

		@Override
		public boolean free(RunRequest request) {
			return !this.busy;
		}

		@Override
		public boolean start(RunRequest request, IntConsumer ended) {
			this.begun.add(ended);
			this.busy = true;
			return true;
		}

		void end(int code) {
			this.busy = false;
			this.begun.get(this.begun.size() - 1).accept(code);
		}

		int count() {
			return this.begun.size();
		}

	}

	private Timetable timetable(TestDatabase database, Runs runs, String expression) {
		Schedule schedule = Schedule.of(new RunRequest.Sync(new TreeSet<>(), null), expression, ZoneOffset.UTC);
		return new Timetable(List.of(schedule), new DueRuns(database.dueTimes(), "https://cor.example", this.clock),
				runs, this.clock);
	}

	private void pass(Duration time, Timetable... tables) {
		this.clock.pass(time);
		for (Timetable table : tables) {
			table.tick();
		}
	}

	@ParameterizedTest
	@EnumSource
	void beginsEachTimeOnceAndNothingBeforeIt(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			Runs runs = new Runs();
			Timetable table = timetable(database, runs, "0 0 5 * * *");
			table.tick();
			assertThat(table.due()).extracting(Conductor.Due::at)
				.containsExactly(Instant.parse("2026-11-23T05:00:00Z"));
			pass(Duration.ofMinutes(59), table);
			assertThat(runs.count()).isZero();
			pass(Duration.ofMinutes(2), table);
			assertThat(runs.count()).isOne();
			runs.end(0);
			pass(Duration.ofSeconds(1), table);
			pass(Duration.ofHours(23), table);
			assertThat(runs.count()).isOne();
			pass(Duration.ofHours(1), table);
			assertThat(runs.count()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void makesUpOnceForAllThatWasMissedWhileNothingServed(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			timetable(database, new Runs(), "0 0 5 * * *").tick();
			this.clock.pass(Duration.ofDays(5));
			Runs runs = new Runs();
			Timetable table = timetable(database, runs, "0 0 5 * * *");
			table.tick();
			assertThat(runs.count()).isOne();
			runs.end(3);
			pass(Duration.ofSeconds(1), table);
			pass(Duration.ofSeconds(1), table);
			assertThat(runs.count()).isOne();
			Runs again = new Runs();
			Timetable restarted = timetable(database, again, "0 0 5 * * *");
			restarted.tick();
			assertThat(again.count()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void twoShareTheTimesAndNeitherBeginsWhileTheOtherIsAtIt(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			Runs one = new Runs();
			Runs other = new Runs();
			Timetable first = timetable(database, one, "0 * * * * *");
			Timetable second = timetable(database, other, "0 * * * * *");
			first.tick();
			second.tick();
			pass(Duration.ofMinutes(1), first, second);
			assertThat(one.count() + other.count()).isOne();
			assertThat(one.count()).isOne();
			// The next minute is not begun beside it.
			pass(Duration.ofMinutes(1), second, first);
			assertThat(other.count()).isZero();
			one.end(0);
			first.tick();
			second.tick();
			assertThat(one.count() + other.count()).isEqualTo(2);
			(other.count() == 1 ? other : one).end(0);
			for (int minute = 0; minute < 10; minute++) {
				second.tick();
				first.tick();
				pass(Duration.ofMinutes(1), second, first);
				if (other.busy) {
					other.end(0);
				}
				if (one.busy) {
					one.end(0);
				}
			}
			assertThat(one.count() + other.count()).isEqualTo(12);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatAnotherLeftIsTakenOverBeforeAnythingNew(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			Runs one = new Runs();
			Timetable first = timetable(database, one, "0 0 5 * * *");
			Runs other = new Runs();
			Timetable second = timetable(database, other, "0 0 5 * * *");
			first.tick();
			second.tick();
			pass(Duration.ofHours(1), first, second);
			assertThat(one.count()).isOne();
			// Stopped by a signal: its process goes.
			first.close();
			one.end(143);
			first.leave();
			pass(Duration.ofSeconds(20), second);
			assertThat(other.count()).isOne();
			other.end(0);
			pass(Duration.ofSeconds(20), second);
			assertThat(database.dueTimes().last("sync https://cor.example")).get()
				.returns(2L, (time) -> time.fence())
				.returns(0, (time) -> time.exitCode());
			assertThat(other.count()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatEndsEveryProcessIsGivenUp(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			timetable(database, new Runs(), "0 0 5 * * *").tick();
			this.clock.pass(Duration.ofHours(2));
			int begun = 0;
			for (int i = 0; i < 8; i++) {
				Runs runs = new Runs();
				Timetable table = timetable(database, runs, "0 0 5 * * *");
				table.tick();
				begun += runs.count();
				table.leave();
			}
			assertThat(begun).isEqualTo(5);
			assertThat(database.dueTimes().last("sync https://cor.example")).get()
				.returns(1, (time) -> time.exitCode());
		}
	}

	@ParameterizedTest
	@EnumSource
	void aRunOfAnotherProcessIsWaitedForAndAnOutageGetsThreeMoreTries(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			Runs runs = new Runs();
			Timetable table = timetable(database, runs, "0 0 5 * * *");
			table.tick();
			pass(Duration.ofHours(1), table);
			runs.end(5);
			pass(Duration.ofSeconds(1), table);
			assertThat(table.due()).extracting(Conductor.Due::at)
				.containsExactly(this.clock.instant().plus(Duration.ofMinutes(1)));
			pass(Duration.ofSeconds(59), table);
			assertThat(runs.count()).isOne();
			pass(Duration.ofSeconds(1), table);
			assertThat(runs.count()).isEqualTo(2);
			for (int i = 0; i < 3; i++) {
				runs.end(4);
				pass(Duration.ofSeconds(1), table);
				pass(Duration.ofMinutes(29), table);
				assertThat(runs.count()).isEqualTo(2 + i);
				pass(Duration.ofMinutes(1), table);
				assertThat(runs.count()).isEqualTo(3 + i);
			}
			runs.end(4);
			pass(Duration.ofSeconds(1), table);
			pass(Duration.ofHours(2), table);
			assertThat(runs.count()).isEqualTo(5);
			assertThat(database.dueTimes().last("sync https://cor.example")).get()
				.returns(4, (time) -> time.exitCode());
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatSomebodyStoppedOnThePageIsNotBegunAgain(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(this.clock)) {
			Runs runs = new Runs();
			Timetable table = timetable(database, runs, "0 0 5 * * *");
			table.tick();
			pass(Duration.ofHours(1), table);
			runs.end(143);
			pass(Duration.ofSeconds(30), table);
			table.leave();
			Runs again = new Runs();
			timetable(database, again, "0 0 5 * * *").tick();
			assertThat(runs.count() + again.count()).isOne();
		}
	}

}
