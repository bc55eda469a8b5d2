package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import io.corsync.salesforce.Position;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Takes Opportunities that changed, deleted ones too, and brings out of the scope those
 * of them that the ledger knows and that have left it. The position moves when a bundle
 * is done; what a killed start has done of it counts as what it was then.
 */
final class LeaveWriter implements ItemStreamWriter<Bundle<RowReader.Numbered>> {

	private final Departures departures;

	private final Delivery delivery;

	private final Progress progress;

	private Certificate certificate = new Certificate();

	private @Nullable Position position;

	private long ordinal;

	LeaveWriter(Departures departures, Delivery delivery, Progress progress) {
		this.departures = departures;
		this.delivery = delivery;
		this.progress = progress;
	}

	@Override
	public void open(ExecutionContext context) {
		this.certificate = Certificate.restore(context);
		this.position = RowReader.position(context);
		this.ordinal = RowReader.ordinal(context);
	}

	@Override
	public void write(Chunk<? extends Bundle<RowReader.Numbered>> chunk) {
		for (Bundle<RowReader.Numbered> bundle : chunk) {
			List<String> ids = bundle.rows().stream().map((numbered) -> numbered.row().id()).distinct().toList();
			for (int from = 0; from < ids.size(); from += Reading.PAGE) {
				page(ids.subList(from, Math.min(ids.size(), from + Reading.PAGE)));
			}
			RowReader.Numbered last = bundle.rows().get(bundle.rows().size() - 1);
			this.position = last.position();
			this.ordinal = last.ordinal();
			this.progress.advance(bundle.rows().size());
		}
	}

	private void page(Collection<String> ids) {
		Map<String, Entry> known = this.delivery.find(Kind.PROJECT, ids);
		List<Entry> candidates = new ArrayList<>();
		for (Entry entry : known.values()) {
			if (entry.state() != State.OUT_OF_SCOPE) {
				candidates.add(entry);
			}
			else {
				countIfOurs(entry);
			}
		}
		leave(candidates);
	}

	private void countIfOurs(Entry entry) {
		Outcome outcome = this.delivery.outcomeInThisRun(entry, Phase.LEAVE_PROJECTS);
		if (outcome != Outcome.UNCHANGED) {
			count(new RowResult(Kind.PROJECT, outcome));
		}
	}

	private void leave(List<Entry> candidates) {
		Set<String> outside = this.departures.proof()
			.outside(candidates.stream().map((entry) -> entry.key().externalId()).toList());
		List<Entry> entries = candidates.stream()
			.filter((entry) -> outside.contains(entry.key().externalId()))
			.toList();
		Map<String, CompletableFuture<RowResult>> results = this.departures.start(entries, Phase.LEAVE_PROJECTS,
				Insistence.NONE);
		ConfirmationWindow.awaitAll(List.copyOf(results.values()));
		results.values().forEach((result) -> count(ConfirmationWindow.join(result)));
		outside.removeAll(results.keySet());
		if (!outside.isEmpty()) {
			this.progress.say(
					"%d projects stay as they are: their Opportunities changed while they were looked at, or are hidden from this user: %s"
						.formatted(outside.size(), outside.stream().limit(5).collect(Collectors.joining(", "))));
		}
	}

	private void count(RowResult result) {
		this.certificate.read(Kind.PROJECT, 1);
		this.certificate.count(result);
	}

	@Override
	public void update(ExecutionContext context) {
		RowReader.save(context, this.position, this.ordinal);
		this.certificate.save(context);
	}

}
