package io.corsync.sync;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Entry.LastRun;
import io.corsync.ledger.Entry.Pending;
import io.corsync.ledger.Entry.Source;
import io.corsync.ledger.Entry.Trouble;
import io.corsync.ledger.Entry.Verb;
import io.corsync.ledger.State;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The whole table of what is to be done, by payload and row.
 */
class DeciderTests {

	private static final Mapping MAPPING = MappingFile.defaults().bind(ZoneOffset.UTC);

	private static final LastRun RUN = new LastRun(1, "syncProjects", "created");

	private static final Mapped THING = Things.project(1);

	private static final Mapped RENAMED = Things.changed(THING, "name", "New");

	private static final Mapped RESTATED = Things.changed(THING, "status", "finished");

	private static final Mapped UNFIT = Things.refused(THING, "MISSING_VALUE");

	private final Decider decider = new Decider(MAPPING, false);

	static Stream<Arguments> table() {
		return Stream.of(
				// Without a row
				arguments("new", THING, null, Insistence.NONE, new Decision.Create()),
				arguments("new and unfit", UNFIT, null, Insistence.NONE, new Decision.Unfit()),
				// In COR
				arguments("as it is", THING, synced(THING), Insistence.NONE, new Decision.Unchanged()),
				arguments("as it is, from an older row", THING, synced(RENAMED, THING), Insistence.NONE,
						new Decision.Unchanged()),
				arguments("an older row with another value", THING, synced(RENAMED), Insistence.NONE,
						new Decision.Stale()),
				arguments("changed", RENAMED, synced(THING), Insistence.NONE, update("{\"name\":\"New\"}")),
				arguments("changed in a field of COR's", RESTATED, synced(THING), Insistence.NONE,
						new Decision.Unchanged()),
				arguments("a field less", without(THING, "brief"), synced(THING), Insistence.NONE,
						new Decision.Unchanged()),
				arguments("a field more", THING, synced(THING, without(THING, "brief")), Insistence.NONE,
						update("{\"brief\":\"línea 🎉 1\"}")),
				arguments("unfit now", UNFIT, synced(THING, RENAMED), Insistence.NONE, new Decision.Unfit()),
				// Stuck, not in COR
				arguments("refused as it is", THING, stuck(THING, State.REJECTED, "ValidationError", null),
						Insistence.NONE, new Decision.StillRejected()),
				arguments("refused as it is, retried", THING, stuck(THING, State.REJECTED, "ValidationError", null),
						Insistence.RETRY, new Decision.StillRejected()),
				arguments("refused as it is, named", THING, stuck(THING, State.REJECTED, "ValidationError", null),
						Insistence.ALL, new Decision.Create()),
				arguments("refused before it changed", RENAMED, stuck(THING, State.REJECTED, "ValidationError", null),
						Insistence.NONE, new Decision.Create()),
				arguments("unfit as before", UNFIT, stuck(UNFIT, State.REJECTED, "MISSING_VALUE", null),
						Insistence.NONE, new Decision.StillRejected()),
				arguments("unfit before, fit now", THING, stuck(UNFIT, State.REJECTED, "MISSING_VALUE", null),
						Insistence.NONE, new Decision.Create()),
				arguments("gave up", THING, stuck(THING, State.REJECTED, Causes.PERSISTENT_FAILURE, null),
						Insistence.NONE, new Decision.StillRejected()),
				arguments("gave up, retried", THING, stuck(THING, State.REJECTED, Causes.PERSISTENT_FAILURE, null),
						Insistence.RETRY, new Decision.Create()),
				arguments("deleted in COR", THING, stuck(THING, State.REJECTED, Causes.DELETED_IN_COR, null),
						Insistence.NONE, new Decision.StillRejected()),
				arguments("deleted in COR and changed", RENAMED,
						stuck(THING, State.REJECTED, Causes.DELETED_IN_COR, null), Insistence.NONE,
						new Decision.StillRejected()),
				arguments("deleted in COR, retried", THING, stuck(THING, State.REJECTED, Causes.DELETED_IN_COR, null),
						Insistence.RETRY, new Decision.Create()),
				arguments("waiting", THING, stuck(THING, State.WAITING, Causes.PARENT_NOT_IN_COR, null),
						Insistence.NONE, new Decision.Create()),
				arguments("held up", THING, stuck(THING, State.BLOCKED, "CTR006", null), Insistence.NONE,
						new Decision.Create()),
				arguments("to be tried again", THING, stuck(THING, State.RETRYING, "TOO_MANY_REQUESTS", null),
						Insistence.NONE, new Decision.Create()),
				arguments("kept by a guard", THING, stuck(THING, State.HELD, "LIMIT", null), Insistence.ALL,
						new Decision.Held(false, Payload.empty())),
				arguments("kept by a guard, changed since", RENAMED, stuck(THING, State.HELD, "LIMIT", null),
						Insistence.NONE, new Decision.Held(true, Payload.empty())),
				arguments("kept by a guard, approved", RENAMED, stuck(THING, State.HELD, "LIMIT", null),
						Insistence.APPROVED, new Decision.Create()),
				arguments("change kept by a guard", RENAMED, heldChange(THING, RENAMED), Insistence.ALL,
						new Decision.Held(false, Payload.parse("{\"name\":\"New\"}"))),
				arguments("change kept by a guard, approved", RENAMED, heldChange(THING, RENAMED), Insistence.APPROVED,
						update("{\"name\":\"New\"}")),
				arguments("change kept by a guard, gone back", later(THING), heldChange(THING, RENAMED),
						Insistence.NONE, new Decision.Recovered()),
				arguments("change kept by a guard, older row", THING, heldChange(THING, RENAMED), Insistence.APPROVED,
						new Decision.Stale()),
				// Stuck, in COR
				arguments("refused change", RENAMED, refusedChange(THING, RENAMED), Insistence.NONE,
						new Decision.StillRejected()),
				arguments("refused change, gone back", later(THING), refusedChange(THING, RENAMED), Insistence.NONE,
						new Decision.Recovered()),
				arguments("refused change, named", RENAMED, refusedChange(THING, RENAMED), Insistence.ALL,
						update("{\"name\":\"New\"}")),
				arguments("refused change, older row", THING, refusedChange(THING, RENAMED), Insistence.NONE,
						new Decision.Stale()),
				arguments("contradicted, as COR once accepted it", THING, contradicted(THING), Insistence.NONE,
						new Decision.StillRejected()),
				arguments("contradicted, as COR once accepted it, retried", THING, contradicted(THING),
						Insistence.RETRY, update("{}")),
				arguments("contradicted, gone back", later(THING), contradicted(RENAMED), Insistence.NONE,
						update("{}")),
				// Came back
				arguments("back as it was", THING, left(THING, false), Insistence.NONE, new Decision.Recovered()),
				arguments("back and changed", RENAMED, left(THING, false), Insistence.NONE,
						update("{\"name\":\"New\"}")),
				arguments("back from the archive", THING, left(THING, true), Insistence.NONE,
						update("{\"archived\":false}")),
				arguments("back from the archive and changed", RENAMED, left(THING, true), Insistence.NONE,
						update("{\"archived\":false,\"name\":\"New\"}")),
				arguments("back, never sent", THING, leftUnsent(THING), Insistence.NONE, new Decision.Create()),
				arguments("back, older row", THING, left(RENAMED, true), Insistence.NONE, new Decision.Stale()),
				arguments("back before its archiving was approved", later(THING), heldArchive(THING), Insistence.NONE,
						new Decision.Recovered()),
				arguments("back while its archiving is in doubt", later(THING),
						doubtful(THING, Verb.PUT, "{\"archived\":true}"), Insistence.NONE,
						settle("{\"archived\":false}")),
				// In doubt
				arguments("doubtful creation", THING, doubtful(null, Verb.POST, THING.payload().text()),
						Insistence.NONE, settle("{}")),
				arguments("doubtful creation, changed since", RENAMED,
						doubtful(null, Verb.POST, THING.payload().text()), Insistence.NONE,
						settle("{\"name\":\"New\"}")),
				arguments("doubtful creation, changed in a field of COR's", RESTATED,
						doubtful(null, Verb.POST, THING.payload().text()), Insistence.NONE, settle("{}")),
				arguments("doubtful change", RENAMED, doubtful(THING, Verb.PUT, "{\"name\":\"New\"}"), Insistence.NONE,
						settle("{\"name\":\"New\"}")),
				arguments("doubtful change, gone back", later(THING), doubtful(THING, Verb.PUT, "{\"name\":\"New\"}"),
						Insistence.NONE, settle("{\"name\":\"Project 1\"}")),
				arguments("doubtful change, changed elsewhere", Things.changed(THING, "brief", "b"),
						doubtful(THING, Verb.PUT, "{\"name\":\"New\"}"), Insistence.NONE,
						settle("{\"brief\":\"b\",\"name\":\"Project 1\"}")),
				arguments("doubtful adoption", RENAMED, doubtful(null, Verb.ADOPT, "{}"), Insistence.NONE,
						settle("{}")),
				arguments("doubtful and unfit now", UNFIT, doubtful(THING, Verb.PUT, "{\"name\":\"New\"}"),
						Insistence.NONE, new Decision.Unfit()));
	}

	@ParameterizedTest(name = "{0}, {3}")
	@MethodSource("table")
	void decides(String what, Mapped mapped, Entry entry, Insistence insistence, Decision expected) {
		assertThat(this.decider.decide(mapped, entry, insistence)).isEqualTo(expected);
	}

	@Test
	void carriesAllThatIsSalesforcesInADoubtfulAdoptionThatOverwrites() {
		Decision decision = new Decider(MAPPING, true).decide(THING, doubtful(null, Verb.ADOPT, "{}"), Insistence.NONE);
		assertThat(decision).isEqualTo(new Decision.Settle(THING.payload().without(List.of("status"))));
	}

	@Test
	void tellsARefusedPayloadFromACorrectedOne() {
		assertThat(Decider.hash(THING)).isEqualTo(Decider.hash(Things.touched(THING)))
			.isNotEqualTo(Decider.hash(RENAMED))
			.isNotEqualTo(Decider.hash(UNFIT));
	}

	@Test
	void callsForCreationsChangesAndDoubtsOnly() {
		Stream.of(new Decision.Create(), update("{}"), settle("{}"))
			.forEach((decision) -> assertThat(decision.calls()).as("%s", decision).isTrue());
		Stream
			.of(new Decision.Unchanged(), new Decision.Recovered(), new Decision.Stale(), new Decision.Unfit(),
					new Decision.StillRejected(), new Decision.Held(true, Payload.empty()),
					new Decision.Hold("LIMIT", "Too many"))
			.forEach((decision) -> assertThat(decision.calls()).as("%s", decision).isFalse());
	}

	private static Decision update(String changes) {
		return new Decision.Update(Payload.parse(changes));
	}

	private static Decision settle(String changes) {
		return new Decision.Settle(Payload.parse(changes));
	}

	/** As it stood before, only touched since. */
	private static Mapped later(Mapped mapped) {
		return Things.touched(Things.touched(mapped));
	}

	private static Mapped without(Mapped mapped, String field) {
		return new Mapped(Kind.PROJECT, mapped.externalId(), mapped.name(), mapped.sourceStamp(),
				mapped.payload().without(List.of(field)), List.of(), List.of());
	}

	private static Entry unseen(Mapped mapped) {
		return Entry.unseen(Delivery.key(mapped), mapped.name(), new Source(mapped.sourceStamp(), "m"));
	}

	private static Entry synced(Mapped mapped) {
		return synced(mapped, mapped);
	}

	private static Entry synced(Mapped source, Mapped accepted) {
		return unseen(source).synced("4711", accepted.payload().text(), RUN);
	}

	private static Trouble trouble(String cause, Mapped refused) {
		return new Trouble(cause, "It is wrong", null, Decider.hash(refused), null, Instant.EPOCH);
	}

	private static Entry stuck(Mapped mapped, State state, String cause, Pending doubt) {
		return unseen(mapped).stuck(state, trouble(cause, mapped), doubt, null, RUN);
	}

	private static Entry refusedChange(Mapped accepted, Mapped refused) {
		return synced(refused, accepted).stuck(State.REJECTED, trouble("ValidationError", refused), RUN);
	}

	/**
	 * COR accepted the first thing, then said of a change that it is there and is not.
	 */
	private static Entry contradicted(Mapped refused) {
		return synced(refused, THING).stuck(State.REJECTED, trouble(Causes.COR_CONTRADICTS_ITSELF, refused), RUN);
	}

	private static Entry heldChange(Mapped accepted, Mapped held) {
		return synced(held, accepted).stuck(State.HELD, trouble("LIMIT", held), RUN);
	}

	private static Entry left(Mapped mapped, boolean archived) {
		Payload accepted = mapped.payload();
		Payload known = archived ? Payload.parse("{\"archived\":true}").over(accepted) : accepted;
		return unseen(mapped).outOfScope("4711", known.text(), trouble(Causes.LEFT_FILTER, mapped), RUN);
	}

	private static Entry leftUnsent(Mapped mapped) {
		return unseen(mapped).outOfScope(null, null, trouble(Causes.LEFT_FILTER, mapped), RUN);
	}

	private static Entry heldArchive(Mapped mapped) {
		return synced(mapped).stuck(State.HELD, trouble(Causes.GUARD_ARCHIVE, mapped), RUN);
	}

	private static Entry doubtful(Mapped accepted, Verb verb, String payload) {
		Entry before = (accepted != null) ? synced(accepted) : unseen(THING);
		return before.stuck(State.UNKNOWN, trouble("READ_TIMEOUT", THING), new Pending(verb, payload, Instant.EPOCH),
				null, RUN);
	}

}
