package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import io.corsync.cor.Kind;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.State;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.PartitionStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Builds the job of one run: settle, refresh clients, refresh contracts, sync projects,
 * settle again; the steps that a plan has no use for are left out.
 */
final class SyncJob {

	/** Name of the job; the run's number is its instance. */
	static final String NAME = "sync";

	/** A pause at the end that is longer than this past settle-after has gone wrong. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	/** Enough to read while others wait for Salesforce; COR's limit is one for all. */
	private static final int SLICES_AT_ONCE = 4;

	private final JobRepository repository;

	private final PlatformTransactionManager manager;

	private final Ledger ledger;

	private final SettleTasklet.Parts parts;

	private final Scope scope;

	private final SliceBoard board;

	/**
	 * Which run the job is for.
	 *
	 * @param targetId the target
	 * @param run the run's number
	 * @param chunkSize most rows between two stored positions
	 * @param mostOpen rows that may still be under way when the next ones are read
	 * @param settleAfter how long a doubt waits
	 */
	record Scope(int targetId, long run, int chunkSize, int mostOpen, Duration settleAfter) {

	}

	SyncJob(JobRepository repository, PlatformTransactionManager manager, Ledger ledger, SettleTasklet.Parts parts,
			Scope scope, SliceBoard board) {
		this.repository = repository;
		this.manager = manager;
		this.ledger = ledger;
		this.parts = parts;
		this.scope = scope;
		this.board = board;
	}

	Job build(RunPlan plan) {
		List<Step> steps = new ArrayList<>();
		if (plan.request() instanceof RunRequest.Retry retry) {
			Insistence insistence = retry.insists() ? Insistence.ALL : Insistence.RETRY;
			steps.add(settle(Phase.SETTLE, chosen(retry), insistence, SettleTasklet.NextPass.NEVER));
			steps.add(settle(Phase.SETTLE_AGAIN, released(), Insistence.NONE, this::doubtDue));
			return job(steps);
		}
		else if (plan.request() instanceof RunRequest.Approve approve) {
			steps.add(settle(Phase.SETTLE, held(approve.run()), Insistence.APPROVED, SettleTasklet.NextPass.NEVER));
			steps.add(settle(Phase.SETTLE_AGAIN, released(), Insistence.NONE, this::doubtDue));
			return job(steps);
		}
		else if (plan.selection() instanceof Selection.Everything everything) {
			reconcile(steps, everything);
			steps.add(settle(Phase.SETTLE_AGAIN, unfinished(null), Insistence.NONE, this::doubtDue));
			return job(steps);
		}
		else if (plan.window() != null) {
			steps.add(settle(Phase.SETTLE, unfinished(null), Insistence.NONE, SettleTasklet.NextPass.NEVER));
			refresh(steps, Phase.REFRESH_CLIENTS, Kind.CLIENT, plan.window());
			refresh(steps, Phase.REFRESH_CONTRACTS, Kind.CONTRACT, plan.window());
			followMerges(steps, plan.window());
		}
		if (plan.request() instanceof RunRequest.Backfill backfill
				&& plan.selection() instanceof Selection.Dates dates) {
			steps.add(slices(backfill, dates));
		}
		else if (plan.selection() != null) {
			SourceQuery query = this.parts.objects().opportunities(plan.selection());
			steps.add(read(Phase.SYNC_PROJECTS, Kind.PROJECT, query, plan.limit(), false));
		}
		if (plan.window() != null && plan.movesWatermark()) {
			leave(steps, plan.window());
		}
		steps.add(settle(Phase.SETTLE_AGAIN, unfinished((plan.window() != null) ? null : this.scope.run()),
				Insistence.NONE, this::doubtDue));
		return job(steps);
	}

	// What the ledger knows is read whatever its stamp: formula fields and far parents
	// move
	// none.
	private void reconcile(List<Step> steps, Selection.Everything everything) {
		steps.add(settle(Phase.SETTLE, unfinished(null), Insistence.NONE, SettleTasklet.NextPass.NEVER));
		if (this.parts.objects().mapped(Kind.CLIENT)) {
			steps.add(known(Phase.REFRESH_CLIENTS, Kind.CLIENT,
					new Refreshing(this.parts, Phase.REFRESH_CLIENTS, Kind.CLIENT)::page));
		}
		if (this.parts.objects().mapped(Kind.CONTRACT)) {
			steps.add(known(Phase.REFRESH_CONTRACTS, Kind.CONTRACT,
					new Refreshing(this.parts, Phase.REFRESH_CONTRACTS, Kind.CONTRACT)::page));
		}
		steps.add(read(Phase.SYNC_PROJECTS, Kind.PROJECT, this.parts.objects().opportunities(everything),
				Long.MAX_VALUE, false));
		if (everything.closedFrom() != null) {
			Selection older = new Selection.Everything(null, everything.closedFrom());
			steps.add(read(Phase.COMPARE_OLDER, Kind.PROJECT, this.parts.objects().opportunities(older), Long.MAX_VALUE,
					true));
		}
		steps.add(known(Phase.LEAVE_PROJECTS, Kind.PROJECT, leaving()::page));
	}

	private Leaving leaving() {
		return new Leaving(this.parts.departures(), this.parts.delivery(), this.parts.progress());
	}

	private Step known(Phase phase, Kind kind, BiConsumer<List<String>, Certificate> visit) {
		KnownRows rows = new KnownRows(this.parts, (afterId, limit) -> this.ledger.ids(this.scope.targetId(),
				kind.word(), this.scope.run(), afterId, limit), visit);
		return new StepBuilder(phase.step(), this.repository).tasklet(rows, this.manager)
			.listener(new Watch(phase, () -> -1, (any) -> {
			}))
			.build();
	}

	private Job job(List<Step> steps) {
		SimpleJobBuilder job = new JobBuilder(NAME, this.repository).listener(this.board).start(steps.get(0));
		steps.subList(1, steps.size()).forEach(job::next);
		return job.build();
	}

	// Waits once for what is in doubt when everything else is done, not for ever.
	private Optional<Instant> doubtDue(Instant firstPass, Instant lastPass) {
		Instant patience = firstPass.plus(this.scope.settleAfter()).plus(GRACE);
		return this.ledger.nextDoubtDue(this.scope.targetId(), this.scope.run(), lastPass)
			.filter((due) -> due.isBefore(patience));
	}

	private Stuck unfinished(@Nullable Long onlyRun) {
		return (kind, afterId, limit) -> this.ledger.unfinished(this.scope.targetId(), kind.word(), onlyRun, afterId,
				limit);
	}

	private Stuck held(long run) {
		return (kind, afterId, limit) -> this.ledger.held(this.scope.targetId(), kind.word(), run, afterId, limit);
	}

	private Stuck released() {
		return (kind, afterId, limit) -> this.ledger.released(this.scope.targetId(), kind.word(), this.scope.run(),
				afterId, limit);
	}

	private Stuck chosen(RunRequest.Retry retry) {
		return (kind, afterId, limit) -> {
			if (retry.kind() != null && !retry.kind().equals(kind.word())) {
				return List.of();
			}
			return this.ledger.stuck(this.scope.targetId(), kind.word(), State.STUCK,
					new Ledger.Choice(retry.cause(), retry.run(), retry.ids()), afterId, limit);
		};
	}

	private void refresh(List<Step> steps, Phase phase, Kind kind, Selection.Changed window) {
		if (window.from() != null && this.parts.objects().mapped(kind)) {
			steps.add(read(phase, kind, this.parts.objects().changed(kind, window), Long.MAX_VALUE, true));
		}
	}

	private void followMerges(List<Step> steps, Selection.Changed window) {
		if (window.from() == null || !this.parts.objects().mapped(Kind.CLIENT)) {
			return;
		}
		if (!mergesVisible()) {
			this.parts.progress()
				.say("Merged Accounts are not followed: Account.MasterRecordId cannot be read in this org by this user.");
			return;
		}
		MergeWriter writer = new MergeWriter(this.parts, (kind, losers, afterId, limit) -> {
			List<String> known = this.ledger.known(this.scope.targetId(), losers);
			return known.isEmpty() ? List.of()
					: this.ledger.naming(this.scope.targetId(), kind.word(), known, afterId, limit);
		});
		steps.add(look(Phase.FOLLOW_MERGES, this.parts.objects().mergedAccounts(window), writer,
				"Merged Accounts are not followed"));
	}

	private boolean mergesVisible() {
		return this.parts.salesforce()
			.describe("Account")
			.fields()
			.containsKey(SourceObjects.MASTER.toLowerCase(Locale.ROOT));
	}

	// The first run has nothing that could have left, but for single deals.
	private void leave(List<Step> steps, Selection.Changed window) {
		if (window.from() != null) {
			LeaveWriter writer = new LeaveWriter(leaving(), this.parts.progress());
			steps.add(look(Phase.LEAVE_PROJECTS, this.parts.objects().changedEvenDeleted(window), writer,
					"Opportunities that left sync.filter are not looked for"));
		}
	}

	private Step look(Phase phase, SourceQuery query, ItemWriter<Bundle<RowReader.Numbered>> writer, String otherwise) {
		LenientReader source = new LenientReader(this.parts.salesforce().reader(query), this.parts.progress(),
				otherwise);
		return new StepBuilder(phase.step(),
				this.repository).<Bundle<RowReader.Numbered>, Bundle<RowReader.Numbered>>chunk(1)
			.transactionManager(this.manager)
			.reader(new RowReader(source, this.scope.chunkSize(), Long.MAX_VALUE, this.parts.quota()::require))
			.writer(writer)
			.listener(new Watch(phase, () -> -1, (rows) -> {
			}))
			.build();
	}

	// A slice that failed is taken up again by the run's next start, and what comes of it
	// is settled again.
	private Step settle(Phase phase, Stuck stuck, Insistence insistence, SettleTasklet.NextPass nextPass) {
		return new StepBuilder(phase.step(), this.repository).allowStartIfComplete(!this.board.names().isEmpty())
			.tasklet(new SettleTasklet(this.parts, stuck, phase, insistence, nextPass), this.manager)
			.listener(new Watch(phase, () -> -1, (rows) -> {
			}))
			.build();
	}

	private Step slices(RunRequest.Backfill backfill, Selection.Dates dates) {
		Phase phase = Phase.SYNC_PROJECTS;
		TaskExecutorPartitionHandler handler = new InOrder();
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("slice-");
		executor.setConcurrencyLimit(SLICES_AT_ONCE);
		handler.setTaskExecutor(executor);
		handler.setStep(
				new SliceStep(phase.step(), this.board, (slice) -> slice(phase, backfill.only(), dates.within(slice))));
		return new PartitionStepBuilder(new StepBuilder(phase.step(), this.repository).allowStartIfComplete(true)
			.listener(new Watch(phase, () -> count(dates), (rows) -> {
			}))).splitter(new SimpleStepExecutionSplitter(this.repository, phase.step(), this.board))
			.partitionHandler(handler)
			.aggregator(this.board)
			.build();
	}

	// Only for the bar: what is wrong with a slice its own query tells.
	private long count(Selection.Dates dates) {
		try {
			return this.parts.salesforce().count(this.parts.objects().opportunities(dates));
		}
		catch (SalesforceException.Unavailable ex) {
			return -1;
		}
	}

	private Step slice(Phase phase, Only only, Selection.Dates dates) {
		ChosenRows rows = new ChosenRows(this.parts.delivery(), phase, only::wants, only.insistence());
		RowReader reader = new RowReader(this.parts.salesforce().reader(this.parts.objects().opportunities(dates)),
				this.scope.chunkSize(), Long.MAX_VALUE, this::beforeBundle);
		CorWriter writer = new CorWriter(rows::deliver, this.scope.mostOpen(), reader::exhausted,
				this.parts.progress()::advance);
		return new StepBuilder(phase.step(), this.repository).<Bundle<RowReader.Numbered>, Bundle<Work>>chunk(1)
			.transactionManager(this.manager)
			.reader(reader)
			.processor(new WorkMapper(this.parts.mapping(), Kind.PROJECT, false))
			.writer(writer)
			.build();
	}

	private void beforeBundle(long rowsLeft) {
		this.board.requireGoing();
		this.parts.quota().require(rowsLeft);
	}

	private Step read(Phase phase, Kind kind, SourceQuery query, long limit, boolean onlyKnown) {
		RowReader reader = new RowReader(this.parts.salesforce().reader(query), this.scope.chunkSize(), limit,
				this::beforeBundle);
		CorWriter writer = new CorWriter((works) -> this.parts.delivery().deliver(works, phase, Insistence.NONE),
				this.scope.mostOpen(), reader::exhausted, this.parts.progress()::advance);
		return new StepBuilder(phase.step(), this.repository).<Bundle<RowReader.Numbered>, Bundle<Work>>chunk(1)
			.transactionManager(this.manager)
			.reader(reader)
			.processor(new WorkMapper(this.parts.mapping(), kind, onlyKnown))
			.writer(writer)
			.listener(new Watch(phase, () -> Math.min(limit, this.parts.salesforce().count(query)), reader::expect))
			.build();
	}

	/**
	 * Begins slices in the order of their days.
	 */
	private static final class InOrder extends TaskExecutorPartitionHandler {

		@Override
		protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> slices) throws Exception {
			Set<StepExecution> ordered = new TreeSet<>(Comparator.comparing(StepExecution::getStepName));
			ordered.addAll(slices);
			return super.doHandle(manager, ordered);
		}

	}

	/**
	 * Tells whoever watches that a step begins and ends.
	 */
	private final class Watch implements StepExecutionListener {

		private final Phase phase;

		private final LongSupplier total;

		private final LongConsumer expectation;

		Watch(Phase phase, LongSupplier total, LongConsumer expectation) {
			this.phase = phase;
			this.total = total;
			this.expectation = expectation;
		}

		@Override
		public void beforeStep(StepExecution step) {
			long rows = total();
			this.expectation.accept(rows);
			SyncJob.this.parts.progress().begin(this.phase, rows);
			boolean inSlices = this.phase == Phase.SYNC_PROJECTS;
			long done = inSlices ? SyncJob.this.board.rowsDone() : 0;
			done += RowReader.ordinal(step.getExecutionContext());
			SyncJob.this.parts.progress().advance((int) done);
		}

		// Bar and quota do without it; but a Salesforce that is down need not be found
		// down twice.
		private long total() {
			try {
				return this.total.getAsLong();
			}
			catch (SalesforceException.InvalidRequest | SalesforceException.Unexpected ex) {
				return -1;
			}
		}

		@Override
		public ExitStatus afterStep(StepExecution step) {
			SyncJob.this.parts.progress().end();
			return step.getExitStatus();
		}

	}

}
