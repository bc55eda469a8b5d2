package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.corsync.cor.CorProperties;
import io.corsync.ledger.Holder;
import io.corsync.ledger.Leases;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Target;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.SourceQuery;
import org.jspecify.annotations.Nullable;

/**
 * Runs what was asked for, under the lease: first what the same command left unfinished,
 * then the request itself.
 */
public final class Synchronizer {

	/** A lease outlives its holder by this much where nobody can see that it died. */
	private static final Duration LEASE = Duration.ofSeconds(60);

	private final Preparation preparation;

	private final Drift drift;

	private final Salesforce salesforce;

	private final FirstLook firstLook;

	private final TargetGuard guard;

	private final Turns turns;

	private final Runs runs;

	private final FormerRuns former;

	private final RunPlanner planner;

	private final HeldRows held;

	private final RunLauncher launcher;

	private final Purge purge;

	private final SyncProperties properties;

	private final CorProperties cor;

	private final String databaseUrl;

	private final AtomicReference<@Nullable LeaseKeeper> current = new AtomicReference<>();

	Synchronizer(Preparation preparation, Drift drift, Salesforce salesforce, FirstLook firstLook, TargetGuard guard,
			Leases leases, Runs runs, RunPlanner planner, HeldRows held, RunLauncher launcher, Purge purge,
			SyncProperties properties, CorProperties cor, String databaseUrl) {
		this.preparation = preparation;
		this.drift = drift;
		this.salesforce = salesforce;
		this.firstLook = firstLook;
		this.guard = guard;
		this.turns = new Turns(leases, launcher::giveWay);
		this.runs = runs;
		this.former = new FormerRuns(runs, properties);
		this.planner = planner;
		this.held = held;
		this.launcher = launcher;
		this.purge = purge;
		this.properties = properties;
		this.cor = cor;
		this.databaseUrl = databaseUrl;
	}

	/**
	 * Runs a request.
	 * @param request what was asked for
	 * @param approval asked before the first run of an org and a COR
	 * @param progress told how it goes on
	 * @return the reports of the runs, in their order
	 */
	public List<RunReport> run(RunRequest request, FirstRun.Approval approval, Progress progress) {
		if (request.remote()) {
			Worker.requireShared(this.databaseUrl);
		}
		Preparation.Ready ready = this.preparation.prepare(progress::say);
		SourceObjects objects = new SourceObjects(ready.mapping(), this.properties.filter());
		Optional<Target> known = this.guard.find(ready.organization());
		if (request instanceof RunRequest.Retry && known.isEmpty()) {
			progress.say("Nothing is stuck: there was no run yet.");
			return List.of();
		}
		requireSomeRun(request, known, approval);
		RunPlan plan = this.planner.plan(request, known, ready.mapping());
		plan.creationValues(ready.mapping());
		if (request instanceof RunRequest.Approve approve && !this.held.any(approve, known)
				&& !continues(plan, known, ready)) {
			progress.say("Nothing is held by run %d.".formatted(approve.run()));
			return List.of();
		}
		if (plan.selection() != null) {
			// Also refuses a filter that Salesforce does not understand, before anything
			// begins.
			long rows = count(objects, plan);
			plan = plan.counted(rows);
			if (!continues(plan, known, ready)) {
				requireApproval(ready, plan, known, objects.opportunities(plan.selection()), rows, approval);
			}
			if (plan.selection() instanceof Selection.Ids named && rows < named.ids().size()) {
				progress.say(
						"%d of %d named Opportunities are not read: they do not meet %s, are deleted, or this user may not see them."
							.formatted(named.ids().size() - rows, named.ids().size(), this.properties.filter()));
			}
		}
		this.turns.requireGoing();
		Target target = this.guard.findOrRecord(ready.organization());
		LeaseKeeper keeper = this.turns.take(target.id(), request, leaseLength(), progress);
		while (true) {
			List<RunReport> reports = run(keeper, target, ready, plan, approval, progress);
			Holder asker = keeper.asker();
			if (asker == null || !reports.get(reports.size() - 1).run().state().unfinished()) {
				return reports;
			}
			keeper = this.turns.takeAgain(target.id(), request, leaseLength(), asker, progress);
		}
	}

	private List<RunReport> run(LeaseKeeper held, Target target, Preparation.Ready ready, RunPlan plan,
			FirstRun.Approval approval, Progress progress) {
		try (LeaseKeeper keeper = held) {
			this.current.set(keeper);
			this.turns.requireGoing();
			this.drift.keep(keeper.lease());
			List<RunReport> reports = run(new RunLauncher.Session(target, this.guard.expectedCompany(target), keeper,
					ready.mapping(), new SourceObjects(ready.mapping(), this.properties.filter()),
					duplicates(target, approval), progress), plan, approval);
			if (reports.get(reports.size() - 1).run().state() == Run.Status.COMPLETED) {
				this.purge.after(keeper, progress);
			}
			return reports;
		}
		finally {
			this.current.set(null);
		}
	}

	/**
	 * Asks the running run to finish what is in flight and to end, and lets none begin
	 * any more; returns at once.
	 * @return whether there is a run that has something to finish
	 */
	public boolean stop() {
		this.turns.stop();
		LeaseKeeper keeper = this.current.get();
		if (keeper != null) {
			keeper.stop();
			this.launcher.stop();
		}
		return keeper != null;
	}

	// What an empty ledger finds in COR asks a person, and workers have none.
	private void requireSomeRun(RunRequest request, Optional<Target> known, FirstRun.Approval approval) {
		boolean first = known.isEmpty() || this.runs.last(known.get().id(), 1).isEmpty();
		if (request.remote() && first && !approval.beforehand()) {
			throw new ApprovalNeededException(
					"The very first run of an org asks when COR has its records already, and workers ask nobody. Start it once without --remote, or say yes beforehand with --yes. Nothing was sent.");
		}
	}

	private boolean continues(RunPlan plan, Optional<Target> known, Preparation.Ready ready) {
		return this.former.unfinished(plan.request(), known, ready.mapping().version()).isPresent();
	}

	// One slice that Salesforce does not count must not keep the others from being read.
	private long count(SourceObjects objects, RunPlan plan) {
		try {
			return this.salesforce.count(objects.opportunities(Objects.requireNonNull(plan.selection())));
		}
		catch (SalesforceException.InvalidRequest | SalesforceException.Unexpected
				| SalesforceException.Unavailable ex) {
			if (plan.slices().isEmpty()) {
				throw ex;
			}
			this.salesforce.count(objects.none());
			return -1;
		}
	}

	private void requireApproval(Preparation.Ready ready, RunPlan plan, Optional<Target> known, SourceQuery query,
			long rows, FirstRun.Approval approval) {
		if (this.former.none(plan, known)) {
			requireFirstApproval(ready, plan, query, rows, approval);
		}
		else if (plan.request() instanceof RunRequest.Backfill backfill && rows != 0
				&& !approval.goOverHistory(backfill, rows, plan.slices().size())) {
			throw new ApprovalNeededException(
					"A backfill goes over history, so it asks before it begins. Nothing was sent. Say yes on a terminal, or start again with --yes.");
		}
	}

	private void requireFirstApproval(Preparation.Ready ready, RunPlan plan, SourceQuery query, long rows,
			FirstRun.Approval approval) {
		Instant now = (plan.windowTo() != null) ? plan.windowTo() : this.salesforce.serverTime();
		LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
		FirstRun firstRun = new FirstRun(ready.organization(), this.guard.url(), this.properties.filter(),
				this.properties.from(), rows,
				this.firstLook.at(query, rows, today, this.guard.find(ready.organization())));
		if (!approval.approve(firstRun)) {
			throw new ApprovalNeededException(
					"This is the first run from %s to %s: it would send up to %d Opportunities. Nothing was sent. Say yes on a terminal, or start again with --yes."
						.formatted(firstRun.organization().name(), firstRun.corUrl(), rows));
		}
	}

	// A call may take its connect and read time; the lease must outlive it from beat to
	// beat.
	private Duration leaseLength() {
		Duration call = this.cor.connectTimeout().plus(this.cor.readTimeout());
		Duration needed = call.multipliedBy(2);
		return (needed.compareTo(LEASE) > 0) ? needed : LEASE;
	}

	// The ledger is empty as long as only one run has ever begun.
	private DuplicateGuard duplicates(Target target, FirstRun.Approval approval) {
		boolean empty = this.runs.last(target.id(), 2).size() < 2;
		return (empty && !approval.beforehand()) ? DuplicateGuard.watching() : DuplicateGuard.off();
	}

	private RunReport launch(RunLauncher.Session session, Run run, RunPlan plan, boolean continued,
			FirstRun.Approval approval) {
		RunReport report = this.launcher.launch(session, run, plan, continued);
		DuplicateGuard duplicates = session.duplicates();
		if (!duplicates.stopped() || !report.run().state().unfinished() || !approval.adopt(duplicates.names())) {
			return report;
		}
		duplicates.release();
		this.runs.resume(session.keeper().lease(), run.number());
		return this.launcher.launch(session, run, plan, true);
	}

	private List<RunReport> run(RunLauncher.Session session, RunPlan plan, FirstRun.Approval approval) {
		List<RunReport> reports = new ArrayList<>();
		String fingerprint = Fingerprint.of(plan.request(), this.properties, session.mapping().version());
		Optional<Run> unfinished = unfinished(session, fingerprint);
		if (unfinished.isPresent()) {
			Run run = unfinished.get();
			session.progress()
				.say("Continuing run %d, which was begun %s.".formatted(run.number(),
						run.startedAt().truncatedTo(ChronoUnit.SECONDS)));
			this.runs.resume(session.keeper().lease(), run.number());
			reports.add(launch(session, run, this.planner.again(plan, run), true, approval));
			if (plan.window() == null || reports.get(0).problem() != null) {
				return reports;
			}
			// The window that begins where the continued one ends.
			plan = this.planner.plan(plan.request(), Optional.of(session.target()), session.mapping());
			session.duplicates().release();
		}
		announceChange(session, plan);
		Run run = this.runs.begin(session.keeper().lease(),
				new Runs.Plan(plan.request().command(), plan.words(), fingerprint, session.mapping().version(),
						plan.windowFrom(), plan.windowTo(), this.properties.filter()));
		reports.add(launch(session, run, plan, false, approval));
		return reports;
	}

	private void announceChange(RunLauncher.Session session, RunPlan plan) {
		if (plan.movesWatermark()) {
			historyDue(session.target(), session.mapping().version()).ifPresent(session.progress()::say);
		}
	}

	/**
	 * Whether a changed filter or mapping makes a pass over history due.
	 * @param target the pair of org and COR
	 * @return why, nothing when all history is as they want it
	 */
	Optional<String> historyDue(Target target) {
		return historyDue(target, this.preparation.mapping().version());
	}

	private Optional<String> historyDue(Target target, String mappingVersion) {
		return this.runs.lastOtherwise(target.id(), this.properties.filter(), mappingVersion)
			.flatMap((last) -> HistoryDue.after(last, this.properties.filter(), mappingVersion));
	}

	private Optional<Run> unfinished(RunLauncher.Session session, String fingerprint) {
		List<Run> open = this.runs.unfinished(session.target().id());
		Run last = null;
		for (Run run : open) {
			if (run.fingerprint().equals(fingerprint)) {
				if (last != null) {
					this.runs.interrupt(last.number(), "Given up for run %d.".formatted(run.number()));
				}
				last = run;
			}
			else if (run.overHistory()) {
				this.runs.suspend(session.keeper().lease(), run.number());
			}
			else {
				this.runs.interrupt(run.number(),
						"Another command, filter, mapping or program version was started before it was finished.");
				session.progress()
					.say("Run %d (%s) was not finished and is not continued: command, filter, mapping or program differ."
						.formatted(run.number(), run.command()));
			}
		}
		return Optional.ofNullable(last);
	}

}
