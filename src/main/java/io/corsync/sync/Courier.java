package io.corsync.sync;

import java.util.concurrent.atomic.AtomicBoolean;

import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;

/**
 * Carries one entity to COR: an upsert made of COR's verbs. Create, and adopt what is
 * called a duplicate; change, and put back what is missing; settle what is in doubt by a
 * PUT, which cannot create, and by a POST only once COR's "not found" can be believed. At
 * most one change of verb each way and one restoration of parents, then COR contradicts
 * itself.
 */
final class Courier {

	private final Call.Services services;

	private final Decider decider;

	private final Policy policy;

	/** Whether COR accepts a PUT without any field; unknown until it refuses one. */
	private final AtomicBoolean emptyPutRefused = new AtomicBoolean();

	Courier(Call.Services services, Decider decider, Policy policy) {
		this.services = services;
		this.decider = decider;
		this.policy = policy;
	}

	long runNumber() {
		return this.services.runNumber();
	}

	CreationValues creationValues() {
		return this.services.creationValues();
	}

	Delivered deliver(Task task) {
		Decision decision = task.decision();
		Call call = new Call(this.services, task);
		Journey journey = new Journey(task, call, this.decider, this.policy, this.emptyPutRefused);
		if (decision instanceof Decision.Create) {
			return journey.create();
		}
		if (decision instanceof Decision.Update update) {
			return journey.change(update.changes());
		}
		if (decision instanceof Decision.Settle settle) {
			return journey.settle(settle.changes());
		}
		if (decision instanceof Decision.Leave leave) {
			return new Departure(task, leave, call, journey, this.decider).leave();
		}
		return withoutCall(task, call);
	}

	private Delivered withoutCall(Task task, Call call) {
		Decision decision = task.decision();
		if (decision instanceof Decision.Recovered) {
			return call.synced(null, Decider.accepted(call.entry()), Outcome.UNCHANGED);
		}
		if (decision instanceof Decision.Unfit) {
			Mapped.Refusal first = task.mapped().refusals().get(0);
			String message = String.join(" ", task.mapped().refusals().stream().map(Mapped.Refusal::message).toList());
			return call.stuck(Outcome.REJECTED,
					new Entry.Trouble(first.cause(), message, null, Decider.hash(task.sent()), null, call.now()),
					call.entry().pending(), null);
		}
		if (decision instanceof Decision.Wait wait) {
			return call.stuck(Outcome.WAITING, Journey.waiting(wait, task, call), call.entry().pending(), null)
				.waitingFor(wait.parent());
		}
		if (decision instanceof Decision.Hold hold) {
			return call.stuck(Outcome.HELD, new Entry.Trouble(hold.cause(), hold.message(), null,
					Decider.hash(task.mapped()), null, call.now()), call.entry().pending(), null);
		}
		if (decision instanceof Decision.Held held && held.newer()) {
			return call.noted(Outcome.HELD);
		}
		return Delivered.of(task.entry(), Sent.outcome(decision));
	}

}
