package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.corsync.cor.Kind;

/**
 * Reads known rows of a kind anew, by their ids, and delivers what differs; what
 * Salesforce does not show any more is named and stays as it is.
 */
final class Refreshing {

	private final SettleTasklet.Parts parts;

	private final Phase phase;

	private final WorkMapper mapper;

	private final Kind kind;

	Refreshing(SettleTasklet.Parts parts, Phase phase, Kind kind) {
		this.parts = parts;
		this.phase = phase;
		this.mapper = new WorkMapper(parts.mapping(), kind, true);
		this.kind = kind;
	}

	/**
	 * Reads and delivers rows.
	 * @param ids at most a page
	 * @param certificate counts what becomes of them
	 */
	void page(List<String> ids, Certificate certificate) {
		List<Work> works = new ArrayList<>();
		TreeSet<String> unread = new TreeSet<>(ids);
		Reading.all(this.parts.salesforce(), this.parts.objects().byId(this.kind, ids, false)).forEach((row) -> {
			works.add(this.mapper.map(new RowReader.Numbered(row, works.size() + 1L)));
			unread.remove(row.id());
		});
		List<CompletableFuture<RowResult>> results = this.parts.delivery().deliver(works, this.phase, Insistence.NONE);
		ConfirmationWindow.awaitAll(results);
		certificate.read(this.kind, results.size());
		results.forEach((result) -> certificate.count(ConfirmationWindow.join(result)));
		if (!unread.isEmpty()) {
			this.parts.progress()
				.say("%d %ss stay as they are: Salesforce does not show them any more: %s".formatted(unread.size(),
						this.kind.word(), String.join(", ", unread)));
		}
	}

}
