package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;

import io.corsync.ledger.Entry.Key;
import io.corsync.ledger.Entry.Pending;
import io.corsync.ledger.Entry.Source;
import io.corsync.ledger.Entry.Verb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instants stay the same whatever zone the program or the session is in.
 */
@ParameterizedClass
@EnumSource
class InstantsTests {

	private static final List<String> ZONES = List.of("America/Bogota", "Asia/Kathmandu", "America/New_York", "UTC",
			"Pacific/Apia");

	/** Among them hours that New York has twice, or not at all. */
	private static final List<Instant> INSTANTS = List.of(Instant.parse("2026-11-01T05:30:00.123456Z"),
			Instant.parse("2026-11-01T06:30:00.123456Z"), Instant.parse("2026-03-08T07:30:00Z"),
			Instant.parse("2026-03-08T02:30:00Z"), Instant.parse("2026-12-31T23:59:59.999999Z"),
			Instant.parse("1999-12-31T18:15:00.000001Z"));

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private final TimeZone usual = TimeZone.getDefault();

	private Target target;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(CLOCK);
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@BeforeEach
	void newTarget() {
		this.target = database.newTarget();
	}

	@AfterEach
	void restoreZone() {
		TimeZone.setDefault(this.usual);
	}

	@Test
	void readsRowsInAnyZoneAsTheyWereWrittenInAnyOther() {
		Lease lease = database.leases().acquire(this.target.id(), "sync", Duration.ofHours(1));
		List<Entry> written = new ArrayList<>();
		for (String zone : ZONES) {
			TimeZone.setDefault(TimeZone.getTimeZone(zone));
			String session = ZONES.get((ZONES.indexOf(zone) + 1) % ZONES.size());
			try (LedgerWriter writer = database.inZone(session).store().writer(lease)) {
				for (Instant instant : INSTANTS) {
					Key key = Rows.project(written.size());
					Entry entry = Entry.unseen(key, zone, new Source(instant, "m"))
						.sending(new Pending(Verb.PUT, "{}", instant.plusSeconds(1)), zone, new Source(instant, "m"),
								Rows.RUN);
					written.add(writer.save(entry, new Attempt(key, 7, instant, instant.plusMillis(1), Verb.PUT,
							"Accepted", null, new TreeSet<>(), null)));
				}
			}
		}
		for (String zone : ZONES) {
			TimeZone.setDefault(TimeZone.getTimeZone(zone));
			for (String session : ZONES) {
				Ledger ledger = database.inZone(session).ledger();
				assertThat(ledger.find(this.target.id(), "project", ids(written)).values())
					.as("JVM in %s, session in %s", zone, session)
					.containsExactlyInAnyOrderElementsOf(written);
				assertThat(ledger.attempts(this.target.id(), written.get(0).key(), 1)).singleElement()
					.returns(INSTANTS.get(0), Attempt::startedAt);
			}
		}
	}

	@Test
	void keepsWindowsAndWatermarks() {
		Lease lease = database.leases().acquire(this.target.id(), "sync", Duration.ofHours(1));
		for (int i = 0; i < INSTANTS.size(); i++) {
			TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(i % ZONES.size())));
			TestDatabase there = database.inZone(ZONES.get((i + 2) % ZONES.size()));
			TestDatabase here = database.inZone(ZONES.get((i + 3) % ZONES.size()));
			Instant instant = INSTANTS.get(i);
			Run run = there.runs()
				.begin(lease, new Runs.Plan("sync", "x", "f", "m", instant, instant.plusSeconds(1), "x"));
			String kind = "kind" + i;
			there.watermarks().advance(this.target.id(), kind, instant, run.number());
			TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get((i + 1) % ZONES.size())));
			assertThat(here.runs().find(this.target.id(), run.number())).map(Run::windowFrom).contains(instant);
			assertThat(here.runs().find(this.target.id(), run.number())).map(Run::startedAt).contains(CLOCK.instant());
			assertThat(here.watermarks().reached(this.target.id(), kind)).contains(instant);
		}
	}

	@Test
	void holdsALeaseAsLongInEveryZone() {
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
		Instant before = Instant.now();
		database.inZone("America/Bogota").leases().acquire(this.target.id(), "sync", Duration.ofMinutes(10));
		TimeZone.setDefault(TimeZone.getTimeZone("America/Bogota"));
		for (String session : ZONES) {
			assertThat(database.inZone(session).leases().holder(this.target.id())).map(Holder::since)
				.hasValueSatisfying(
						(since) -> assertThat(since).isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5)));
		}
		database.jdbc()
			.sql("UPDATE lease SET expires_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND WHERE target_id = ?")
			.param(this.target.id())
			.update();
		for (String session : ZONES) {
			assertThat(database.inZone(session).leases().holder(this.target.id())).isEmpty();
		}
	}

	private static Set<String> ids(List<Entry> entries) {
		Set<String> ids = new TreeSet<>();
		entries.forEach((entry) -> ids.add(entry.key().externalId()));
		return ids;
	}

}
