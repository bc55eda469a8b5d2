package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.corsync.cor.Kind;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.State;
import io.corsync.salesforce.SourceQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Builds the job of one run: settle, refresh each kind of parents, sync projects, settle
 * again; the steps that a plan has no use for are left out.
 */
final class SyncJob {

	/** Name of the job; the run's number is its instance. */
	static final String NAME = "sync";

	/** A pause at the end that is longer than this past settle-after has gone wrong. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private final JobRepository repository;

	private final Ledger ledger;

	private final SettleTasklet.Parts parts;

	private final Scope scope;

	private final SliceBoard board;

	private final JobSteps steps;

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
			Scope scope, SliceBoard board, @Nullable Sharing sharing) {
		this.repository = repository;
		this.ledger = ledger;
		this.parts = parts;
		this.scope = scope;
		this.board = board;
		this.steps = new JobSteps(repository, manager, parts, scope, board, sharing);
	}

	Job build(RunPlan plan) {
		List<Step> steps = new ArrayList<>();
		if (plan.request() instanceof RunRequest.Retry retry) {
			Insistence insistence = retry.insists() ? Insistence.ALL : Insistence.RETRY;
			steps.add(this.steps.settle(Phase.SETTLE, chosen(retry), insistence, SettleTasklet.NextPass.NEVER));
			steps.add(this.steps.settle(Phase.SETTLE_AGAIN, released(), Insistence.NONE, this::doubtDue));
			return job(steps);
		}
		else if (plan.request() instanceof RunRequest.Approve approve) {
			steps.add(this.steps.settle(Phase.SETTLE, held(approve.run()), Insistence.APPROVED,
					SettleTasklet.NextPass.NEVER));
			steps.add(this.steps.settle(Phase.SETTLE_AGAIN, released(), Insistence.NONE, this::doubtDue));
			return job(steps);
		}
		else if (plan.selection() instanceof Selection.Everything everything) {
			reconcile(steps, everything, plan);
			steps.add(this.steps.settle(Phase.SETTLE_AGAIN, unfinished(null), Insistence.NONE, this::doubtDue));
			return job(steps);
		}
		else if (plan.window() != null) {
			steps.add(this.steps.settle(Phase.SETTLE, unfinished(null), Insistence.NONE, SettleTasklet.NextPass.NEVER));
			for (Kind kind : Phase.PARENTS) {
				refresh(steps, kind, plan.window());
			}
			followMerges(steps, plan.window());
		}
		if (!plan.slices().isEmpty()) {
			steps.add(this.steps.slices(plan));
		}
		else if (plan.selection() != null) {
			steps.add(this.steps.projects(plan, plan.selection()));
		}
		if (plan.window() != null && plan.movesWatermark()) {
			leave(steps, plan.window());
		}
		steps.add(this.steps.settle(Phase.SETTLE_AGAIN, unfinished((plan.window() != null) ? null : this.scope.run()),
				Insistence.NONE, this::doubtDue));
		return job(steps);
	}

	// Formula fields and far parents move no stamp: all is read.
	private void reconcile(List<Step> steps, Selection.Everything everything, RunPlan plan) {
		steps.add(this.steps.settle(Phase.SETTLE, unfinished(null), Insistence.NONE, SettleTasklet.NextPass.NEVER));
		for (Kind kind : Phase.PARENTS) {
			if (this.parts.objects().mapped(kind)) {
				Phase phase = Phase.refreshing(kind);
				steps.add(this.steps.known(phase, known(kind), new Refreshing(this.parts, phase, kind)::page));
			}
		}
		steps.add(!plan.slices().isEmpty() ? this.steps.slices(plan) : this.steps.projects(plan, everything));
		if (everything.closedFrom() != null) {
			Selection older = new Selection.Everything(null, everything.closedFrom());
			steps.add(
					this.steps.readKnown(Phase.COMPARE_OLDER, Kind.PROJECT, this.parts.objects().opportunities(older)));
		}
		steps.add(this.steps.known(Phase.LEAVE_PROJECTS, known(Kind.PROJECT), leaving()::page));
	}

	private KnownRows.Pages known(Kind kind) {
		return (afterId, limit) -> this.ledger.ids(this.scope.targetId(), kind.word(), this.scope.run(), afterId,
				limit);
	}

	private Leaving leaving() {
		return new Leaving(this.parts.departures(), this.parts.delivery(), this.parts.progress());
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

	private void refresh(List<Step> steps, Kind kind, Selection.Changed window) {
		if (window.from() != null && this.parts.objects().mapped(kind)) {
			steps.add(this.steps.readKnown(Phase.refreshing(kind), kind, this.parts.objects().changed(kind, window)));
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
		steps.add(this.steps.look(Phase.FOLLOW_MERGES, this.parts.objects().mergedAccounts(window), writer,
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
			steps.add(this.steps.look(Phase.LEAVE_PROJECTS, this.parts.objects().changedEvenDeleted(window), writer,
					"Opportunities that left sync.filter are not looked for"));
		}
	}

}
