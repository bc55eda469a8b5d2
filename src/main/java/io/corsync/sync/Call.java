package io.corsync.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import io.corsync.cor.CallPermit;
import io.corsync.cor.Cor;
import io.corsync.cor.CorAnswer;
import io.corsync.cor.CorException;
import io.corsync.cor.Payload;
import io.corsync.ledger.Attempt;
import io.corsync.ledger.Entry;
import io.corsync.ledger.FenceLostException;
import io.corsync.ledger.LedgerWriter;
import io.corsync.ledger.State;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * One entity's conversation with COR: each call is claimed in the ledger before it begins
 * and recorded with what came of it. Belongs to one thread.
 */
final class Call {

	private final Services services;

	private final Mapped mapped;

	private final Entry before;

	private final Entry.LastRun run;

	private Entry entry;

	private @Nullable Attempt attempt;

	/** Whether the last call was let go, be it that its answer stopped the run. */
	private boolean begun;

	/** The parents without which the entity is sent. */
	private List<Decision.Wait> missing;

	/**
	 * What a call needs of its surroundings.
	 *
	 * @param cor COR
	 * @param writer the ledger
	 * @param permit whether a call may still begin
	 * @param company checks the company that COR names
	 * @param duplicates told of every duplicate
	 * @param clock tells when
	 * @param runNumber the run
	 * @param mappingVersion version of the mapping
	 * @param creationValues what projects are created with
	 * @param calls counts the calls
	 */
	record Services(Cor cor, LedgerWriter writer, CallPermit permit, CompanyGuard company, DuplicateGuard duplicates,
			Clock clock, long runNumber, String mappingVersion, CreationValues creationValues, LongAdder calls) {

	}

	Call(Services services, Task task) {
		this.services = services;
		this.mapped = task.mapped();
		this.missing = task.missing();
		Entry.Source source = new Entry.Source(task.mapped().sourceStamp(), services.mappingVersion(),
				services.creationValues().remembered(task.kind(), task.entry()));
		this.before = (task.entry() != null) ? task.entry() : Entry.unseen(task.key(), task.mapped().name(), source);
		this.entry = this.before.about(task.mapped().name(), source);
		this.run = new Entry.LastRun(services.runNumber(), task.phase().step(), null);
	}

	Entry entry() {
		return this.entry;
	}

	/**
	 * From now on the entity is sent without these parents.
	 */
	void without(List<Decision.Wait> parents) {
		this.missing = parents;
	}

	/**
	 * Creates the entity.
	 */
	CorAnswer post(Payload payload) {
		Entry.Pending intent = new Entry.Pending(Entry.Verb.POST, payload.text(), now());
		return call(Entry.Verb.POST, intent, payload);
	}

	/**
	 * Changes fields of the entity.
	 * @param doubt what is in doubt while this call is open, beside its own fields
	 */
	CorAnswer put(Payload changes, Entry.@Nullable Pending doubt) {
		return call(Entry.Verb.PUT, intent(changes, doubt), changes);
	}

	/**
	 * Learns the id of an entity that COR called a duplicate.
	 */
	CorAnswer adopt(Payload changes) {
		return call(Entry.Verb.ADOPT, new Entry.Pending(Entry.Verb.ADOPT, "{}", now()), changes);
	}

	// A PUT cannot create: while a POST is in doubt it stays so, only the fields that the
	// PUT carries may then be either's.
	private Entry.Pending intent(Payload changes, Entry.@Nullable Pending doubt) {
		if (doubt == null) {
			return new Entry.Pending(Entry.Verb.PUT, changes.text(), now());
		}
		Payload carried = Payload.parse(doubt.payload());
		return switch (doubt.verb()) {
			case POST -> new Entry.Pending(Entry.Verb.POST, carried.without(changes.names()).text(), doubt.since());
			case PUT -> new Entry.Pending(Entry.Verb.PUT, changes.over(carried).text(), doubt.since());
			case ADOPT -> doubt;
		};
	}

	private CorAnswer call(Entry.Verb verb, Entry.Pending intent, Payload payload) {
		this.entry = this.services.writer()
			.save(this.entry.sending(intent, this.mapped.name(), this.entry.source(), this.run), takeAttempt());
		Instant begin = now();
		this.begun = false;
		CorAnswer answer;
		try {
			answer = this.services.company().call(() -> request(verb, payload));
		}
		catch (CorException | FenceLostException ex) {
			countIfBegun();
			undo();
			throw ex;
		}
		catch (GuardException ex) {
			countIfBegun();
			if (ex.beforeCall()) {
				undo();
			}
			throw ex;
		}
		this.services.calls().increment();
		this.attempt = new Attempt(this.entry.key(), this.run.run(), begin, now(), verb,
				answer.getClass().getSimpleName(), cause(answer), payload.names(),
				(answer instanceof CorAnswer.Accepted) ? null : answer.raw());
		return answer;
	}

	private void countIfBegun() {
		if (this.begun) {
			this.services.calls().increment();
		}
	}

	private CorAnswer request(Entry.Verb verb, Payload payload) {
		Cor cor = this.services.cor();
		CallPermit permit = (deadline) -> {
			this.services.permit().require(deadline);
			this.services.company().requireNoStranger();
			this.begun = true;
		};
		return (verb == Entry.Verb.POST) ? cor.create(this.mapped.kind(), this.mapped.externalId(), payload, permit)
				: cor.update(this.mapped.kind(), this.mapped.externalId(), payload, permit);
	}

	/**
	 * COR calls it a duplicate, and it is going to be adopted.
	 */
	void duplicate() {
		try {
			this.services.duplicates().met(this.mapped.name());
		}
		catch (ApprovalNeededException ex) {
			undo();
			throw ex;
		}
	}

	/**
	 * The last call did not begin, or COR did not do it: the row is what it was.
	 */
	void undo() {
		if (this.before.version() == 0) {
			this.services.writer().withdraw(this.entry, takeAttempt());
		}
		else {
			this.services.writer().save(this.before.insteadOf(this.entry), takeAttempt());
		}
	}

	/**
	 * COR has it.
	 */
	Delivered synced(@Nullable String corId, Payload accepted, Outcome outcome) {
		if (this.missing.isEmpty()) {
			return record(this.entry.synced(corId, accepted.text(), ended(outcome)), outcome);
		}
		return record(this.entry.incomplete(corId, accepted.text(), Missing.trouble(this.missing, now()),
				Missing.keys(this.missing), ended(outcome)), outcome);
	}

	/**
	 * COR has it as it was before, and nothing of it is to follow.
	 */
	Delivered syncedAsItWas(@Nullable String corId, Payload accepted, Outcome outcome) {
		return record(this.entry.synced(corId, accepted.text(), ended(outcome)), outcome);
	}

	// What was to follow before still is, as far as the source refers to it.
	private Set<Entry.Key> lacking() {
		Set<String> kinds = new HashSet<>();
		this.before.lacking().forEach((key) -> kinds.add(key.kind()));
		Missing.keys(this.missing).forEach((key) -> kinds.add(key.kind()));
		return this.mapped.references()
			.stream()
			.map(Delivery::key)
			.filter((key) -> kinds.contains(key.kind()))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * COR says both that it has it and that it has not.
	 */
	void remember() {
		this.entry = this.entry.acceptedAs(this.before);
	}

	/**
	 * Runs in a row with transient trouble, this one included.
	 */
	int failedRuns() {
		boolean sameRun = this.before.lastRun().run() == this.run.run();
		return sameRun ? Math.max(1, this.before.attempts()) : this.before.attempts() + 1;
	}

	/**
	 * COR does not have it any more.
	 */
	void forget() {
		this.entry = this.entry.forgotten();
	}

	/**
	 * It is stuck.
	 */
	Delivered stuck(Outcome outcome, Entry.Trouble trouble, Entry.@Nullable Pending doubt,
			@Nullable Instant notBefore) {
		int failed = (outcome == Outcome.RETRYING) ? failedRuns() : this.before.attempts();
		return record(this.entry.lacking(lacking())
			.stuck(State.valueOf(outcome.name()), trouble, doubt, notBefore, failed, ended(outcome)), outcome);
	}

	/**
	 * What the next call goes by, without being recorded before it: COR is known to have
	 * it, and nothing is in doubt.
	 */
	void suppose(@Nullable String corId, Payload accepted) {
		Set<Entry.Key> lacking = this.entry.lacking();
		this.entry = this.entry.synced(corId, accepted.text(), this.entry.lastRun()).lacking(lacking);
	}

	/**
	 * It has left the scope.
	 */
	Delivered left(@Nullable String corId, @Nullable Payload accepted, Entry.Trouble reason, Outcome outcome) {
		return record(this.entry.outOfScope(corId, (accepted != null) ? accepted.text() : null, reason, ended(outcome)),
				outcome);
	}

	/**
	 * It stays as it is, about its newest source; the run that made it so remains its
	 * last.
	 */
	Delivered noted(Outcome outcome) {
		return record(this.entry, outcome);
	}

	private Delivered record(Entry changed, Outcome outcome) {
		this.entry = this.services.writer().save(changed, takeAttempt());
		return Delivered.of(this.entry, outcome);
	}

	private Entry.LastRun ended(Outcome outcome) {
		return new Entry.LastRun(this.run.run(), this.run.step(), outcome.word());
	}

	private @Nullable Attempt takeAttempt() {
		Attempt taken = this.attempt;
		this.attempt = null;
		return taken;
	}

	private static @Nullable String cause(CorAnswer answer) {
		if (answer instanceof CorAnswer.Refused refused) {
			return refused.cause();
		}
		if (answer instanceof CorAnswer.Missing missing) {
			return missing.cause();
		}
		if (answer instanceof CorAnswer.ParentMissing missing) {
			return missing.cause();
		}
		if (answer instanceof CorAnswer.NotSent notSent) {
			return notSent.cause();
		}
		return (answer instanceof CorAnswer.Unclear unclear) ? unclear.cause() : null;
	}

	Instant now() {
		return this.services.clock().instant();
	}

}
