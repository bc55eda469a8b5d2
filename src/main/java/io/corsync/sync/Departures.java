package io.corsync.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * Takes known projects out of the scope whose Opportunities are proven to have left it.
 */
final class Departures {

	private final ScopeProof proof;

	private final Mapping mapping;

	private final Delivery delivery;

	private final LeavePolicy policy;

	private final Consumer<String> talk;

	Departures(ScopeProof proof, Mapping mapping, Delivery delivery, LeavePolicy policy, Consumer<String> talk) {
		this.proof = proof;
		this.mapping = mapping;
		this.delivery = delivery;
		this.policy = policy;
		this.talk = talk;
	}

	ScopeProof proof() {
		return this.proof;
	}

	/**
	 * Starts what the proven ones need.
	 * @param entries projects whose Opportunities the filter has not found, at most a
	 * page
	 * @return the results by external id; what is not there is not proven and stays as it
	 * is
	 */
	Map<String, CompletableFuture<RowResult>> start(Collection<Entry> entries, Phase phase, Insistence insistence) {
		Map<String, Entry> known = new HashMap<>();
		entries.forEach((entry) -> known.put(entry.key().externalId(), entry));
		Map<String, CompletableFuture<RowResult>> results = new HashMap<>();
		for (ScopeProof.Left left : this.proof.left(known.keySet())) {
			Entry entry = known.get(left.row().id());
			if (entry != null) {
				results.put(left.row().id(), start(left, entry, phase, insistence)
					.thenApply((delivered) -> new RowResult(Kind.PROJECT, delivered.outcome(), delivered.parked())));
			}
		}
		if (!results.isEmpty()) {
			this.talk.accept(
					"%d known Opportunities do not meet sync.filter any more, or were deleted (sync.on-leave: %s): %s"
						.formatted(results.size(), this.policy.archive() ? "archive" : "ignore",
								results.keySet().stream().sorted().limit(5).collect(Collectors.joining(", "))));
		}
		return results;
	}

	private CompletableFuture<Delivered> start(ScopeProof.Left left, Entry entry, Phase phase, Insistence insistence) {
		Mapped subject = Departure.subject(this.mapping.entity(Kind.PROJECT, left.row()));
		Outcome settled = withoutWork(subject, entry, insistence);
		if (settled != null) {
			return CompletableFuture.completedFuture(Delivered.of(entry, settled));
		}
		Decision.Leave leave = new Decision.Leave(left.deleted(), archives(entry));
		Task task = new Task(subject, entry, leave, phase, (kind) -> Restoration.of(false));
		Decision.Hold hold = (leave.archive() && !Departure.inDoubt(task)) ? this.policy.hold(left.deleted()) : null;
		return this.delivery.send((hold != null) ? task.deciding(hold) : task, insistence);
	}

	private @Nullable Outcome withoutWork(Mapped subject, Entry entry, Insistence insistence) {
		if (entry.state() == State.OUT_OF_SCOPE) {
			return Outcome.UNCHANGED;
		}
		if (entry.source().stamp().isAfter(subject.sourceStamp())) {
			return Outcome.STALE;
		}
		if (archives(entry) && Causes.holdsArchive(entry) && insistence != Insistence.APPROVED) {
			return Outcome.HELD;
		}
		boolean refused = archives(entry) && Decider.stillRejected(subject, entry, insistence);
		return refused ? Outcome.REJECTED : null;
	}

	// What is not in COR needs no call, and neither does what is archived there.
	private boolean archives(Entry entry) {
		return this.policy.archive() && (entry.inCor() || entry.inDoubt()) && !Departure.done(entry);
	}

}
