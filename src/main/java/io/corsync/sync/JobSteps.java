package io.corsync.sync;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import io.corsync.cor.Kind;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.PartitionHandler;
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
 * Builds the steps that jobs are made of.
 */
final class JobSteps {

	private final JobRepository repository;

	private final PlatformTransactionManager manager;

	private final SettleTasklet.Parts parts;

	private final SyncJob.Scope scope;

	private final SliceBoard board;

	private final @Nullable Sharing sharing;

	JobSteps(JobRepository repository, PlatformTransactionManager manager, SettleTasklet.Parts parts,
			SyncJob.Scope scope, SliceBoard board, @Nullable Sharing sharing) {
		this.repository = repository;
		this.manager = manager;
		this.parts = parts;
		this.scope = scope;
		this.board = board;
		this.sharing = sharing;
	}

	// Rows of a few ids, so bundles as large as a query by id may be.
	Step look(Phase phase, SourceQuery query, ItemWriter<Bundle<RowReader.Numbered>> writer, String otherwise) {
		LenientReader source = new LenientReader(this.parts.salesforce().reader(query), this.parts.progress(),
				otherwise);
		return new StepBuilder(phase.step(),
				this.repository).<Bundle<RowReader.Numbered>, Bundle<RowReader.Numbered>>chunk(1)
			.transactionManager(this.manager)
			.reader(new RowReader(source, Reading.PAGE_OF_IDS, Long.MAX_VALUE, this.parts.quota()::require,
					this.parts.progress()::expect))
			.writer(writer)
			.listener(new Watch(phase, () -> -1, (rows) -> {
			}))
			.build();
	}

	// A slice that failed is taken up again by the run's next start, and what comes of it
	// is settled again.
	Step settle(Phase phase, Stuck stuck, Insistence insistence, SettleTasklet.NextPass nextPass) {
		return new StepBuilder(phase.step(), this.repository).allowStartIfComplete(!this.board.names().isEmpty())
			.tasklet(new SettleTasklet(this.parts, stuck, phase, insistence, nextPass), this.manager)
			.listener(new Watch(phase, () -> -1, (rows) -> {
			}))
			.build();
	}

	Step slices(RunPlan plan) {
		Phase phase = Phase.SYNC_PROJECTS;
		return new PartitionStepBuilder(new StepBuilder(phase.step(), this.repository).allowStartIfComplete(true)
			.listener(new Watch(phase, () -> count(plan), (rows) -> {
			}))).splitter(new SimpleStepExecutionSplitter(this.repository, phase.step(), this.board))
			.partitionHandler(
					(this.sharing != null) ? this.sharing.handler(phase, this.board, this.repository) : here(plan))
			.aggregator(this.board)
			.build();
	}

	private PartitionHandler here(RunPlan plan) {
		TaskExecutorPartitionHandler handler = new InOrder();
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("slice-");
		executor.setConcurrencyLimit(SliceBoard.AT_ONCE);
		executor.setTaskDecorator((task) -> RunLines.about(this.scope.run(), task));
		handler.setTaskExecutor(executor);
		handler.setStep(new SliceSteps(this.repository, this.manager, this.parts, this.scope, this.board, () -> {
		}).any(plan));
		return handler;
	}

	// Only for the bar: what is wrong with a slice its own query tells.
	private long count(RunPlan plan) {
		try {
			return counted(plan, Objects.requireNonNull(plan.selection()));
		}
		catch (SalesforceException.Unavailable ex) {
			return -1;
		}
	}

	// A call to Salesforce less where the plan has just counted them.
	private long counted(RunPlan plan, Selection selection) {
		return (plan.rows() >= 0) ? plan.rows()
				: this.parts.salesforce().count(this.parts.objects().opportunities(selection));
	}

	private void beforeBundle(long rowsLeft) {
		this.board.requireGoing();
		this.parts.quota().require(rowsLeft);
	}

	// Of rows that the ledger does not know nothing becomes. How many there are comes
	// with the first page, without a call of its own.
	Step readKnown(Phase phase, Kind kind, SourceQuery query) {
		return read(phase, kind, query, Long.MAX_VALUE, true, () -> -1);
	}

	Step projects(RunPlan plan, Selection selection) {
		return read(Phase.SYNC_PROJECTS, Kind.PROJECT, this.parts.objects().opportunities(selection), plan.limit(),
				false, () -> Math.min(plan.limit(), counted(plan, selection)));
	}

	private Step read(Phase phase, Kind kind, SourceQuery query, long limit, boolean onlyKnown, LongSupplier total) {
		RowReader reader = new RowReader(this.parts.salesforce().reader(query), this.scope.chunkSize(), limit,
				this::beforeBundle, this.parts.progress()::expect);
		CorWriter writer = new CorWriter((works) -> this.parts.delivery().deliver(works, phase, Insistence.NONE),
				this.scope.mostOpen(), reader::exhausted, this.parts.progress()::advance, () -> {
				});
		return new StepBuilder(phase.step(), this.repository).<Bundle<RowReader.Numbered>, Bundle<Work>>chunk(1)
			.transactionManager(this.manager)
			.reader(reader)
			.processor(new WorkMapper(this.parts.mapping(), kind, onlyKnown))
			.writer(writer)
			.listener(new Watch(phase, total, reader::expect))
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
			JobSteps.this.parts.progress().begin(this.phase, rows);
			boolean inSlices = this.phase == Phase.SYNC_PROJECTS;
			long done = inSlices ? JobSteps.this.board.rowsDone() : 0;
			done += RowReader.ordinal(step.getExecutionContext());
			JobSteps.this.parts.progress().advance((int) done);
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
			JobSteps.this.parts.progress().end();
			return step.getExitStatus();
		}

	}

	Step known(Phase phase, KnownRows.Pages pages, BiConsumer<List<String>, Certificate> visit) {
		KnownRows rows = new KnownRows(this.parts, pages, visit);
		return new StepBuilder(phase.step(), this.repository).tasklet(rows, this.manager)
			.listener(new Watch(phase, () -> -1, (any) -> {
			}))
			.build();
	}

}
