package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;

import io.corsync.ledger.Entry.Key;
import io.corsync.ledger.Entry.LastRun;
import io.corsync.ledger.Entry.Pending;
import io.corsync.ledger.Entry.Source;
import io.corsync.ledger.Entry.Trouble;
import io.corsync.ledger.Entry.Verb;

/**
 * Rows of the ledger in all states, for tests.
 */
final class Rows {

	static final Instant STAMP = Instant.parse("2026-11-22T18:30:00.000001Z");

	static final Source SOURCE = new Source(STAMP, "mapping-1");

	static final LastRun RUN = new LastRun(7, "syncProjects", null);

	private Rows() {
	}

	static Key project(int number) {
		return new Key("project", "006%015d".formatted(number));
	}

	static Key contract(int number) {
		return new Key("contract", "800%015d".formatted(number));
	}

	static Key brand(int number) {
		return new Key("brand", "a0B%015d".formatted(number));
	}

	static Key product(int number) {
		return new Key("product", "a0P%015d".formatted(number));
	}

	static Key client(int number) {
		return new Key("client", "001%015d".formatted(number));
	}

	static Entry unseen(Key key) {
		return Entry.unseen(key, "Name of " + key, SOURCE);
	}

	static Entry sending(Key key) {
		return sending(unseen(key), Verb.POST);
	}

	static Entry sending(Entry entry, Verb verb) {
		return entry.sending(new Pending(verb, "{\"name\":\"x\"}", STAMP.plusSeconds(5)), entry.name(), SOURCE, RUN);
	}

	static Entry synced(Key key) {
		return unseen(key).synced("4711", "{\"name\":\"x\"}", ended(7, "created"));
	}

	static Entry stuck(Key key, State state) {
		return stuck(unseen(key), state, 7, null);
	}

	static Entry waiting(Key key, Key parent) {
		return stuck(unseen(key), State.WAITING, 7, parent);
	}

	static Entry stuck(Entry entry, State state, long run, Key waitsFor) {
		Trouble trouble = new Trouble("ValidationError", "It is wrong", "HTTP 422 {}", "hash", waitsFor,
				STAMP.plusSeconds(9));
		Pending doubt = (state == State.UNKNOWN) ? new Pending(Verb.POST, "{}", STAMP) : null;
		return entry.stuck(state, trouble, doubt, STAMP.plus(Duration.ofMinutes(2)), ended(run, "rejected"));
	}

	static Entry parked(Entry entry, String reason) {
		return new Entry(entry.key(), entry.name(), entry.state(), entry.corId(), entry.accepted(), entry.pending(),
				entry.lacking(), entry.trouble(), entry.source(), entry.attempts(), entry.nextAttemptAt(),
				entry.lastRun(), reason, entry.version());
	}

	static LastRun ended(long run, String outcome) {
		return new LastRun(run, "syncProjects", outcome);
	}

}
