package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

import io.corsync.cor.Cor;
import io.corsync.cor.CorProperties;
import io.corsync.ledger.LedgerWriter;
import io.corsync.salesforce.Salesforce;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the steps of a run work with, be it in the process that launched the run or
 * in a worker's.
 */
final class RunParts {

	/** How often somebody looks whether another worker's call has ended. */
	private static final Duration GLANCE = Duration.ofMillis(50);

	private final Salesforce salesforce;

	private final Cor cor;

	private final CorProperties corProperties;

	private final SyncProperties properties;

	private final RunLauncher.Records records;

	private final Clock clock;

	RunParts(Salesforce salesforce, Cor cor, CorProperties corProperties, SyncProperties properties,
			RunLauncher.Records records, Clock clock) {
		this.salesforce = salesforce;
		this.cor = cor;
		this.corProperties = corProperties;
		this.properties = properties;
		this.records = records;
		this.clock = clock;
	}

	/**
	 * What one start of a run has for itself.
	 *
	 * @param writer the ledger
	 * @param couriers where calls are made
	 * @param calls counts the calls
	 * @param heldChanges counts what guards keep back
	 * @param leftOut keeps what the mapping's tables do not know
	 */
	record Tools(LedgerWriter writer, ExecutorService couriers, LongAdder calls, HeldChanges heldChanges,
			LeftOutValues leftOut) {

	}

	/**
	 * The threads that carry rows to COR.
	 */
	ExecutorService couriers(long run) {
		return Executors.newFixedThreadPool(2 * this.corProperties.maxInFlight(), (task) -> {
			Thread thread = new Thread(RunLines.about(run, task), "courier");
			thread.setDaemon(true);
			return thread;
		});
	}

	SettleTasklet.Parts of(RunLauncher.Session session, long run, RunPlan plan, VolumeGuard guard, Tools tools) {
		int target = session.target().id();
		CompanyGuard company = new CompanyGuard(session.expectedCompany(),
				(named) -> this.records.targets().recordCompany(target, named));
		LeaseKeeper keeper = session.keeper();
		Call.Services services = new Call.Services(this.cor, tools.writer(), keeper, company, session.duplicates(),
				this.clock, run, session.mapping().version(), plan.creationValues(session.mapping()), tools.calls());
		Decider decider = new Decider(session.mapping(), this.properties.onAdopt().equals("overwrite"));
		Policy policy = new Policy(this.properties.onMissing().equals("recreate"), this.corProperties.settleAfter());
		Delivery delivery = new Delivery(this.records.ledger(), target, decider, new Courier(services, decider, policy),
				guard, tools.heldChanges(), tools.leftOut(), Claims.of(this.records.ledger(), keeper, GLANCE),
				tools.couriers());
		LeavePolicy leaving = new LeavePolicy(this.properties.onLeave().equals("archive"), run,
				this.properties.filter(), agreedFilter(target));
		Departures departures = new Departures(new ScopeProof(this.salesforce, session.objects()), session.mapping(),
				delivery, leaving, session.progress()::say);
		return new SettleTasklet.Parts(this.salesforce, session.objects(), session.mapping(), delivery, departures,
				keeper, this.clock, session.progress(), new Quota(this.salesforce::usage, this.salesforce.pageSize(),
						plan.request().overHistory(), session.progress()::say));
	}

	SyncJob.Scope scope(RunLauncher.Session session, long run) {
		// A chunk keeps every call busy while the next one is read and mapped.
		int chunk = this.properties.chunkSize();
		int mostOpen = Math.max(chunk, 4 * this.corProperties.maxInFlight());
		return new SyncJob.Scope(session.target().id(), run, chunk, mostOpen, this.corProperties.settleAfter());
	}

	VolumeGuard guard(RunLauncher.Session session, long run, RunPlan plan) {
		if (plan.unguarded().containsAll(Set.of(VolumeGuard.Action.values()))) {
			return VolumeGuard.none();
		}
		int target = session.target().id();
		return VolumeGuard
			.of(run, this.records.runs().nights(target, run, VolumeGuard.NIGHTS),
					this.records.runs().called(target, run))
			.without(plan.unguarded());
	}

	/**
	 * The filter that somebody agreed to archive by.
	 */
	@Nullable String agreedFilter(int target) {
		return this.records.targets().archiveFilter(target).orElse(null);
	}

}
