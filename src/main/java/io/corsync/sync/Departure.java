package io.corsync.sync;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.corsync.cor.CorAnswer;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;

/**
 * The way of one project out of the scope: when it is not known whether it is in COR that
 * is found out first, then it is archived there or left alone. It is neither created nor
 * deleted.
 */
final class Departure {

	/** COR's field for what is put aside. */
	static final String FIELD = "archived";

	private static final Payload ARCHIVED = Payload.of(Map.of(FIELD, BooleanNode.TRUE));

	private final Task task;

	private final Decision.Leave leave;

	private final Call call;

	private final Journey journey;

	private final Decider decider;

	Departure(Task task, Decision.Leave leave, Call call, Journey journey, Decider decider) {
		this.task = task;
		this.leave = leave;
		this.call = call;
		this.journey = journey;
		this.decider = decider;
	}

	/**
	 * The project as it is to be when it has left; a refusal of this is another one than
	 * that of its changes.
	 */
	static Mapped subject(Mapped mapped) {
		return new Mapped(mapped.kind(), mapped.externalId(), mapped.name(), mapped.sourceStamp(),
				ARCHIVED.over(mapped.payload()), List.of(), List.of());
	}

	/**
	 * Whether COR may already have archived it by a call whose end is not known.
	 */
	static boolean inDoubt(Task task) {
		Entry entry = task.entry();
		return task.decision() instanceof Decision.Leave && entry != null && entry.pending() != null
				&& carriesArchived(entry.pending());
	}

	/**
	 * Whether COR is known to have archived it.
	 */
	static boolean done(Entry entry) {
		return !entry.inDoubt() && BooleanNode.TRUE.equals(Decider.accepted(entry).get(FIELD));
	}

	Delivered leave() {
		Entry.Pending doubt = this.call.entry().pending();
		if (doubt == null) {
			return this.leave.archive() ? archive(null) : ignore(accepted());
		}
		return switch (doubt.verb()) {
			case POST -> settle(doubt);
			case ADOPT -> adopted();
			case PUT -> this.leave.archive() ? archive(doubt) : ignore(sure(doubt));
		};
	}

	// COR called it a duplicate, so it is there. Whose values it has says the policy.
	private Delivered adopted() {
		Payload known = this.task.mapped().payload().without(this.decider.adopted(this.task.mapped()).names());
		return settled(null, known.without(ARCHIVED.names()));
	}

	private Delivered settle(Entry.Pending doubt) {
		CorAnswer answer = this.journey.ask(doubt);
		if (answer instanceof CorAnswer.Accepted accepted) {
			// Without the name, if that was what COR was asked with.
			Entry.Pending left = Objects.requireNonNull(this.call.entry().pending(), "just asked for");
			return settled(accepted.corId(), Payload.parse(left.payload()));
		}
		if (isMissing(answer)) {
			Delivered tooEarly = this.journey.tooEarly(doubt, answer.raw());
			return (tooEarly != null) ? tooEarly
					: this.call.left(null, null, reason("It never got to COR."), Outcome.SKIPPED);
		}
		return this.journey.unsuccessful(answer, doubt);
	}

	private Delivered settled(@Nullable String corId, Payload accepted) {
		this.call.suppose(corId, accepted);
		return this.leave.archive() ? archive(null) : ignore(accepted);
	}

	private Delivered archive(Entry.@Nullable Pending doubt) {
		CorAnswer answer = this.call.put(ARCHIVED, doubt);
		Payload before = (doubt != null) ? sure(doubt) : Decider.accepted(this.call.entry());
		if (answer instanceof CorAnswer.Accepted accepted) {
			return this.call.left(accepted.corId(), ARCHIVED.over(before), reason("Its project was archived in COR."),
					Outcome.ARCHIVED);
		}
		if (isMissing(answer)) {
			// Should it come back, the PUT finds out again, and a person is asked.
			return this.call.left(null, before, reason("COR does not have its project any more."), Outcome.SKIPPED);
		}
		return this.journey.unsuccessful(answer, doubt);
	}

	private Delivered ignore(@Nullable Payload accepted) {
		return this.call
			.left(null, accepted,
					reason((accepted == null) ? "It never got to COR." : isArchived(accepted)
							? "Its project is archived in COR." : "Its project in COR is left as it is."),
					Outcome.SKIPPED);
	}

	private @Nullable Payload accepted() {
		return this.call.entry().inCor() ? Decider.accepted(this.call.entry()) : null;
	}

	// What a doubtful PUT carried may have either value, and is sent again after a
	// return.
	private Payload sure(Entry.Pending doubt) {
		Payload sure = Decider.accepted(this.call.entry()).without(Payload.parse(doubt.payload()).names());
		return carriesArchived(doubt) ? ARCHIVED.over(sure) : sure;
	}

	private static boolean carriesArchived(Entry.Pending doubt) {
		return doubt.verb() == Entry.Verb.PUT && Payload.parse(doubt.payload()).get(FIELD) != null;
	}

	private static boolean isArchived(Payload accepted) {
		return BooleanNode.TRUE.equals(accepted.get(FIELD));
	}

	// Of a project, COR's "not associated" may mean the project itself.
	private static boolean isMissing(CorAnswer answer) {
		return answer instanceof CorAnswer.Missing
				|| (answer instanceof CorAnswer.ParentMissing missing && missing.parent() == null);
	}

	private Entry.Trouble reason(String consequence) {
		Mapped mapped = this.task.mapped();
		if (mapped.leftOut()) {
			return reason(Causes.LEFT_OUT_BY_RULE, "The rule %s of the mapping leaves its Opportunity out. "
				.formatted(Objects.requireNonNull(mapped.rule()).name()) + consequence);
		}
		return this.leave.deleted()
				? reason(Causes.DELETED_IN_SALESFORCE, "Its Opportunity was deleted in Salesforce. " + consequence)
				: reason(Causes.LEFT_FILTER, "Its Opportunity does not meet sync.filter any more. " + consequence);
	}

	private Entry.Trouble reason(String cause, String message) {
		return new Entry.Trouble(cause, message, null, null, null, this.call.now());
	}

}
