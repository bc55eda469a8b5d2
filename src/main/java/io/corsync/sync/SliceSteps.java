package io.corsync.sync;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.corsync.cor.Kind;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Builds the steps of single slices, be they executed by the process that launched the
 * run or by a worker.
 */
final class SliceSteps {

	private static final Phase PHASE = Phase.SYNC_PROJECTS;

	private final JobRepository repository;

	private final PlatformTransactionManager manager;

	private final SettleTasklet.Parts parts;

	private final SyncJob.Scope scope;

	private final SliceBoard board;

	private final Runnable beforeCommit;

	/**
	 * Creates them.
	 * @param beforeCommit called before a slice's position is stored; throws when it must
	 * not be
	 */
	SliceSteps(JobRepository repository, PlatformTransactionManager manager, SettleTasklet.Parts parts,
			SyncJob.Scope scope, SliceBoard board, Runnable beforeCommit) {
		this.repository = repository;
		this.manager = manager;
		this.parts = parts;
		this.scope = scope;
		this.board = board;
		this.beforeCommit = beforeCommit;
	}

	/**
	 * Executes any slice of a plan.
	 */
	SliceStep any(RunPlan plan) {
		return new SliceStep(PHASE.step(), this.board, (slice) -> step(plan, slice));
	}

	private Step step(RunPlan plan, Slice slice) {
		RowReader reader = new RowReader(
				this.parts.salesforce().reader(this.parts.objects().opportunities(plan.within(slice))),
				this.scope.chunkSize(), Long.MAX_VALUE, (rowsLeft) -> {
					this.board.requireGoing();
					this.parts.quota().require(rowsLeft);
				}, (rows) -> {
				});
		CorWriter writer = new CorWriter(delivery(plan.request()), this.scope.mostOpen(), reader::exhausted,
				(rows) -> this.board.advance(slice, rows), this.beforeCommit);
		return new StepBuilder(PHASE.step(), this.repository).<Bundle<RowReader.Numbered>, Bundle<Work>>chunk(1)
			.transactionManager(this.manager)
			.reader(reader)
			.processor(new WorkMapper(this.parts.mapping(), Kind.PROJECT, false))
			.writer(writer)
			.build();
	}

	private Function<List<Work>, List<CompletableFuture<RowResult>>> delivery(RunRequest request) {
		if (request instanceof RunRequest.Backfill backfill) {
			Only only = backfill.only();
			return new ChosenRows(this.parts.delivery(), PHASE, only::wants, only.insistence())::deliver;
		}
		return (works) -> this.parts.delivery().deliver(works, PHASE, Insistence.NONE);
	}

}
