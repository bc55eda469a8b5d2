package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run that sleeps longer than its lease, as when a laptop is closed or a virtual
 * machine is moved.
 */
@EnabledOnOs(OS.LINUX)
class FrozenIT {

	/** What may have left the process before it looked at its lease once more. */
	private static final Duration UNDER_WAY = Duration.ofMillis(50);

	@TempDir
	Path directory;

	@Test
	void frozenRunBeginsNoCallWhenItWakesAfterAnotherTookOver() {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 150, 1, 0, 100))) {
			Program program = Database.POSTGRESQL.program(this.directory, agency.settings())
				.with("COR_SETTLE_AFTER", "2s");
			try (Started frozen = program.start("sync", "--yes")) {
				agency.awaitCalls(frozen, 15);
				frozen.signal("STOP");
				takeOver(program);
				agency.requireComplete();
				agency.behave(Map.of("latencyMillis", 0));

				Instant woken = Instant.now();
				frozen.signal("CONT").end().expect(5).says("was taken over by another run", "(sync) was taken over in");
				assertThat(callsSince(agency, woken.plus(UNDER_WAY))).isEmpty();
			}
			agency.requireComplete();
			agency.requireNoViolation();
			agency.forgetCalls();
			program.run("sync").expect(0);
			assertThat(agency.calls()).isEmpty();
		}
	}

	private static void takeOver(Program program) {
		Awaitility.await()
			.pollDelay(Duration.ofSeconds(50))
			.pollInterval(Duration.ofSeconds(8))
			.atMost(Duration.ofMinutes(4))
			.until(() -> {
				Ended ended = program.run("sync", "--yes");
				assertThat(ended.code()).as("%s", ended).isIn(0, 5);
				return ended.code() == 0;
			});
	}

	private static List<String> callsSince(Agency agency, Instant moment) {
		return agency.cor("calls")
			.valueStream()
			.filter((call) -> Instant.parse(call.get("at").stringValue()).isAfter(moment))
			.map(Object::toString)
			.toList();
	}

}
