package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Reads stuck rows anew by their ids and delivers them, parents before children, a page
 * at a time. The ledger itself is the position: a page that was finished is not stuck any
 * more, or is found again.
 */
final class SettleTasklet implements Tasklet {

	private static final int PAGE = Reading.PAGE;

	private static final Kind FIRST = Kind.values()[0];

	private static final Duration GLANCE = Duration.ofSeconds(1);

	private final Parts parts;

	private final Stuck stuck;

	private final Phase phase;

	private final Insistence insistence;

	private final NextPass nextPass;

	private @Nullable Instant firstPass;

	private Instant lastPass = Instant.EPOCH;

	private @Nullable Kind kind = FIRST;

	private @Nullable String afterId;

	/**
	 * What the tasklet works with.
	 *
	 * @param salesforce where the rows are read
	 * @param objects the queries
	 * @param mapping the mapping
	 * @param delivery where they are delivered
	 * @param departures where those go that have left the filter
	 * @param keeper tells when to stop
	 * @param clock tells when a doubt is due
	 * @param progress told of every row
	 * @param quota bounds what is taken of the org's API requests
	 */
	record Parts(Salesforce salesforce, SourceObjects objects, Mapping mapping, Delivery delivery,
			Departures departures, LeaseKeeper keeper, Clock clock, Progress progress, Quota quota) {

	}

	/**
	 * When another pass over everything makes sense.
	 */
	@FunctionalInterface
	interface NextPass {

		/** One pass is enough. */
		NextPass NEVER = (firstPass, lastPass) -> Optional.empty();

		/**
		 * When the next pass is due.
		 * @param firstPass when the first pass began
		 * @param lastPass when the last pass began; what was due before could not be
		 * moved by it
		 * @return nothing when no pass is needed
		 */
		Optional<Instant> after(Instant firstPass, Instant lastPass);

	}

	/**
	 * Creates the tasklet.
	 * @param nextPass when another pass over everything makes sense, nothing for none
	 */
	SettleTasklet(Parts parts, Stuck stuck, Phase phase, Insistence insistence, NextPass nextPass) {
		this.parts = parts;
		this.stuck = stuck;
		this.phase = phase;
		this.insistence = insistence;
		this.nextPass = nextPass;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
		Kind current = this.kind;
		if (current == null) {
			return waitForNextPass();
		}
		if (current == FIRST && this.afterId == null) {
			this.lastPass = this.parts.clock().instant();
			this.firstPass = (this.firstPass != null) ? this.firstPass : this.lastPass;
		}
		List<Entry> page = this.parts.objects().mapped(current) ? this.stuck.page(current, this.afterId, PAGE)
				: List.of();
		if (!page.isEmpty()) {
			deliver(current, page, contribution.getStepExecution().getExecutionContext());
			this.afterId = page.get(page.size() - 1).key().externalId();
		}
		if (page.size() < PAGE) {
			this.kind = (current == Kind.PROJECT) ? null : Kind.values()[current.ordinal() + 1];
			this.afterId = null;
		}
		return RepeatStatus.CONTINUABLE;
	}

	private RepeatStatus waitForNextPass() {
		Instant first = Objects.requireNonNull(this.firstPass, "a pass was made");
		Optional<Instant> due = this.nextPass.after(first, this.lastPass);
		if (due.isEmpty()) {
			return RepeatStatus.FINISHED;
		}
		Duration left = Duration.between(this.parts.clock().instant(), due.get());
		if (left.compareTo(Duration.ZERO) > 0) {
			this.parts.keeper().pause((left.compareTo(GLANCE) < 0) ? left : GLANCE);
		}
		else {
			this.kind = FIRST;
		}
		return this.parts.keeper().stopping() ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
	}

	private void deliver(Kind current, List<Entry> page, ExecutionContext context) {
		List<Work> works = new ArrayList<>();
		read(current, page.stream().map((entry) -> entry.key().externalId()).toList(), works);
		Certificate certificate = Certificate.restore(context);
		certificate.read(current, page.size());
		List<CompletableFuture<RowResult>> results = new ArrayList<>(
				this.parts.delivery().deliver(works, this.phase, this.insistence));
		List<Entry> unread = unread(page, works);
		Map<String, CompletableFuture<RowResult>> left = (current == Kind.PROJECT)
				? this.parts.departures().start(unread, this.phase, this.insistence) : Map.of();
		results.addAll(left.values());
		unread.removeIf((entry) -> left.containsKey(entry.key().externalId()));
		report(current, unread);
		unread.forEach(
				(entry) -> certificate.count(new RowResult(current, Outcome.SKIPPED, entry.parkedReason() != null)));
		for (RowResult result : join(results)) {
			certificate.count(result);
			this.parts.progress().advance(1);
		}
		certificate.save(context);
	}

	private static List<Entry> unread(List<Entry> page, List<Work> works) {
		Set<String> read = works.stream().map((work) -> work.subject().externalId()).collect(Collectors.toSet());
		List<Entry> unread = new ArrayList<>(page);
		unread.removeIf((entry) -> read.contains(entry.key().externalId()));
		return unread;
	}

	// Invisible is reported, never acted on.
	private void report(Kind current, List<Entry> unread) {
		List<Entry> counted = unread.stream().filter((entry) -> entry.parkedReason() == null).toList();
		if (!counted.isEmpty()) {
			this.parts.progress()
				.say("%d stuck %s rows stay as they are: Salesforce does not show them any more: %s".formatted(
						counted.size(), current.word(),
						counted.stream()
							.limit(5)
							.map((entry) -> entry.key().externalId())
							.collect(Collectors.joining(", "))));
		}
	}

	private List<RowResult> join(List<CompletableFuture<RowResult>> results) {
		ConfirmationWindow.awaitAll(results);
		return results.stream().map(ConfirmationWindow::join).toList();
	}

	private void read(Kind current, List<String> ids, List<Work> works) {
		WorkMapper mapper = new WorkMapper(this.parts.mapping(), current, false);
		Reading.all(this.parts.salesforce(), this.parts.objects().byId(current, ids, true))
			.forEach((row) -> works.add(mapper.map(new RowReader.Numbered(row, works.size() + 1L))));
	}

}
