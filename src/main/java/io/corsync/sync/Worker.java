package io.corsync.sync;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.corsync.cor.Cor;
import io.corsync.cor.CorException;
import io.corsync.cor.CorProperties;
import io.corsync.ledger.FenceLostException;
import io.corsync.ledger.Lease;
import io.corsync.ledger.LedgerWriter;
import io.corsync.ledger.Target;
import io.corsync.ledger.Workers;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Works for runs that another process has launched and shares: joins such a run under a
 * lease beneath the run's, executes slices of it, and leaves when it is over or called
 * back.
 */
public final class Worker {

	private static final Logger log = LoggerFactory.getLogger(Worker.class);

	private static final Duration GLANCE = Duration.ofMillis(500);

	/** A run that has ended is noticed within this time. */
	private static final Duration BEAT = Duration.ofSeconds(2);

	private static final Duration RETRY = Duration.ofSeconds(30);

	private final Preparation preparation;

	private final TargetGuard guard;

	private final Salesforce salesforce;

	private final Cor cor;

	private final CorProperties corProperties;

	private final SyncProperties properties;

	private final RunLauncher.Records records;

	private final RunParts parts;

	private final RunLauncher.SharedSlices shared;

	private final RunPlanner planner;

	private final JobRepository repository;

	private final PlatformTransactionManager manager;

	private final String databaseUrl;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final AtomicReference<@Nullable LeaseKeeper> current = new AtomicReference<>();

	/** The runs, by fence, that this worker has left or does not fit. */
	private final Set<Long> left = new HashSet<>();

	Worker(Preparation preparation, TargetGuard guard, Salesforce salesforce, Cor cor, CorProperties corProperties,
			SyncProperties properties, RunLauncher.Records records, RunParts parts, RunLauncher.SharedSlices shared,
			RunPlanner planner, JobRepository repository, PlatformTransactionManager manager, String databaseUrl) {
		this.preparation = preparation;
		this.guard = guard;
		this.salesforce = salesforce;
		this.cor = cor;
		this.corProperties = corProperties;
		this.properties = properties;
		this.records = records;
		this.parts = parts;
		this.shared = shared;
		this.planner = planner;
		this.repository = repository;
		this.manager = manager;
		this.databaseUrl = databaseUrl;
	}

	/**
	 * Refuses a database that has one machine only.
	 * @param databaseUrl its JDBC URL
	 * @throws RefusedRequestException when workers cannot share it
	 */
	static void requireShared(String databaseUrl) {
		if (!databaseUrl.startsWith("jdbc:postgresql:")) {
			throw new RefusedRequestException(
					"Workers share a run over PostgreSQL; the embedded H2 database serves one machine. Leave --remote away, or set spring.datasource.url (SPRING_DATASOURCE_URL) to a PostgreSQL database: docs/scaling.md says how.");
		}
	}

	/**
	 * Works until it is stopped.
	 * @param once whether to end after the first run it has worked for
	 * @param progress told how it goes on
	 * @return what the exit code is to say
	 */
	public ExitCode work(boolean once, Progress progress) {
		requireShared(this.databaseUrl);
		Preparation.Ready ready = this.preparation.prepare(progress::say);
		progress.say("Ready to work for runs from %s to %s that are started with --remote."
			.formatted(ready.organization().name(), this.guard.url()));
		while (going()) {
			Optional<Target> target = this.guard.find(ready.organization());
			Workers.Shared run = target.flatMap((known) -> this.shared.workers().open(known.id())).orElse(null);
			if (target.isEmpty() || run == null || this.left.contains(run.fence()) || !fits(run, ready, progress)) {
				pause(GLANCE);
				continue;
			}
			ExitCode code = join(target.get(), run, progress);
			if (code == null) {
				continue;
			}
			this.left.add(run.fence());
			if (once || code == ExitCode.REFUSED) {
				return code;
			}
		}
		return ExitCode.STOPPED;
	}

	private boolean fits(Workers.Shared run, Preparation.Ready ready, Progress progress) {
		String ours = Fit.of(this.properties, this.corProperties, ready.mapping().version());
		if (ours.equals(run.fit())) {
			return true;
		}
		this.left.add(run.fence());
		progress.say(
				"Run %d is not this worker's: %s. Give both the same program, config directory and settings, then start this worker again; meanwhile it waits for other runs."
					.formatted(run.run(), Fit.differences(ours, run.fit())));
		return false;
	}

	// What waiting mends is no reason to end: the run may still be there.
	private @Nullable ExitCode join(Target target, Workers.Shared run, Progress progress) {
		Preparation.Ready ready;
		try (MDC.MDCCloseable line = RunLines.of(run.run())) {
			ready = this.preparation.prepare(progress::say);
		}
		catch (SalesforceException | CorException ex) {
			if (Ending.code(ex) != ExitCode.UNAVAILABLE) {
				throw ex;
			}
			progress.say("Run %d is not joined yet: %s".formatted(run.run(), ex.getMessage()));
			pause(RETRY);
			return null;
		}
		try (MDC.MDCCloseable line = RunLines.of(run.run())) {
			return work(target, run, ready, progress);
		}
		catch (FenceLostException ex) {
			log.debug("The run ended before it was joined", ex);
			return ExitCode.DONE;
		}
	}

	private ExitCode work(Target target, Workers.Shared run, Preparation.Ready ready, Progress progress) {
		BeneathRun tenure = new BeneathRun(this.shared.workers());
		LeaseKeeper keeper = new LeaseKeeper(() -> tenure.join(target.id(), run), BeneathRun.LENGTH, BEAT);
		this.current.set(keeper);
		try (keeper) {
			progress.say("Working for run %d.".formatted(run.run()));
			double rate = this.corProperties.requestsPerSecond();
			if (rate > 0) {
				this.cor.share(this.shared.budget().join(target.id(), rate)::take);
			}
			RunLauncher.Session session = new RunLauncher.Session(target, this.guard.expectedCompany(target), keeper,
					ready.mapping(), new SourceObjects(ready.mapping(), this.properties.filter()), DuplicateGuard.off(),
					progress);
			RunPlan plan = this.planner.plan(SharedRequest.parse(run.request()), Optional.of(target), ready.mapping());
			SliceBoard board = new SliceBoard(plan.slices(), new SliceJournal(this.records.slices(), keeper, run.run()),
					keeper, this.salesforce, progress);
			LongAdder calls = new LongAdder();
			LeftOutValues leftOut = new LeftOutValues();
			execute(session, run, plan, board, calls, leftOut);
			leftOut.list()
				.forEach((value) -> progress.say("Left out, since no table of the mapping knows it: %s.%s = %s"
					.formatted(value.kind(), value.field(), value.value())));
			Throwable trouble = board.end();
			if (trouble != null && !(trouble instanceof FenceLostException)) {
				tenure.trouble(trouble);
				progress.say("Leaves run %d: %s".formatted(run.run(), trouble.getMessage()));
				return Ending.code(trouble);
			}
			progress.say("Done with run %d: %,d calls to COR.".formatted(run.run(), calls.sum()));
			return going() ? ExitCode.DONE : ExitCode.STOPPED;
		}
		finally {
			this.current.set(null);
		}
	}

	private void execute(RunLauncher.Session session, Workers.Shared run, RunPlan plan, SliceBoard board,
			LongAdder calls, LeftOutValues leftOut) {
		Lease lease = session.keeper().lease();
		ExecutorService couriers = this.parts.couriers(run.run());
		try (LedgerWriter writer = this.records.store().writer(lease)) {
			VolumeGuard volume = this.parts.guard(session, run.run(), plan).among(this.shared.workers());
			SettleTasklet.Parts made = this.parts.of(session, run.run(), plan, volume,
					new RunParts.Tools(writer, couriers, calls, new HeldChanges(), leftOut));
			SliceSteps steps = new SliceSteps(this.repository, this.manager, made, this.parts.scope(session, run.run()),
					board, () -> this.shared.workers().requireAlive(lease));
			StepExecutionRequestHandler handler = new StepExecutionRequestHandler();
			handler.setJobRepository(this.repository);
			SliceStep any = steps.any(plan);
			handler.setStepLocator(new OneStep(any));
			new SliceReceiver(this.shared, session.keeper(), board, handler).receive(run);
		}
		finally {
			couriers.shutdown();
		}
	}

	private boolean going() {
		return this.stopped.getCount() > 0;
	}

	private void pause(Duration time) {
		try {
			this.stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CorException.Stopped("Interrupted while waiting for a run.");
		}
	}

	/**
	 * Ends what is in flight, gives the rest back, and returns from {@link #work}; this
	 * method itself returns at once.
	 * @return whether there is something to finish
	 */
	public boolean stop() {
		this.stopped.countDown();
		LeaseKeeper keeper = this.current.get();
		if (keeper != null) {
			keeper.stop();
			this.salesforce.stop();
			this.cor.stop(RunLauncher.IN_FLIGHT);
		}
		return keeper != null;
	}

}
