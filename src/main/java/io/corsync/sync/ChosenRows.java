package io.corsync.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Delivers those projects that a run is for, and counts the others as skipped.
 */
final class ChosenRows {

	private final Delivery delivery;

	private final Phase phase;

	private final Predicate<@Nullable Entry> wanted;

	private final Insistence insistence;

	ChosenRows(Delivery delivery, Phase phase, Predicate<@Nullable Entry> wanted, Insistence insistence) {
		this.delivery = delivery;
		this.phase = phase;
		this.wanted = wanted;
		this.insistence = insistence;
	}

	List<CompletableFuture<RowResult>> deliver(List<Work> works) {
		Map<String, Entry> known = this.delivery.find(Kind.PROJECT, works.stream().map(ChosenRows::id).toList());
		List<Work> chosen = works.stream().filter((work) -> this.wanted.test(known.get(id(work)))).toList();
		Iterator<CompletableFuture<RowResult>> delivered = this.delivery.deliver(chosen, this.phase, this.insistence)
			.iterator();
		List<CompletableFuture<RowResult>> results = new ArrayList<>(works.size());
		for (Work work : works) {
			Entry entry = known.get(id(work));
			results.add(this.wanted.test(entry) ? delivered.next() : CompletableFuture.completedFuture(left(entry)));
		}
		return results;
	}

	// What this run delivered before it was killed is not wanted any more, and counts as
	// what it was then.
	private RowResult left(@Nullable Entry entry) {
		Outcome before = (entry != null) ? this.delivery.outcomeInThisRun(entry, this.phase) : Outcome.UNCHANGED;
		return new RowResult(Kind.PROJECT, (before != Outcome.UNCHANGED) ? before : Outcome.SKIPPED);
	}

	private static String id(Work work) {
		return work.subject().externalId();
	}

}
