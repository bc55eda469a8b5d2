package io.corsync.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapped;
import io.corsync.salesforce.Position;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Takes Accounts that were merged away and moves what names their clients in COR:
 * contracts, brands and products, then projects, are read anew by id, since a merge need
 * not move their stamps, and now name the winner, whose client comes along with them. The
 * loser's client stays as it is. What is delivered names the loser no more, so a second
 * time finds nothing.
 */
final class MergeWriter implements ItemStreamWriter<Bundle<RowReader.Numbered>> {

	private static final List<Kind> CHILDREN = List.of(Kind.CONTRACT, Kind.BRAND, Kind.PRODUCT, Kind.PROJECT);

	private final SettleTasklet.Parts parts;

	private final Followers followers;

	private @Nullable Position position;

	private long ordinal;

	/**
	 * What names an Account's client, in COR or because it waits for it.
	 */
	@FunctionalInterface
	interface Followers {

		/**
		 * A page of external ids in their order.
		 * @param kind the kind of the followers
		 * @param losers the Accounts
		 * @param afterId the last id of the page before, null for the first page
		 * @param limit how many at most
		 */
		List<String> page(Kind kind, List<String> losers, @Nullable String afterId, int limit);

	}

	MergeWriter(SettleTasklet.Parts parts, Followers followers) {
		this.parts = parts;
		this.followers = followers;
	}

	@Override
	public void open(ExecutionContext context) {
		this.position = RowReader.position(context);
		this.ordinal = RowReader.ordinal(context);
	}

	@Override
	public void write(Chunk<? extends Bundle<RowReader.Numbered>> chunk) {
		for (Bundle<RowReader.Numbered> bundle : chunk) {
			List<String> losers = bundle.rows().stream().map((numbered) -> numbered.row().id()).distinct().toList();
			for (Kind kind : CHILDREN) {
				for (int from = 0; from < losers.size(); from += Reading.PAGE) {
					move(kind, losers.subList(from, Math.min(losers.size(), from + Reading.PAGE)));
				}
			}
			RowReader.Numbered last = bundle.rows().get(bundle.rows().size() - 1);
			this.position = last.position();
			this.ordinal = last.ordinal();
		}
	}

	private void move(Kind kind, List<String> losers) {
		if (!this.parts.objects().mapped(kind)) {
			return;
		}
		String afterId = null;
		List<String> page;
		do {
			page = this.followers.page(kind, losers, afterId, Reading.PAGE);
			if (!page.isEmpty()) {
				afterId = page.get(page.size() - 1);
				move(kind, page, losers);
			}
		}
		while (page.size() == Reading.PAGE);
	}

	private void move(Kind kind, List<String> ids, List<String> losers) {
		WorkMapper mapper = new WorkMapper(this.parts.mapping(), kind, true);
		List<Work> works = new ArrayList<>();
		for (SourceRow row : Reading.all(this.parts.salesforce(), this.parts.objects().byId(kind, ids, true))) {
			works.add(mapper.map(new RowReader.Numbered(row, works.size() + 1L)));
		}
		Set<String> gone = merged(works);
		gone.addAll(losers);
		List<Work> left = works.stream().filter((work) -> names(work, gone)).toList();
		works.removeAll(left);
		report(kind, left);
		List<CompletableFuture<RowResult>> results = this.parts.delivery()
			.deliver(works, Phase.FOLLOW_MERGES, Insistence.NONE);
		ConfirmationWindow.awaitAll(results);
		results.forEach(ConfirmationWindow::join);
		this.parts.progress().advance(results.size());
	}

	// The winner may have been merged away in turn.
	private Set<String> merged(List<Work> works) {
		Set<String> clients = new TreeSet<>();
		works.forEach((work) -> references(work).forEach((reference) -> clients.add(reference.externalId())));
		Set<String> merged = new HashSet<>();
		if (!clients.isEmpty()) {
			Reading.all(this.parts.salesforce(), this.parts.objects().mergedAccounts(clients))
				.forEach((row) -> merged.add(row.id()));
		}
		return merged;
	}

	private static boolean names(Work work, Set<String> gone) {
		return references(work).stream().anyMatch((reference) -> gone.contains(reference.externalId()));
	}

	private static List<Mapped.Reference> references(Work work) {
		List<Mapped.Reference> references = new ArrayList<>(work.subject().references());
		work.parents().forEach((parent) -> references.addAll(parent.references()));
		references.removeIf((reference) -> reference.kind() != Kind.CLIENT);
		return references;
	}

	private void report(Kind kind, List<Work> left) {
		if (!left.isEmpty()) {
			this.parts.progress()
				.say("%d %s rows still name an Account that was merged into another one, and stay as they are: %s"
					.formatted(left.size(), kind.word(),
							left.stream()
								.limit(5)
								.map((work) -> work.subject().externalId())
								.collect(Collectors.joining(", "))));
		}
	}

	@Override
	public void update(ExecutionContext context) {
		RowReader.save(context, this.position, this.ordinal);
	}

}
