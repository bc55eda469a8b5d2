package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were handed over together:
 * <ol>
 * <li>of each row and each parent the newest snapshot is kept;</li>
 * <li>every entity that is not in delivery yet becomes ours, then its row in the ledger
 * is read;</li>
 * <li>it is decided what each row needs, and which parents it needs for that;</li>
 * <li>clients start, contracts behind their client, rows behind their own parents.</li>
 * </ol>
 */
final class Portion {

	private final Delivery delivery;

	private final Phase phase;

	private final Insistence insistence;

	private final Map<Entry.Key, Mapped> parents = new LinkedHashMap<>();

	private final Map<Entry.Key, Mapped> subjects = new HashMap<>();

	private final Map<Entry.Key, CompletableFuture<Delivered>> ours = new HashMap<>();

	private final Map<Entry.Key, CompletableFuture<Delivered>> others = new HashMap<>();

	private final Map<Entry.Key, Entry> entries = new HashMap<>();

	private final Set<Entry.Key> needed = new HashSet<>();

	private final Set<Entry.Key> begun = new HashSet<>();

	Portion(Delivery delivery, Phase phase, Insistence insistence) {
		this.delivery = delivery;
		this.phase = phase;
		this.insistence = insistence;
	}

	List<CompletableFuture<RowResult>> start(Collection<? extends Work> works) {
		try {
			return startAll(works);
		}
		catch (RuntimeException | Error ex) {
			// Nobody may wait for what will never start.
			this.ours.forEach((key, future) -> finish(key, null, ex));
			throw ex;
		}
	}

	private List<CompletableFuture<RowResult>> startAll(Collection<? extends Work> works) {
		for (Work work : works) {
			work.parents().forEach((parent) -> this.parents.merge(Delivery.key(parent), parent, Portion::newer));
			this.subjects.merge(Delivery.key(work.subject()), work.subject(), Portion::newer);
		}
		claim(works);
		load();
		works.forEach(this::markNeeded);
		works.forEach(this::noteLeftOut);
		startParents();
		List<CompletableFuture<RowResult>> results = new ArrayList<>(works.size());
		for (Work work : works) {
			results.add(result(work));
		}
		// The rows under way keep this portion; what it was decided by is not needed any
		// more.
		this.entries.clear();
		return results;
	}

	private void finish(Entry.Key key, @Nullable Delivered delivered, @Nullable Throwable failure) {
		CompletableFuture<Delivered> future = Objects.requireNonNull(this.ours.get(key));
		this.delivery.release(key, future);
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(Objects.requireNonNull(delivered));
		}
	}

	private static Mapped newer(Mapped one, Mapped other) {
		return other.sourceStamp().isAfter(one.sourceStamp()) ? other : one;
	}

	private void claim(Collection<? extends Work> works) {
		this.parents.keySet().forEach(this::claim);
		works.forEach((work) -> claim(Delivery.key(work.subject())));
	}

	private void claim(Entry.Key key) {
		CompletableFuture<Delivered> future = new CompletableFuture<>();
		CompletableFuture<Delivered> other = this.ours.containsKey(key) ? null : this.delivery.claim(key, future);
		if (other != null) {
			this.others.put(key, other);
		}
		else {
			this.ours.putIfAbsent(key, future);
		}
	}

	private void load() {
		Map<Kind, Set<String>> ids = new EnumMap<>(Kind.class);
		List<Mapped> all = new ArrayList<>(this.parents.values());
		all.addAll(this.subjects.values());
		for (Mapped mapped : all) {
			ids.computeIfAbsent(mapped.kind(), (kind) -> new TreeSet<>()).add(mapped.externalId());
			mapped.references()
				.forEach((reference) -> ids.computeIfAbsent(reference.kind(), (kind) -> new TreeSet<>())
					.add(reference.externalId()));
		}
		ids.forEach((kind, some) -> this.delivery.find(kind, some)
			.values()
			.forEach((entry) -> this.entries.put(entry.key(), entry)));
		this.subjects.replaceAll((key, mapped) -> this.delivery.asCreated(mapped, this.entries.get(key)));
	}

	private Decision decide(Mapped mapped) {
		return this.delivery.decide(mapped, this.entries.get(Delivery.key(mapped)), insistence(mapped));
	}

	private Insistence insistence(Mapped mapped) {
		return this.subjects.containsKey(Delivery.key(mapped)) ? this.insistence : this.insistence.forParents();
	}

	private void noteLeftOut(Work work) {
		if (!leftAlone(work)) {
			work.parents().forEach(this.delivery.leftOut()::add);
			this.delivery.leftOut().add(work.subject());
		}
	}

	// A parent is created only on behalf of a row that is going to be sent.
	private void markNeeded(Work work) {
		if (!leftAlone(work)) {
			markNeeded(Objects.requireNonNull(this.subjects.get(Delivery.key(work.subject()))));
		}
	}

	private void markNeeded(Mapped mapped) {
		Decision decision = decide(mapped);
		if (!decision.calls()) {
			return;
		}
		for (Mapped.Reference reference : Sent.references(mapped, decision)) {
			Entry.Key key = Delivery.key(reference);
			Mapped parent = this.parents.get(key);
			if (this.needed.add(key) && parent != null) {
				markNeeded(parent);
			}
		}
	}

	private boolean leftAlone(Work work) {
		return work.onlyKnown() && !this.entries.containsKey(Delivery.key(work.subject()));
	}

	private void startParents() {
		this.parents.values().stream().sorted(Comparator.comparing(Mapped::kind)).forEach((parent) -> {
			Entry.Key key = Delivery.key(parent);
			if (!this.ours.containsKey(key)) {
				return;
			}
			Entry entry = this.entries.get(key);
			if (this.needed.contains(key) || (entry != null && entry.inCor())) {
				start(parent).whenComplete((delivered, failure) -> finish(key, delivered, failure));
			}
			else {
				finish(key, Delivered.of(entry, Outcome.UNCHANGED), null);
			}
		});
	}

	private CompletableFuture<Delivered> start(Mapped mapped) {
		Entry entry = this.entries.get(Delivery.key(mapped));
		Decision decision = decide(mapped);
		Task task = new Task(mapped, entry, decision, this.phase, (kind) -> restoreParents(mapped, kind));
		if (decision.calls()) {
			List<Mapped.Reference> references = Sent.references(mapped, decision);
			List<CompletableFuture<Delivered>> before = new ArrayList<>();
			references.forEach((reference) -> before.add(parent(Delivery.key(reference))));
			return Delivery.all(before).thenCompose((settled) -> send(behind(task, missing(references, settled))));
		}
		return send(task);
	}

	private List<Decision.Wait> missing(List<Mapped.Reference> references, List<Delivered> parents) {
		List<Decision.Wait> missing = new ArrayList<>();
		for (int i = 0; i < parents.size(); i++) {
			if (!parents.get(i).inCor()) {
				Mapped.Reference reference = references.get(i);
				missing.add(new Decision.Wait(reference, parents.get(i),
						this.parents.containsKey(Delivery.key(reference))));
			}
		}
		return missing;
	}

	private Task behind(Task task, List<Decision.Wait> missing) {
		if (missing.isEmpty()) {
			return task;
		}
		return missing.stream()
			.filter((wait) -> !wait.goesWithout())
			.findFirst()
			.map((wait) -> task.deciding(wait))
			.orElseGet(() -> this.delivery.without(task, missing, insistence(task.mapped())));
	}

	private CompletableFuture<Delivered> send(Task task) {
		Decision decision = task.decision();
		if (decision instanceof Decision.Held held) {
			this.delivery.heldChanges().add(task.mapped().kind(), held.changes());
		}
		boolean works = decision.calls() || decision instanceof Decision.Wait || decision instanceof Decision.Recovered
				|| decision instanceof Decision.Unfit || decision instanceof Decision.Leave
				|| (decision instanceof Decision.Held held && held.newer());
		return works ? this.delivery.send(task, insistence(task.mapped())) : CompletableFuture
			.completedFuture(Delivered.of(task.entry(), outcome(task.mapped(), task.entry(), decision)));
	}

	// A row that this step of this run delivered before the program was killed counts as
	// what it was then.
	private Outcome outcome(Mapped mapped, @Nullable Entry entry, Decision decision) {
		boolean row = this.subjects.containsKey(Delivery.key(mapped));
		return (row && entry != null && decision instanceof Decision.Unchanged)
				? this.delivery.outcomeInThisRun(entry, this.phase) : Sent.outcome(decision);
	}

	private CompletableFuture<Delivered> parent(Entry.Key key) {
		CompletableFuture<Delivered> future = this.ours.get(key);
		CompletableFuture<Delivered> other = this.others.get(key);
		if (future == null && other != null) {
			return other.thenCompose((delivered) -> delivered.untried() ? takeUp(key, delivered)
					: CompletableFuture.completedFuture(delivered));
		}
		return (future != null) ? future
				: CompletableFuture.completedFuture(Delivered.of(this.entries.get(key), Outcome.UNCHANGED));
	}

	// Another thread's portion had the parent in its hands and no need of it.
	private CompletableFuture<Delivered> takeUp(Entry.Key key, Delivered untried) {
		Mapped parent = this.parents.get(key);
		return (parent != null)
				? new Portion(this.delivery, this.phase, this.insistence).startParent(parent, this.parents)
				: CompletableFuture.completedFuture(untried);
	}

	private CompletableFuture<Delivered> startParent(Mapped parent, Map<Entry.Key, Mapped> grandparents) {
		try {
			this.parents.put(Delivery.key(parent), parent);
			for (Mapped.Reference reference : parent.references()) {
				Mapped grandparent = grandparents.get(Delivery.key(reference));
				if (grandparent != null) {
					this.parents.put(Delivery.key(grandparent), grandparent);
				}
			}
			this.parents.keySet().forEach(this::claim);
			load();
			this.needed.add(Delivery.key(parent));
			markNeeded(parent);
			startParents();
			return parent(Delivery.key(parent));
		}
		catch (RuntimeException | Error ex) {
			this.ours.forEach((key, future) -> finish(key, null, ex));
			throw ex;
		}
	}

	private Restoration restoreParents(Mapped mapped, @Nullable Kind kind) {
		boolean any = false;
		List<Decision.Wait> open = new ArrayList<>();
		for (Mapped.Reference reference : mapped.references()) {
			if (kind != null && kind != reference.kind()) {
				continue;
			}
			Mapped parent = this.parents.get(Delivery.key(reference));
			Delivered delivered = (parent == null) ? Delivered.of(null, Outcome.WAITING)
					: this.delivery.restore(parent, this.phase, (missing) -> restoreParents(parent, missing));
			if (!delivered.inCor()) {
				open.add(new Decision.Wait(reference, delivered, parent != null));
			}
			any |= delivered.outcome() == Outcome.CREATED;
		}
		return open.isEmpty() ? Restoration.of(any) : Restoration.open(open);
	}

	// A row is finished when the parents that came along with it are.
	private CompletableFuture<RowResult> result(Work work) {
		List<CompletableFuture<Delivered>> parentsDone = new ArrayList<>();
		for (Mapped parent : work.parents()) {
			CompletableFuture<Delivered> future = this.ours.get(Delivery.key(parent));
			if (future != null) {
				parentsDone.add(future);
			}
		}
		CompletableFuture<Delivered> subject = subject(work);
		return Delivery.all(parentsDone)
			.thenCombine(subject, (parents, delivered) -> new RowResult(work.subject().kind(), delivered.outcome(),
					delivered.parked()));
	}

	private CompletableFuture<Delivered> subject(Work work) {
		Entry.Key key = Delivery.key(work.subject());
		CompletableFuture<Delivered> future = this.ours.get(key);
		if (future == null) {
			// The same row is in delivery from an earlier portion: take it up behind that
			// one.
			return Objects.requireNonNull(this.others.get(key))
				.handle((delivered,
						failure) -> new Portion(this.delivery, this.phase, this.insistence).start(List.of(work)).get(0))
				.thenCompose((again) -> again)
				.thenApply(Delivered::of);
		}
		if (!this.begun.add(key)) {
			return future.thenApply(Portion::secondTime);
		}
		if (leftAlone(work)) {
			finish(key, Delivered.of(null, Outcome.SKIPPED), null);
		}
		else {
			start(Objects.requireNonNull(this.subjects.get(key)))
				.whenComplete((delivered, failure) -> finish(key, delivered, failure));
		}
		return future;
	}

	// The row was read twice, and its newest version was sent with the first one.
	private static Delivered secondTime(Delivered first) {
		boolean sent = first.outcome() == Outcome.CREATED || first.outcome() == Outcome.ADOPTED
				|| first.outcome() == Outcome.UPDATED;
		return sent ? first.as(Outcome.UNCHANGED) : first;
	}

}
