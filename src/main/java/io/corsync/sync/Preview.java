package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Holder;
import io.corsync.ledger.LedgerCopy;
import io.corsync.ledger.Run;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;

/**
 * What a sync would do now, found out by doing it: a run like any other, over a copy of
 * the ledger and a COR that is only pretended. So both can disagree about COR's answers
 * only.
 */
public final class Preview {

	private final Synchronizer synchronizer;

	private final LedgerCopy copy;

	private final TargetGuard guard;

	private final Salesforce salesforce;

	private final Outside outside;

	Preview(Synchronizer synchronizer, LedgerCopy copy, TargetGuard guard, Salesforce salesforce, Outside outside) {
		this.synchronizer = synchronizer;
		this.copy = copy;
		this.guard = guard;
		this.salesforce = salesforce;
		this.outside = outside;
	}

	/**
	 * What would be done with one record.
	 *
	 * @param action {@code create}, {@code update}, {@code archive}, {@code leave},
	 * {@code skip}, {@code refuse}, {@code hold}, {@code block} or {@code wait}
	 * @param kind its kind
	 * @param externalId its Salesforce id
	 * @param name what people call it, empty when that is not known
	 * @param changes the fields whose value in COR would change
	 * @param cause why it would not be sent, null when it would
	 * @param message why, in words
	 * @param link where a person opens it
	 */
	public record Row(String action, String kind, String externalId, String name,
			Map<String, Explanation.Change> changes, @Nullable String cause, @Nullable String message, String link) {

	}

	/**
	 * The whole of it.
	 *
	 * @param nothingSynced whether there was no run yet
	 * @param firstRun whether the run would ask before it begins
	 * @param running who was running meanwhile, null for nobody
	 * @param runs the runs that the sync would consist of, as they would end
	 * @param outsideRule how many changed Opportunities do not meet the rule, null when
	 * that was not asked
	 * @param rule the rule
	 * @param skipped named Opportunities that are not read
	 */
	public record Result(boolean nothingSynced, boolean firstRun, @Nullable String running, List<RunReport> runs,
			@Nullable Long outsideRule, String rule, List<Row> skipped) {

		private Result with(@Nullable Long outside, List<Row> unread) {
			return new Result(this.nothingSynced, this.firstRun, this.running, this.runs, outside, this.rule, unread);
		}

		/**
		 * Whether every run came to its end; half a preview says nothing.
		 * @return false when it was stopped or Salesforce failed
		 */
		public boolean complete() {
			return this.runs.stream().allMatch((run) -> run.run().state() == Run.Status.COMPLETED);
		}

	}

	/**
	 * A pass over history.
	 *
	 * @param because what has changed
	 * @param runs the runs that it would consist of, as they would end
	 * @param changed how many records that COR has would change, by field
	 */
	public record History(String because, List<RunReport> runs, List<ChangedRows> changed) {

		/**
		 * Whether it came to its end.
		 * @return false when it was stopped, or Salesforce failed, or a quota ended it
		 */
		public boolean complete() {
			return this.runs.stream().allMatch((run) -> run.run().state() == Run.Status.COMPLETED);
		}

	}

	/**
	 * Goes through everything that a run would go through.
	 * @param request what would be asked for
	 * @param questions told what would be asked before it begins; whatever is answered
	 * counts as a yes
	 * @param progress told how it goes on
	 * @return the counts
	 */
	public Result run(RunRequest request, FirstRun.Approval questions, Progress progress) {
		String running = this.copy.holder().map(Holder::describe).orElse(null);
		Asked asked = new Asked(questions);
		List<RunReport> runs = this.synchronizer.run(request, asked, progress);
		Result result = new Result(this.copy.fresh(), asked.any.get(), running, runs, null, this.outside.rule(),
				List.of());
		return (result.complete() && request instanceof RunRequest.Sync sync)
				? result.with(this.outside.count(runs.get(runs.size() - 1).run()), skipped(sync.ids())) : result;
	}

	/**
	 * Says yes to everything, and remembers that something was asked.
	 */
	private static final class Asked implements FirstRun.Approval {

		private final FirstRun.Approval told;

		private final AtomicBoolean any = new AtomicBoolean();

		Asked(FirstRun.Approval told) {
			this.told = told;
		}

		@Override
		public boolean approve(FirstRun firstRun) {
			this.any.set(true);
			this.told.approve(firstRun);
			return true;
		}

		@Override
		public boolean goOverHistory(RunRequest.Backfill backfill, long rows, int slices) {
			this.any.set(true);
			this.told.goOverHistory(backfill, rows, slices);
			return true;
		}

	}

	/**
	 * Asks it to end.
	 * @return whether there is something to finish
	 */
	public boolean stop() {
		return this.synchronizer.stop();
	}

	private List<Row> skipped(SortedSet<String> ids) {
		List<Row> rows = new ArrayList<>();
		this.outside.named(ids)
			.forEach((id, why) -> rows
				.add(new Row("skip", Kind.PROJECT.word(), id, why.name(), Map.of(), null, why.words(), link(id))));
		return rows;
	}

	/**
	 * How many records that COR has would change, by field, after {@link #run}.
	 * @param runs the runs that were pretended
	 * @return one for each kind that has any
	 */
	public List<ChangedRows> changed(List<RunReport> runs) {
		Map<String, ChangedRows> counts = new TreeMap<>();
		runs.forEach((run) -> run.heldChanges().forEach((held) -> counts.merge(held.kind(), held, ChangedRows::and)));
		each((row) -> {
			if (row.action().equals("update")) {
				TreeMap<String, Long> fields = new TreeMap<>();
				row.changes().keySet().forEach((field) -> fields.put(field, 1L));
				counts.merge(row.kind(), new ChangedRows(row.kind(), 1, 0, fields), ChangedRows::and);
			}
		});
		return List.copyOf(counts.values());
	}

	/**
	 * What a pass over history would change besides, where a changed filter or mapping
	 * makes one due; what was found before is not told by {@link #each} any more.
	 * @param progress told how it goes on
	 * @return nothing when history is as the filter and the mapping want it
	 */
	public Optional<History> overHistory(Progress progress) {
		Optional<String> due = this.guard.find(this.salesforce.organization())
			.flatMap((target) -> this.synchronizer.historyDue(target));
		if (due.isEmpty()) {
			return Optional.empty();
		}
		this.copy.rememberAnew();
		List<RunReport> runs = this.synchronizer.run(new RunRequest.Reconcile(), new Asked((firstRun) -> true),
				progress);
		return Optional.of(new History(due.get(), runs, changed(runs)));
	}

	/**
	 * Each record that something would be done with, after {@link #run}.
	 * @param rows takes each, however many there are
	 */
	public void each(Consumer<Row> rows) {
		this.guard.find(this.salesforce.organization())
			.ifPresent((target) -> this.copy.changes(target.id(), (changed) -> {
				Row row = row(changed);
				if (row != null) {
					rows.accept(row);
				}
			}));
	}

	private @Nullable Row row(LedgerCopy.Changed changed) {
		Entry entry = changed.entry();
		String action = action(entry);
		if (action == null) {
			return null;
		}
		Payload before = (changed.accepted() != null) ? Payload.parse(changed.accepted()) : Payload.empty();
		Map<String, Explanation.Change> changes = new TreeMap<>(
				Explanation.changes(before, Decider.accepted(entry).differingFrom(before)));
		Entry.Trouble trouble = entry.trouble();
		return new Row(action, entry.key().kind(), entry.key().externalId(), entry.name(), changes,
				(trouble != null) ? trouble.cause() : null, (trouble != null) ? trouble.message() : null,
				link(entry.key().externalId()));
	}

	private String link(String id) {
		return Objects.toString(this.salesforce.link(id), "");
	}

	private static @Nullable String action(Entry entry) {
		String outcome = entry.lastRun().outcome();
		return switch (entry.state()) {
			case SYNCED, INCOMPLETE ->
				created(outcome) ? "create" : Outcome.UPDATED.word().equals(outcome) ? "update" : null;
			case OUT_OF_SCOPE -> Outcome.ARCHIVED.word().equals(outcome) ? "archive" : "leave";
			case REJECTED -> "refuse";
			case HELD -> "hold";
			case BLOCKED -> "block";
			case WAITING -> "wait";
			case SENDING, UNKNOWN, RETRYING -> null;
		};
	}

	private static boolean created(@Nullable String outcome) {
		return Outcome.CREATED.word().equals(outcome) || Outcome.ADOPTED.word().equals(outcome);
	}

}
