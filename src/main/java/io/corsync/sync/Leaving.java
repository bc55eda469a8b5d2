package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;

/**
 * Brings out of the scope those Opportunities that the ledger knows and that are proven
 * to have left it; what a killed start has done of it counts as what it was then.
 */
final class Leaving {

	private final Departures departures;

	private final Delivery delivery;

	private final Progress progress;

	Leaving(Departures departures, Delivery delivery, Progress progress) {
		this.departures = departures;
		this.delivery = delivery;
		this.progress = progress;
	}

	/**
	 * Looks at Opportunities.
	 * @param ids at most a page of ids
	 * @param certificate counts what has left
	 */
	void page(Collection<String> ids, Certificate certificate) {
		Map<String, Entry> known = this.delivery.find(Kind.PROJECT, ids);
		List<Entry> candidates = new ArrayList<>();
		for (Entry entry : known.values()) {
			if (entry.state() != State.OUT_OF_SCOPE) {
				candidates.add(entry);
			}
			else {
				countIfOurs(entry, certificate);
			}
		}
		leave(candidates, certificate);
	}

	private void countIfOurs(Entry entry, Certificate certificate) {
		Outcome outcome = this.delivery.outcomeInThisRun(entry, Phase.LEAVE_PROJECTS);
		if (outcome != Outcome.UNCHANGED) {
			count(new RowResult(Kind.PROJECT, outcome), certificate);
		}
	}

	private void leave(List<Entry> candidates, Certificate certificate) {
		Set<String> outside = this.departures.proof()
			.outside(candidates.stream().map((entry) -> entry.key().externalId()).toList());
		List<Entry> entries = candidates.stream()
			.filter((entry) -> outside.contains(entry.key().externalId()))
			.toList();
		for (int from = 0; from < entries.size(); from += Reading.PAGE) {
			Map<String, CompletableFuture<RowResult>> results = this.departures.start(
					entries.subList(from, Math.min(entries.size(), from + Reading.PAGE)), Phase.LEAVE_PROJECTS,
					Insistence.NONE);
			ConfirmationWindow.awaitAll(List.copyOf(results.values()));
			results.values().forEach((result) -> count(ConfirmationWindow.join(result), certificate));
			outside.removeAll(results.keySet());
		}
		if (!outside.isEmpty()) {
			this.progress.say(
					"%d projects stay as they are: their Opportunities changed while they were looked at, or are hidden from this user: %s"
						.formatted(outside.size(), String.join(", ", outside)));
		}
	}

	private static void count(RowResult result, Certificate certificate) {
		certificate.read(Kind.PROJECT, 1);
		certificate.count(result);
	}

}
