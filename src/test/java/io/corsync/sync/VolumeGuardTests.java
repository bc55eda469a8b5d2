package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry.Verb;
import io.corsync.ledger.Runs.Called;
import io.corsync.ledger.Runs.Night;
import io.corsync.sync.VolumeGuard.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a night may send.
 */
class VolumeGuardTests {

	private static final long RUN = 7;

	@ParameterizedTest
	@CsvSource({ "CREATE, 100", "UPDATE, 300", "ARCHIVE, 5" })
	void admitsTheLeastWithoutAnyNightBefore(Action action, int least) {
		assertThat(admitted(VolumeGuard.of(RUN, List.of(), List.of()), Kind.PROJECT, action, 1000)).isEqualTo(least);
	}

	@Test
	void admitsThreeTimesTheLargestNight() {
		VolumeGuard guard = VolumeGuard.of(RUN,
				List.of(new Night(3, "project", "created", 40), new Night(3, "project", "adopted", 2),
						new Night(4, "project", "created", 41), new Night(4, "client", "created", 400),
						new Night(4, "project", "unchanged", 9000)),
				List.of());
		assertThat(admitted(guard, Kind.PROJECT, Action.CREATE, 1000)).isEqualTo(126);
		assertThat(admitted(guard, Kind.CLIENT, Action.CREATE, 2000)).isEqualTo(1200);
		assertThat(admitted(guard, Kind.PROJECT, Action.UPDATE, 1000)).isEqualTo(300);
	}

	@Test
	void goesOnCountingWhereAKilledStartStopped() {
		VolumeGuard guard = VolumeGuard.of(RUN, List.of(), List.of(new Called("syncProjects", "project", Verb.POST, 60),
				new Called("syncProjects", "project", Verb.ADOPT, 1),
				new Called("syncProjects", "project", Verb.PUT, 290), new Called("settle", "project", Verb.POST, 80)));
		assertThat(admitted(guard, Kind.PROJECT, Action.CREATE, 1000)).isEqualTo(39);
		assertThat(admitted(guard, Kind.PROJECT, Action.UPDATE, 1000)).isEqualTo(10);
	}

	@Test
	void admitsEverythingThatAPersonChose() {
		assertThat(admitted(VolumeGuard.none(), Kind.PROJECT, Action.ARCHIVE, 1000)).isEqualTo(1000);
	}

	@Test
	void namesLimitReasonAndRemedy() {
		Decision.Hold hold = VolumeGuard.of(RUN, List.of(new Night(3, "project", "updated", 200)), List.of())
			.held(Kind.PROJECT, Action.UPDATE);
		assertThat(hold.cause()).isEqualTo("GUARD_UPDATE");
		assertThat(hold.message()).contains("more than 600 projects", "three times", "(200)", "at least 300",
				"approve 7");
	}

	private static int admitted(VolumeGuard guard, Kind kind, Action action, int rows) {
		int admitted = 0;
		for (int i = 0; i < rows; i++) {
			admitted += guard.admits(kind, action) ? 1 : 0;
		}
		return admitted;
	}

}
