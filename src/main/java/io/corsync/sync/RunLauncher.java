package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.corsync.cor.Cor;
import io.corsync.cor.CorProperties;
import io.corsync.cor.Kind;
import io.corsync.ledger.CallBudget;
import io.corsync.ledger.HandedSlices;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.LedgerStore;
import io.corsync.ledger.LedgerWriter;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.SliceChannels;
import io.corsync.ledger.Slices;
import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import io.corsync.ledger.Watermarks;
import io.corsync.ledger.Workers;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Launches one run's job, or takes it up where a dead process left it, and closes its
 * books.
 */
final class RunLauncher {

	/** What is in flight at a stop has this long; whoever stops us waits for 30 s. */
	static final Duration IN_FLIGHT = Duration.ofSeconds(20);

	private final Salesforce salesforce;

	private final Cor cor;

	private final CorProperties corProperties;

	private final SyncProperties properties;

	private final Records records;

	private final RunParts parts;

	private final Supplier<SharedSlices> shared;

	private final JobRepository repository;

	private final BatchExecutions executions;

	private final PlatformTransactionManager manager;

	private final Clock clock;

	private final String databaseUrl;

	/**
	 * What is kept about runs.
	 *
	 * @param ledger the ledger
	 * @param store opens writers on it
	 * @param runs the runs
	 * @param targets the pairs of org and COR
	 * @param watermarks how far each kind is complete
	 * @param slices how the slices of runs ended
	 */
	record Records(Ledger ledger, LedgerStore store, Runs runs, Targets targets, Watermarks watermarks, Slices slices) {

	}

	/**
	 * What holds for every run of one start.
	 *
	 * @param target the pair of org and COR
	 * @param expectedCompany the company that COR must name, null for any
	 * @param keeper holds the lease
	 * @param mapping the mapping
	 * @param objects the queries
	 * @param duplicates what COR has although the ledger does not know it
	 * @param progress told how it goes on
	 */
	record Session(Target target, @Nullable String expectedCompany, LeaseKeeper keeper, Mapping mapping,
			SourceObjects objects, DuplicateGuard duplicates, Progress progress) {

	}

	RunLauncher(Salesforce salesforce, Cor cor, CorProperties corProperties, SyncProperties properties, Records records,
			RunParts parts, Supplier<SharedSlices> shared, JobRepository repository, BatchExecutions executions,
			PlatformTransactionManager manager, Clock clock, String databaseUrl) {
		this.salesforce = salesforce;
		this.cor = cor;
		this.corProperties = corProperties;
		this.properties = properties;
		this.records = records;
		this.parts = parts;
		this.shared = shared;
		this.repository = repository;
		this.executions = executions;
		this.manager = manager;
		this.clock = clock;
		this.databaseUrl = databaseUrl;
	}

	/** Every line of the log names the run that it is about. */
	RunReport launch(Session session, Run run, RunPlan plan, boolean continued) {
		try (MDC.MDCCloseable line = RunLines.of(run.number())) {
			return launchNamed(session, run, plan, continued);
		}
	}

	private RunReport launchNamed(Session session, Run run, RunPlan planned, boolean continued) {
		RunPlan plan = inKnownSlices(run, planned);
		Instant begin = this.clock.instant();
		LongAdder calls = new LongAdder();
		long refusedBefore = this.cor.pace().refused();
		session.progress()
			.running(run.number(),
					() -> new PaceNow(this.cor.pace().lately(), FoundPace.of(this.cor.pace(), refusedBefore)));
		int doubts = this.records.ledger().doubtClaimsOfDeadRuns(session.keeper().lease(), begin);
		if (doubts > 0) {
			session.progress().say("%d calls of a run that died are in doubt and are settled first.".formatted(doubts));
		}
		ExecutorService couriers = this.parts.couriers(run.number());
		SliceBoard board = new SliceBoard(plan.slices(),
				new SliceJournal(this.records.slices(), session.keeper(), run.number()), session.keeper(),
				this.salesforce, session.progress());
		HeldChanges heldChanges = new HeldChanges();
		LeftOutValues leftOut = new LeftOutValues();
		JobExecution execution;
		try (LedgerWriter writer = this.records.store().writer(session.keeper().lease())) {
			execution = this.executions.execute(
					build(session, run, plan, board, new RunParts.Tools(writer, couriers, calls, heldChanges, leftOut)),
					run);
		}
		finally {
			couriers.shutdown();
		}
		if (plan.request().remote()) {
			calls.reset();
			calls.add(this.records.runs().calls(run.number(), begin));
		}
		return close(session, run, plan, execution,
				new Start(begin, continued, calls, refusedBefore, board, heldChanges, leftOut));
	}

	private record Start(Instant at, boolean continued, LongAdder calls, long refusedBefore, SliceBoard board,
			HeldChanges heldChanges, LeftOutValues leftOut) {

	}

	// What is cut by today's date was cut when the run began.
	private RunPlan inKnownSlices(Run run, RunPlan plan) {
		List<Slices.Line> known = plan.slices().isEmpty() ? List.of() : this.records.slices().of(run.number());
		return known.isEmpty() ? plan : plan.in(known.stream().map(Slices.Line::slice).map(Slice::named).toList());
	}

	private Job build(Session session, Run run, RunPlan plan, SliceBoard board, RunParts.Tools tools) {
		// Before the parts are made: one of them asks which filter is agreed to.
		agreeByApproval(session, plan);
		SettleTasklet.Parts made = this.parts.of(session, run.number(), plan,
				this.parts.guard(session, run.number(), plan), tools);
		return new SyncJob(this.repository, this.manager, this.records.ledger(), made,
				this.parts.scope(session, run.number()), board, sharing(session, run, plan))
			.build(plan);
	}

	private @Nullable Sharing sharing(Session session, Run run, RunPlan plan) {
		if (!plan.request().remote() || plan.slices().isEmpty()) {
			return null;
		}
		SharedSlices shared = this.shared.get();
		shared.workers()
			.share(session.keeper().lease(), run.number(),
					Fit.of(this.properties, this.corProperties, session.mapping().version()),
					SharedRequest.text(plan.request()));
		return new Sharing(shared.workers(), shared.slices(), shared.channels(), session.keeper(), run.number(),
				session.progress());
	}

	/**
	 * What is needed to hand slices out.
	 *
	 * @param workers who works for a run
	 * @param slices who has which slice
	 * @param channels where slices are handed out
	 * @param budget one rate of calls for all workers
	 */
	record SharedSlices(Workers workers, HandedSlices slices, SliceChannels channels, CallBudget budget) {

	}

	private @Nullable String agreedFilter(Session session) {
		return this.parts.agreedFilter(session.target().id());
	}

	// Whoever approves what a run holds for its changed filter agrees to that filter.
	private void agreeByApproval(Session session, RunPlan plan) {
		int target = session.target().id();
		if (plan.request() instanceof RunRequest.Approve approve && !this.records.ledger()
			.stuck(target, Kind.PROJECT.word(), Set.of(State.HELD),
					new Ledger.Choice(Causes.FILTER_CHANGED, approve.run(), Set.of()), null, 1)
			.isEmpty()) {
			this.records.runs()
				.find(target, approve.run())
				.map(Run::filter)
				.ifPresent((filter) -> this.records.targets().agreeToArchive(target, filter));
		}
	}

	/**
	 * Lets the run end for another one: what is in flight takes the time it takes.
	 */
	void giveWay() {
		this.executions.stop();
	}

	void stop() {
		this.executions.stop();
		this.salesforce.stop();
		this.cor.stop(IN_FLIGHT);
	}

	private RunReport close(Session session, Run run, RunPlan plan, JobExecution execution, Start start) {
		Books books = new Books(lastOfEach(execution, start.board()));
		List<Runs.Count> counts = new ArrayList<>(books.counts());
		counts.addAll(recorded(session, run, Phase.FOLLOW_MERGES, List.of(Kind.values())));
		for (Phase phase : List.of(Phase.SYNC_PROJECTS, Phase.COMPARE_OLDER)) {
			counts.addAll(recorded(session, run, phase, Kind.PROJECT.parents()));
		}
		for (Kind kind : Phase.PARENTS) {
			counts.addAll(recorded(session, run, Phase.refreshing(kind), kind.parents()));
		}
		Ending incomplete = start.board().ending();
		Ending ending = (incomplete != null) ? incomplete
				: Ending.of(execution, books.balanced(), session.keeper(), this.databaseUrl);
		ExitCode code = ending.code();
		if (code == ExitCode.DONE) {
			sayLeftAlone(session, run, plan);
			code = code(session, run, plan, books);
			if (plan.movesWatermark() && plan.windowTo() != null) {
				for (Kind kind : Kind.values()) {
					this.records.watermarks()
						.advance(session.target().id(), kind.word(), plan.windowTo(), run.number());
				}
				if (agreedFilter(session) == null) {
					this.records.targets().agreeToArchive(session.target().id(), this.properties.filter());
				}
			}
		}
		this.records.runs()
			.end(session.keeper().lease(), run.number(), ending.state(), code.code(), ending.problem(), counts);
		Run ended = this.records.runs().find(session.target().id(), run.number()).orElse(run);
		Ledger ledger = this.records.ledger();
		return new RunReport(ended, code, start.continued(), counts, start.calls().sum(),
				FoundPace.of(this.cor.pace(), start.refusedBefore()),
				Duration.between(start.at(), this.clock.instant()), ledger.stuckByCause(session.target().id()),
				ledger.held(session.target().id()), start.heldChanges().list(), start.leftOut().list(),
				this.records.slices().of(run.number()), ending.problem());
	}

	private void sayLeftAlone(Session session, Run run, RunPlan plan) {
		if (plan.request() instanceof RunRequest.Retry retry && !retry.insists()) {
			long left = this.records.ledger().rejectedElsewhere(session.target().id(), retry.kind(), run.number());
			if (left > 0) {
				session.progress()
					.say("%,d rows were left alone: they were refused for their own data, and neither they nor the mapping changed since. Send them nevertheless with retry --all, or name some (--id, --cause, --run)."
						.formatted(left));
			}
		}
	}

	// What a person has parked counts nowhere.
	private ExitCode code(Session session, Run run, RunPlan plan, Books books) {
		int target = session.target().id();
		boolean held = books.any(Outcome.HELD)
				|| this.records.ledger().held(target).stream().anyMatch((some) -> some.run() == run.number());
		if (held) {
			return ExitCode.APPROVAL_NEEDED;
		}
		boolean chosen = plan.request() instanceof RunRequest.Retry || plan.request() instanceof RunRequest.Approve;
		boolean unread = chosen && books.open(Outcome.SKIPPED) > left(session, run);
		boolean unseen = plan.selection() instanceof Selection.Ids named && books.counts()
			.stream()
			.filter((count) -> count.step().equals(Phase.SYNC_PROJECTS.step())
					&& count.outcome().equals(Certificate.READ) && count.kind().equals(Kind.PROJECT.word()))
			.mapToLong(Runs.Count::rows)
			.sum() < named.ids().size();
		return (books.any(Outcome.REJECTED) || unread || unseen
				|| this.records.ledger().stuckIn(target, run.number()) > 0) ? ExitCode.UNSETTLED : ExitCode.DONE;
	}

	// Rows that have left the scope are skipped as well, but need nobody.
	private long left(Session session, Run run) {
		return Stream.of(Phase.SETTLE, Phase.SETTLE_AGAIN)
			.mapToLong((phase) -> this.records.ledger()
				.outcomes(session.target().id(), run.number(), phase.step(), Kind.PROJECT.word())
				.getOrDefault(Outcome.SKIPPED.word(), 0L))
			.sum();
	}

	// What came along with other rows is counted in the ledger, each entity once,
	// however many rows brought it and however often the run was killed; so is what was
	// read because it names a merged Account.
	private List<Runs.Count> recorded(Session session, Run run, Phase phase, Collection<Kind> kinds) {
		List<Runs.Count> counts = new ArrayList<>();
		String step = phase.step();
		for (Kind kind : kinds) {
			Map<String, Long> outcomes = this.records.ledger()
				.outcomes(session.target().id(), run.number(), step, kind.word());
			outcomes.forEach((outcome, rows) -> counts.add(new Runs.Count(step, kind.word(), outcome, rows)));
			long read = outcomes.values().stream().mapToLong(Long::longValue).sum();
			if (read > 0) {
				counts.add(new Runs.Count(step, kind.word(), Certificate.READ, read));
			}
		}
		return counts;
	}

	// A continued run has executed some of its steps in an earlier start.
	private List<StepExecution> lastOfEach(JobExecution execution, SliceBoard board) {
		List<String> names = new ArrayList<>();
		for (Phase phase : Phase.values()) {
			names.add(phase.step());
		}
		board.names().forEach((slice) -> names.add(Phase.SYNC_PROJECTS.step(slice)));
		List<StepExecution> steps = new ArrayList<>();
		for (String name : names) {
			StepExecution step = this.repository.getLastStepExecution(execution.getJobInstance(), name);
			if (step != null) {
				steps.add(step);
			}
		}
		return steps;
	}

}
