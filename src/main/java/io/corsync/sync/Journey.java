package io.corsync.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.corsync.cor.CorAnswer;
import io.corsync.cor.CorException;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * The way of one entity to COR, with what may be done only once on it: at most one change
 * of verb each way and one restoration of parents, then COR contradicts itself.
 */
final class Journey {

	/** Runs in a row with transient trouble before a person is asked. */
	private static final int RUNS_BEFORE_GIVING_UP = 5;

	private final Decider decider;

	private final Policy policy;

	private final AtomicBoolean emptyPutRefused;

	private final Call call;

	/** May lose parents on the way, when COR turns out not to have them. */
	private Task task;

	private Payload payload;

	private boolean posted;

	private boolean changedVerb;

	/** The kinds of parents that were looked for; null stands for any. */
	private final Set<@Nullable Kind> restored = new HashSet<>();

	/** The doubtful call that COR did not show in time. */
	private Entry.@Nullable Pending late;

	/**
	 * Sets out.
	 * @param task the entity
	 * @param call the conversation about it
	 * @param decider knows whose a field is
	 * @param policy what an administrator chose
	 * @param emptyPutRefused whether COR has refused a PUT without any field; shared by
	 * all journeys
	 */
	Journey(Task task, Call call, Decider decider, Policy policy, AtomicBoolean emptyPutRefused) {
		this.decider = decider;
		this.policy = policy;
		this.emptyPutRefused = emptyPutRefused;
		this.task = task;
		this.call = call;
		this.payload = task.sent().payload();
	}

	Delivered create() {
		this.posted = true;
		CorAnswer answer = this.call.post(this.payload);
		if (answer instanceof CorAnswer.Accepted accepted) {
			return this.call.synced(accepted.corId(), this.payload, Outcome.CREATED);
		}
		if (answer instanceof CorAnswer.Duplicate duplicate) {
			return this.changedVerb ? contradiction(duplicate.raw()) : (this.late != null) ? arrived() : adopt();
		}
		if (answer instanceof CorAnswer.ParentMissing missing) {
			return behindParents(missing, null, Payload.empty(), (nothing) -> create());
		}
		if (answer instanceof CorAnswer.Missing missing) {
			return contradiction(missing.raw());
		}
		return unsuccessful(answer, null, Payload.empty(), (nothing) -> create());
	}

	// The doubtful POST arrived after all, between the PUT that did not find it and
	// now.
	private Delivered arrived() {
		this.changedVerb = true;
		Mapped sent = this.task.sent();
		return settle(sent.frozen() ? Payload.empty() : this.decider.ours(sent));
	}

	private Delivered adopt() {
		this.call.duplicate();
		this.changedVerb = true;
		Payload changes = this.decider.adopted(this.task.sent());
		if (changes.isEmpty() && this.emptyPutRefused.get()) {
			return adoptedUnasked();
		}
		CorAnswer answer = this.call.adopt(changes);
		if (changes.isEmpty() && answer instanceof CorAnswer.Refused) {
			this.emptyPutRefused.set(true);
			return adoptedUnasked();
		}
		if (answer instanceof CorAnswer.Accepted accepted) {
			return adopted(accepted.corId());
		}
		if (answer instanceof CorAnswer.Missing missing) {
			return contradiction(missing.raw());
		}
		if (answer instanceof CorAnswer.Unclear unclear) {
			return later(Causes.NOT_ADOPTED, "COR has it already, but did not tell its id: " + unclear.message(),
					unclear.raw());
		}
		return unsuccessful(answer, null);
	}

	// COR takes no PUT that changes nothing, and any field might overwrite what
	// somebody
	// edited there. That it is there is known; its id is learnt with the next change.
	private Delivered adoptedUnasked() {
		return adopted(null);
	}

	// Where COR's values stay, nothing is to follow: it may have its own idea of the
	// parent.
	private Delivered adopted(@Nullable String corId) {
		return this.decider.overwrites(this.task.mapped()) ? this.call.synced(corId, this.payload, Outcome.ADOPTED)
				: this.call.syncedAsItWas(corId, this.task.mapped().payload(), Outcome.ADOPTED);
	}

	Delivered change(Payload changes) {
		CorAnswer answer = touch(changes, () -> this.call.put(effective(changes), null));
		if (answer instanceof CorAnswer.Accepted accepted) {
			Payload all = changes.over(Decider.accepted(this.call.entry()));
			return this.call.synced(accepted.corId(), all, changes.isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED);
		}
		if (answer instanceof CorAnswer.Missing missing) {
			return missing(missing.cause(), missing.raw());
		}
		if (answer instanceof CorAnswer.ParentMissing missing) {
			return behindParents(missing, null, changes, this::change);
		}
		return unsuccessful(answer, null, changes, this::change);
	}

	// What COR had accepted is gone. A parent is put back, since a live row needs it.
	// A project somebody may have deleted on purpose.
	private Delivered missing(String cause, String raw) {
		if (this.posted) {
			return contradiction(raw);
		}
		this.call.forget();
		if (this.task.kind() == Kind.PROJECT && !this.policy.recreateMissing()) {
			return trouble(Outcome.REJECTED, Causes.DELETED_IN_COR,
					"COR says that this project is not there any more (%s). If it was deleted by mistake, retry it: it is then created anew."
						.formatted(cause),
					raw);
		}
		this.changedVerb = true;
		return create();
	}

	Delivered settle(Payload changes) {
		Entry.Pending doubt = this.call.entry().pending();
		if (doubt == null) {
			throw new IllegalStateException("Nothing to settle");
		}
		if (doubt.verb() == Entry.Verb.ADOPT && changes.isEmpty() && this.emptyPutRefused.get()) {
			return adoptedUnasked();
		}
		CorAnswer answer = touch(changes, () -> this.call.put(effective(changes), doubt));
		if (answer instanceof CorAnswer.Accepted accepted) {
			return settled(accepted, doubt, changes);
		}
		if (answer instanceof CorAnswer.Missing) {
			return notFound(doubt, answer.raw());
		}
		if (answer instanceof CorAnswer.ParentMissing missing) {
			return behindParents(missing, doubt, changes, this::settle);
		}
		return unsuccessful(answer, doubt, changes, this::settle);
	}

	private Delivered settled(CorAnswer.Accepted accepted, Entry.Pending doubt, Payload changes) {
		return switch (doubt.verb()) {
			case POST -> this.call.synced(accepted.corId(),
					this.task.mapped().frozen() ? changes.over(Payload.parse(doubt.payload())) : this.payload,
					Outcome.CREATED);
			case ADOPT -> adopted(accepted.corId());
			case PUT -> {
				// A field that was in doubt and is not sent any more may have either
				// value.
				Payload sure = Decider.accepted(this.call.entry()).without(Payload.parse(doubt.payload()).names());
				yield this.call.synced(accepted.corId(), changes.over(sure), Outcome.UPDATED);
			}
		};
	}

	private Delivered notFound(Entry.Pending doubt, String raw) {
		if (this.call.entry().inCor()) {
			return missing("not found", raw);
		}
		if (doubt.verb() == Entry.Verb.ADOPT) {
			return contradiction(raw);
		}
		Delivered tooEarly = tooEarly(doubt, raw);
		if (tooEarly != null) {
			return tooEarly;
		}
		if (this.posted) {
			return contradiction(raw);
		}
		this.late = doubt;
		return create();
	}

	/**
	 * COR does not show what was sent, which is not to be believed yet.
	 * @return null when it is to be believed
	 */
	@Nullable Delivered tooEarly(Entry.Pending doubt, String raw) {
		Instant believable = doubt.since().plus(this.policy.settleAfter());
		if (!this.call.now().isBefore(believable)) {
			return null;
		}
		return this.call.stuck(Outcome.UNKNOWN, reason(Causes.NOT_ARRIVED_YET,
				"It was sent without a readable answer, and COR does not show it yet. It may still arrive, so it is not sent again before "
						+ believable.truncatedTo(ChronoUnit.SECONDS) + ".",
				raw), doubt, believable);
	}

	/**
	 * Asks whether what is in doubt is there, changing nothing.
	 */
	CorAnswer ask(Entry.Pending doubt) {
		return touch(Payload.empty(), () -> this.call.put(effective(Payload.empty()), doubt));
	}

	// COR documents no name for a brand or product that is not there: it may call the
	// value wrong. One that is there has nothing to do with the refusal.
	private Delivered unsuccessful(CorAnswer answer, Entry.@Nullable Pending doubt, Payload changes, Again again) {
		Kind suspect = (answer instanceof CorAnswer.Refused refused) ? namedParent(refused) : null;
		if (suspect == null) {
			return unsuccessful(answer, doubt);
		}
		Restoration restoration = restoreParents(suspect);
		return switch (restoration.result()) {
			case OPEN -> behind(restoration.open(), doubt, changes, again);
			case DONE -> again.with(changes);
			case PRESENT -> unsuccessful(answer, doubt);
		};
	}

	private @Nullable Kind namedParent(CorAnswer.Refused refused) {
		return this.task.mapped()
			.references()
			.stream()
			.filter((reference) -> reference.kind() == Kind.BRAND || reference.kind() == Kind.PRODUCT)
			.filter((reference) -> refused.nature() == CorAnswer.Nature.DATA
					&& refused.raw().contains(reference.externalId()))
			.map(Mapped.Reference::kind)
			.findFirst()
			.orElse(null);
	}

	/**
	 * What becomes of an entity whose call COR did not carry out.
	 */
	Delivered unsuccessful(CorAnswer answer, Entry.@Nullable Pending doubt) {
		if (answer instanceof CorAnswer.Unclear unclear) {
			return unclear(unclear, doubt);
		}
		if (answer instanceof CorAnswer.NotSent notSent) {
			return notSent(notSent, doubt);
		}
		if (answer instanceof CorAnswer.Refused refused) {
			Outcome outcome = (refused.nature() == CorAnswer.Nature.CONFIGURATION) ? Outcome.BLOCKED : Outcome.REJECTED;
			return this.call.stuck(outcome, reason(refused.cause(), refused.message(), refused.raw()), doubt, null);
		}
		if (answer instanceof CorAnswer.ParentMissing missing) {
			return behindParents(missing, doubt, Payload.empty(), (nothing) -> contradiction(missing.raw()));
		}
		throw new IllegalStateException("COR's answer does not fit the call: " + answer.getClass());
	}

	// A new doubt begins now; an old one stays as old as it is.
	private Delivered unclear(CorAnswer.Unclear unclear, Entry.@Nullable Pending doubt) {
		Entry.Pending open = this.call.entry().pending();
		Instant now = this.call.now();
		Entry.Pending left = (open != null && doubt == null) ? new Entry.Pending(open.verb(), open.payload(), now)
				: open;
		return this.call.stuck(Outcome.UNKNOWN,
				reason(unclear.cause(),
						unclear.message()
								+ " It may have arrived; whether it did is found out before it is sent again.",
						unclear.raw()),
				left, now.plus(this.policy.settleAfter()));
	}

	private Delivered notSent(CorAnswer.NotSent notSent, Entry.@Nullable Pending doubt) {
		if (doubt == null) {
			return later(notSent.cause(), notSent.message(), notSent.raw());
		}
		return this.call.stuck(Outcome.UNKNOWN, reason(notSent.cause(), notSent.message(), notSent.raw()), doubt, null);
	}

	// Transient trouble ends: after some runs in a row a person is asked.
	private Delivered later(String cause, String message, String raw) {
		if (this.call.failedRuns() >= RUNS_BEFORE_GIVING_UP) {
			return trouble(Outcome.REJECTED, Causes.PERSISTENT_FAILURE,
					"It could not be sent in %d runs in a row: %s".formatted(RUNS_BEFORE_GIVING_UP, message), raw);
		}
		return trouble(Outcome.RETRYING, cause, message, raw);
	}

	// COR misses a parent: it is put back once, and the call made again.
	private Delivered behindParents(CorAnswer.ParentMissing missing, Entry.@Nullable Pending doubt, Payload changes,
			Again again) {
		Restoration restoration = restoreParents(missing.parent());
		if (restoration.result() == Restoration.Result.OPEN) {
			return behind(restoration.open(), doubt, changes, again);
		}
		if (restoration.result() == Restoration.Result.DONE) {
			return again.with(changes);
		}
		if (missing.parent() == null && !(this.posted && doubt == null)) {
			return (doubt != null) ? notFound(doubt, missing.raw()) : missing(missing.cause(), missing.raw());
		}
		String parent = (missing.parent() != null) ? "its " + missing.parent().word() : "what it belongs to";
		return this.call.stuck(Outcome.REJECTED, reason(Causes.COR_CONTRADICTS_ITSELF,
				"COR misses %s, and says at the same time that it is there: %s".formatted(parent, missing.message()),
				missing.raw()), doubt, null);
	}

	// It waits for a parent that cannot be put back, or goes without.
	private Delivered behind(List<Decision.Wait> open, Entry.@Nullable Pending doubt, Payload changes, Again again) {
		for (Decision.Wait wait : open) {
			if (!wait.goesWithout()) {
				return this.call.stuck(Outcome.WAITING, waiting(wait, this.task, this.call), doubt, null)
					.waitingFor(wait.parent());
			}
		}
		this.task = this.task.without(open);
		this.payload = this.task.sent().payload();
		this.call.without(this.task.missing());
		Payload left = changes.without(open.stream().map((wait) -> wait.reference().field()).toList());
		boolean nothingElse = doubt == null && left.isEmpty() && !changes.isEmpty();
		return nothingElse ? this.call.synced(null, Decider.accepted(this.call.entry()), Outcome.UNCHANGED)
				: again.with(left);
	}

	private Restoration restoreParents(@Nullable Kind kind) {
		if (!this.restored.add(kind)) {
			return Restoration.of(false);
		}
		try {
			return this.task.parents().restore(kind);
		}
		catch (CorException ex) {
			this.call.undo();
			throw ex;
		}
	}

	private Delivered contradiction(String raw) {
		this.call.remember();
		return trouble(Outcome.REJECTED, Causes.COR_CONTRADICTS_ITSELF,
				"COR says that it is there when it is created, and that it is not when it is changed. Ask COR's support, naming the external id.",
				raw);
	}

	private Delivered trouble(Outcome outcome, String cause, String message, String raw) {
		return this.call.stuck(outcome, reason(cause, message, raw), null, null);
	}

	private Entry.Trouble reason(String cause, String message, String raw) {
		Entry.Key lacks = this.task.missing().isEmpty() ? null : Delivery.key(this.task.missing().get(0).reference());
		return new Entry.Trouble(cause, message, raw, Decider.hash(this.task.sent()), lacks, this.call.now());
	}

	// A PUT without fields asks whether the entity is there. It is not documented
	// that COR accepts one; its own name changes nothing either.
	private CorAnswer touch(Payload changes, Supplier<CorAnswer> put) {
		boolean empty = effective(changes).isEmpty();
		CorAnswer answer = put.get();
		if (empty && answer instanceof CorAnswer.Refused) {
			this.emptyPutRefused.set(true);
			return put.get();
		}
		return answer;
	}

	private Payload effective(Payload changes) {
		return (changes.isEmpty() && this.emptyPutRefused.get()) ? known().only(Set.of("name")) : changes;
	}

	// Its name as COR has it, or is to have it.
	private Payload known() {
		Entry.Pending pending = this.call.entry().pending();
		if (!this.task.mapped().frozen() && !this.task.mapped().leftOut()) {
			return this.payload;
		}
		return ((pending != null) ? Payload.parse(pending.payload()) : Payload.empty())
			.over(Decider.accepted(this.call.entry()))
			.over(this.payload);
	}

	/**
	 * The same call once more, with those changes that are left.
	 */
	@FunctionalInterface
	private interface Again {

		Delivered with(Payload changes);

	}

	static Entry.Trouble waiting(Decision.Wait wait, Task task, Call call) {
		Entry.Key key = Delivery.key(wait.reference());
		Delivered parent = wait.parent();
		if (!parent.known() && !wait.readable()) {
			return new Entry.Trouble(Causes.PARENT_HIDDEN,
					"Its %s %s cannot be read in Salesforce: give the integration user access to it."
						.formatted(key.kind(), key.externalId()),
					null, Decider.hash(task.mapped()), key, call.now());
		}
		String why = (parent.trouble() != null) ? ": " + parent.trouble() : "";
		String message = "Its %s %s (%s) is not in COR yet%s".formatted(key.kind(), parent.name(), key.externalId(),
				why);
		return new Entry.Trouble(Causes.PARENT_NOT_IN_COR, message, null, Decider.hash(task.mapped()), key, call.now());
	}

}
