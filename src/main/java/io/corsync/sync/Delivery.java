package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.StaleEntryException;
import io.corsync.ledger.State;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * Delivers rows side by side without barriers: a row starts as soon as its own parents
 * are done. An entity is in one delivery at a time; whoever comes second takes the first
 * one's result.
 */
final class Delivery {

	/** A claim is lost to a parent's restoration at most, which happens once in a run. */
	private static final int MOST_CLAIMS = 4;

	private final Ledger ledger;

	private final int targetId;

	private final Decider decider;

	private final Courier courier;

	private final VolumeGuard guard;

	private final Executor executor;

	private final HeldChanges heldChanges;

	private final LeftOutValues leftOut;

	private final Claims claims;

	private final Probes probes = new Probes();

	private final Map<Entry.Key, CompletableFuture<Delivered>> underway = new ConcurrentHashMap<>();

	private final Map<Entry.Key, CompletableFuture<Delivered>> restored = new ConcurrentHashMap<>();

	/** Whose call a thread of this process makes, from the claim to the end's record. */
	private final Set<Entry.Key> calls = ConcurrentHashMap.newKeySet();

	/**
	 * Creates it.
	 * @param claims tells whose call it is that is under way
	 */
	Delivery(Ledger ledger, int targetId, Decider decider, Courier courier, VolumeGuard guard, HeldChanges heldChanges,
			LeftOutValues leftOut, Claims claims, Executor executor) {
		this.ledger = ledger;
		this.targetId = targetId;
		this.decider = decider;
		this.courier = courier;
		this.guard = guard;
		this.heldChanges = heldChanges;
		this.leftOut = leftOut;
		this.claims = claims;
		this.executor = executor;
	}

	/**
	 * Starts the delivery of rows.
	 * @param works the rows, in their order
	 * @param phase the step that reads them
	 * @param insistence how much it takes to send again what was refused
	 * @return for each row its result
	 */
	List<CompletableFuture<RowResult>> deliver(Collection<? extends Work> works, Phase phase, Insistence insistence) {
		return new Portion(this, phase, insistence).start(works);
	}

	static Entry.Key key(Mapped mapped) {
		return new Entry.Key(mapped.kind().word(), mapped.externalId());
	}

	static Entry.Key key(Mapped.Reference reference) {
		return new Entry.Key(reference.kind().word(), reference.externalId());
	}

	Map<String, Entry> find(Kind kind, Collection<String> ids) {
		return this.ledger.find(this.targetId, kind.word(), ids);
	}

	private @Nullable Entry find(Entry.Key key) {
		return this.ledger.find(this.targetId, key.kind(), Set.of(key.externalId())).get(key.externalId());
	}

	/**
	 * The entity with the values that a person gave for its creation.
	 */
	Mapped asCreated(Mapped mapped, @Nullable Entry entry) {
		return this.courier.creationValues().applied(mapped, entry);
	}

	Decision decide(Mapped mapped, @Nullable Entry entry, Insistence insistence) {
		return this.decider.decide(mapped, entry, insistence);
	}

	/**
	 * What is to be done about an entity without some parents: what it is without them
	 * may be what COR has, or has refused.
	 */
	Task without(Task task, List<Decision.Wait> missing, Insistence insistence) {
		Task without = task.without(missing);
		return without.deciding(decide(without, task.entry(), insistence));
	}

	private Decision decide(Task task, @Nullable Entry entry, Insistence insistence) {
		Decision decision = decide(task.sent(), entry, insistence);
		boolean settled = decision instanceof Decision.Unchanged || decision instanceof Decision.Recovered;
		if (entry == null || !settled || task.missing().isEmpty()) {
			return decision;
		}
		boolean noted = entry.state() == State.INCOMPLETE && entry.lacking().equals(task.lacking());
		return noted ? new Decision.Unchanged() : new Decision.Recovered();
	}

	/**
	 * How an entity counts that COR has as it should be: as what this run's step made of
	 * it, or as unchanged.
	 */
	Outcome outcomeInThisRun(Entry entry, Phase phase) {
		Entry.LastRun last = entry.lastRun();
		return (inThisStep(last, phase) && last.outcome() != null)
				? Outcome.valueOf(last.outcome().toUpperCase(Locale.ROOT)) : Outcome.UNCHANGED;
	}

	private boolean inThisStep(Entry.LastRun last, Phase phase) {
		return last.run() == this.courier.runNumber() && last.step().equals(phase.step());
	}

	/**
	 * Claims an entity for this process.
	 * @return null when it is ours now, else the delivery that has it
	 */
	@Nullable CompletableFuture<Delivered> claim(Entry.Key key, CompletableFuture<Delivered> ours) {
		return this.underway.putIfAbsent(key, ours);
	}

	/**
	 * Gives an entity free again; before its result is told, so that whoever takes it up
	 * behind that one finds it free.
	 */
	void release(Entry.Key key, CompletableFuture<Delivered> ours) {
		this.underway.remove(key, ours);
	}

	HeldChanges heldChanges() {
		return this.heldChanges;
	}

	LeftOutValues leftOut() {
		return this.leftOut;
	}

	/**
	 * Delivers one entity on a worker's thread, after a probe where one is due.
	 */
	CompletableFuture<Delivered> send(Task task, Insistence insistence) {
		Entry entry = task.entry();
		if (entry != null && entry.state() == State.BLOCKED && entry.trouble() != null && task.decision().calls()) {
			return this.probes.pass(entry.trouble().cause(), () -> onWorker(task, insistence),
					Delivered.of(entry, Outcome.BLOCKED));
		}
		return onWorker(task, insistence);
	}

	private CompletableFuture<Delivered> onWorker(Task task, Insistence insistence) {
		return CompletableFuture.supplyAsync(() -> claimAndDeliver(task, insistence), this.executor);
	}

	// A lost claim means that the row has changed since it was read: decide again.
	private Delivered claimAndDeliver(Task task, Insistence insistence) {
		Task current = task;
		boolean admitted = false;
		for (int claims = 1;; claims++) {
			try {
				Task ready = behindRestoration(behindOther(current, insistence), insistence);
				Decision.Hold hold = admitted ? null : hold(ready);
				admitted |= ready.decision().calls();
				Delivered delivered = call((hold != null) ? ready.deciding(hold) : ready);
				if (hold != null && ready.decision() instanceof Decision.Update update) {
					this.heldChanges.add(ready.kind(), update.changes());
				}
				return delivered;
			}
			catch (StaleEntryException ex) {
				if (claims == MOST_CLAIMS) {
					throw ex;
				}
				current = again(task, insistence);
			}
		}
	}

	// The guard counts rows that are sent for their own sake, each once. What is in doubt
	// was admitted before, and so was what an earlier step or night has read.
	private Decision.@Nullable Hold hold(Task task) {
		VolumeGuard.Action action = action(task.decision());
		if (action == null || carriedOver(task, action) || calledInThisStep(task) || Departure.inDoubt(task)) {
			return null;
		}
		return this.guard.admits(task.kind(), action) ? null : this.guard.held(task.kind(), action);
	}

	// A row may be stuck for other reasons and leave then: that was not admitted before.
	private boolean carriedOver(Task task, VolumeGuard.Action action) {
		Entry entry = task.entry();
		return task.phase().carriesOver() && (action != VolumeGuard.Action.ARCHIVE
				|| (entry != null && inThisStep(entry.lastRun(), Phase.LEAVE_PROJECTS)));
	}

	private static VolumeGuard.@Nullable Action action(Decision decision) {
		if (decision instanceof Decision.Create) {
			return VolumeGuard.Action.CREATE;
		}
		if (decision instanceof Decision.Leave leave) {
			return leave.archive() ? VolumeGuard.Action.ARCHIVE : null;
		}
		return (decision instanceof Decision.Update) ? VolumeGuard.Action.UPDATE : null;
	}

	private boolean calledInThisStep(Task task) {
		Entry entry = task.entry();
		return entry != null && inThisStep(entry.lastRun(), task.phase()) && entry.state() != State.WAITING
				&& entry.state() != State.HELD;
	}

	private Delivered call(Task task) {
		this.calls.add(task.key());
		try {
			return this.courier.deliver(task);
		}
		finally {
			this.calls.remove(task.key());
		}
	}

	private Task behindOther(Task task, Insistence insistence) {
		Entry entry = task.entry();
		while (entry != null && entry.state() == State.SENDING) {
			awaitCall(task.key());
			entry = find(task.key());
		}
		return (entry == task.entry()) ? task : again(task, insistence);
	}

	// Who waits here is in no call: two that met here must not wait for each other.
	private void awaitCall(Entry.Key key) {
		if (this.claims.ours(key) && !this.calls.contains(key)) {
			this.claims.requireNotLost(key);
		}
		else {
			this.claims.awaitOther();
		}
	}

	// A parent that is just being put back is in its call on another thread.
	private Task behindRestoration(Task task, Insistence insistence) {
		CompletableFuture<Delivered> restoration = this.restored.get(task.key());
		if (restoration == null || restoration.isDone()) {
			return task;
		}
		restoration.handle((delivered, failure) -> true).join();
		return again(task, insistence);
	}

	private Task again(Task task, Insistence insistence) {
		Entry entry = find(task.key());
		boolean decided = task.decision() instanceof Decision.Wait || task.decision() instanceof Decision.Leave;
		return task.about(entry, decided ? task.decision() : decide(task, entry, insistence));
	}

	/**
	 * Puts a parent back that COR misses although the ledger knows it; at most once in a
	 * run, everybody else takes the first one's result.
	 * @return what became of the parent; created when it was missing indeed
	 */
	Delivered restore(Mapped parent, Phase phase, Task.Parents grandparents) {
		CompletableFuture<Delivered> ours = new CompletableFuture<>();
		CompletableFuture<Delivered> first = this.restored.putIfAbsent(key(parent), ours);
		if (first != null) {
			return join(first);
		}
		try {
			Delivered delivered = create(parent, phase, grandparents);
			ours.complete(delivered);
			return delivered;
		}
		catch (RuntimeException | Error ex) {
			ours.completeExceptionally(ex);
			throw ex;
		}
	}

	private Delivered create(Mapped parent, Phase phase, Task.Parents grandparents) {
		for (int claims = 1;; claims++) {
			Entry entry = find(key(parent));
			if (entry != null && entry.state() == State.SENDING) {
				CompletableFuture<Delivered> other = this.underway.get(entry.key());
				if (other != null && this.calls.contains(entry.key())) {
					// It is in its call on another thread, which finds out by itself.
					return join(other);
				}
				awaitCall(entry.key());
				continue;
			}
			if (entry != null && createdInThisRun(entry)) {
				// By another one, while the call was under way that missed it: its child
				// is sent once more.
				return Delivered.of(entry, Outcome.CREATED);
			}
			try {
				Decision decision = this.decider.ask(parent, entry);
				return call(new Task(parent, entry, decision, phase, grandparents));
			}
			catch (StaleEntryException ex) {
				if (claims >= MOST_CLAIMS) {
					throw ex;
				}
			}
		}
	}

	private boolean createdInThisRun(Entry entry) {
		Entry.LastRun last = entry.lastRun();
		return entry.state() == State.SYNCED && last.run() == this.courier.runNumber()
				&& Outcome.CREATED.word().equals(last.outcome());
	}

	private static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * A list of results as one.
	 */
	static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).thenApply((nothing) -> {
			List<T> results = new ArrayList<>(futures.size());
			futures.forEach((future) -> results.add(future.join()));
			return results;
		});
	}

}
