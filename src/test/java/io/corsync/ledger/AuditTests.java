package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who ran what, on both databases.
 */
class AuditTests {

	@ParameterizedTest
	@EnumSource
	void isKnownFromTheBeginningToTheEnd(TestDatabase.Brand brand) {
		SettableClock clock = new SettableClock();
		try (TestDatabase database = brand.open(clock)) {
			Audit audit = database.audit();
			Instant began = clock.instant();
			long line = audit.begin("sync --yes");
			assertThat(audit.last(5)).singleElement()
				.returns(began, Audit.Line::beganAt)
				.returns(null, Audit.Line::endedAt)
				.returns(null, Audit.Line::exitCode)
				.returns("sync --yes", Audit.Line::command)
				.returns(ProcessHandle.current().pid(), Audit.Line::pid)
				.satisfies((open) -> assertThat(open.user())
					.startsWith(ProcessHandle.current().info().user().orElseThrow()));
			clock.pass(Duration.ofMinutes(3));
			audit.end(line, List.of(7L, 8L), 3);
			assertThat(audit.last(5)).singleElement()
				.returns(clock.instant(), Audit.Line::endedAt)
				.returns(List.of(7L, 8L), Audit.Line::runs)
				.returns(3, Audit.Line::exitCode);

			audit.begin("park 1");
			assertThat(audit.last(1)).extracting(Audit.Line::command).containsExactly("park 1");
			assertThat(audit.remove(began.plusSeconds(1), 10)).isEqualTo(1);
			assertThat(audit.last(5)).extracting(Audit.Line::command).containsExactly("park 1");
		}
	}

}
