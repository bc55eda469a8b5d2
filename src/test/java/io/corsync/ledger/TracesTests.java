package io.corsync.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.ledger.Entry.LastRun;
import io.corsync.ledger.Entry.Verb;
import io.corsync.ledger.Traces.Emptied;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of a record are removed wherever they stand, on both databases.
 */
class TracesTests {

	private static final LastRun RUN = new LastRun(1, "syncProjects", "created");

	private static final Duration HOUR = Duration.ofHours(1);

	@ParameterizedTest
	@EnumSource
	void goFromTheRowItsCallsAndWhatIsSaidAboutOthers(TestDatabase.Brand brand) {
		SettableClock clock = new SettableClock();
		try (TestDatabase database = brand.open(clock)) {
			int target = database.newTarget().id();
			Lease lease = database.leases().acquire(target, "forget", HOUR);
			Entry client;
			Entry waiting;
			try (LedgerWriter writer = database.store().writer(lease)) {
				client = writer.save(
						Rows.stuck(Rows.unseen(Rows.client(1)).synced("7", "{\"name\":\"Ñandú\"}", RUN), State.REJECTED,
								1, null)
							.parked("Ñandú said so"),
						new Attempt(Rows.client(1), 1, clock.instant(), clock.instant(), Verb.PUT, "Refused", "X",
								new TreeSet<>(List.of("name")), "{\"message\":\"Ñandú no\"}"));
				waiting = writer.save(Rows.waiting(Rows.project(1), Rows.client(1)), null);
				Entry.Trouble trouble = new Entry.Trouble("PARENT_NOT_IN_COR", "Its client Ñandú is not in COR",
						"Ñandú", null, Rows.client(1), clock.instant());
				waiting = writer.save(waiting.stuck(State.WAITING, trouble, RUN), null);
			}
			Run run = database.runs().begin(lease, new Runs.Plan("sync", "x", "f", "m", null, null, "IsWon = true"));
			database.runs().end(lease, run.number(), Run.Status.FAILED, 3, "Ñandú and Ñandúes failed", List.of());
			database.audit().begin("backfill --set brief=Ñandú");

			database.traces()
				.erase(lease, List.of(new Emptied(client, "{\"name\":{\"forgotten\":\"x\"}}", null)), Set.of("Ñandú"),
						(text) -> text.replaceAll("Ñandú(?!\\p{L})", "(forgotten)"), clock.instant());

			Entry left = database.ledger().find(target, Rows.client(1).externalId()).get(0);
			assertThat(left.name()).isEmpty();
			assertThat(left.accepted()).isEqualTo("{\"name\":{\"forgotten\":\"x\"}}");
			assertThat(left.parkedReason()).isEqualTo("(forgotten)");
			assertThat(left.trouble()).returns("(forgotten)", Entry.Trouble::message)
				.returns(null, Entry.Trouble::raw)
				.returns("ValidationError", Entry.Trouble::cause)
				.returns("hash", Entry.Trouble::refusedHash);
			assertThat(left.corId()).isEqualTo("7");
			assertThat(left.version()).isEqualTo(client.version() + 1);
			assertThat(database.ledger().attempts(target, client.key(), 5)).singleElement()
				.returns(null, Attempt::raw)
				.returns("X", Attempt::cause);
			Entry child = database.ledger().find(target, waiting.key().externalId()).get(0);
			assertThat(child.trouble()).returns("Its client (forgotten) is not in COR", Entry.Trouble::message)
				.returns("(forgotten)", Entry.Trouble::raw);
			assertThat(child.name()).isEqualTo(waiting.name());
			assertThat(database.runs().find(target, run.number())).map(Run::message)
				.contains("(forgotten) and Ñandúes failed");
			assertThat(database.audit().last(1)).extracting(Audit.Line::command)
				.containsExactly("backfill --set brief=(forgotten)");
		}
	}

	@ParameterizedTest
	@EnumSource
	void stayAsTheyAreForWhoeverLostTheLeaseOrTheRow(TestDatabase.Brand brand) {
		SettableClock clock = new SettableClock();
		try (TestDatabase database = brand.open(clock)) {
			int target = database.newTarget().id();
			Lease lost = database.leases().acquire(target, "forget", Duration.ZERO);
			Lease lease = database.leases().acquire(target, "sync", HOUR);
			Entry row;
			try (LedgerWriter writer = database.store().writer(lease)) {
				row = writer.save(Rows.synced(Rows.client(1)), null);
				writer.save(row, null);
			}
			assertThatExceptionOfType(FenceLostException.class).isThrownBy(() -> database.traces()
				.erase(lost, List.of(new Emptied(row, null, null)), Set.of(), (text) -> text, clock.instant()));
			assertThatExceptionOfType(StaleEntryException.class).isThrownBy(() -> database.traces()
				.erase(lease, List.of(new Emptied(row, null, null)), Set.of(), (text) -> text, clock.instant()));
			assertThat(database.ledger().find(target, row.key().externalId())).extracting(Entry::accepted)
				.containsExactly(row.accepted());
		}
	}

	@ParameterizedTest
	@EnumSource
	void leadToEverythingThatNamesIt(TestDatabase.Brand brand) {
		try (TestDatabase database = brand.open(new SettableClock())) {
			int target = database.newTarget().id();
			Lease lease = database.leases().acquire(target, "sync", HOUR);
			String client = Rows.client(1).externalId();
			try (LedgerWriter writer = database.store().writer(lease)) {
				writer.save(Rows.synced(Rows.client(1)), null);
				writer.save(Rows.unseen(Rows.contract(1)).synced("1", "{\"client_id\":\"%s\"}".formatted(client), RUN),
						null);
				writer.save(Rows.waiting(Rows.project(1), Rows.client(1)), null);
				writer.save(
						Rows.unseen(Rows.project(2))
							.outOfScope("1", "{\"client_id\":\"%s\",\"name\":\"x\"}".formatted(client),
									new Entry.Trouble("LEFT_FILTER", "It left", null, null, null, Rows.STAMP), RUN),
						null);
				writer.save(Rows.synced(Rows.project(3)), null);
			}
			assertThat(database.traces().naming(target, Rows.client(1))).extracting(Entry::key)
				.containsExactly(Rows.contract(1), Rows.project(1), Rows.project(2));
			assertThat(database.traces().naming(target, Rows.contract(1))).isEmpty();
		}
	}

}
