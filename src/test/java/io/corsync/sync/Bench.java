package io.corsync.sync;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.corsync.cor.CallPermit;
import io.corsync.cor.Cor;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Attempt;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Lease;
import io.corsync.ledger.LedgerWriter;
import io.corsync.ledger.Runs;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.Target;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingFile;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs of one target between a real ledger and a COR, without Salesforce: rows are handed
 * over as they would be after reading and mapping.
 */
final class Bench implements AutoCloseable {

	static final Duration SETTLE_AFTER = Duration.ofMinutes(2);

	private static final Mapping DEFAULTS = MappingFile.defaults().bind(ZoneOffset.UTC);

	private final TestDatabase database;

	private final Target target;

	private final SettableClock clock;

	private final Cor cor;

	private final ExecutorService workers;

	private CallPermit permit = (deadline) -> {
	};

	private Mapping mapping = DEFAULTS;

	private boolean overwriteOnAdopt;

	private boolean recreateMissing;

	private UnaryOperator<TransactionOperations> transactions = UnaryOperator.identity();

	private VolumeGuard guard = VolumeGuard.none();

	private DuplicateGuard duplicates = DuplicateGuard.off();

	private CreationValues creationValues = new CreationValues(Payload.empty(), Set.of());

	/** What has passed on the settable clock since a run may have died. */
	private Duration gone = Duration.ZERO;

	private long number;

	private LedgerWriter writer;

	private Delivery delivery;

	Bench(TestDatabase database, SettableClock clock, Cor cor, int workers) {
		this.database = database;
		this.clock = clock;
		this.cor = cor;
		this.target = database.newTarget();
		this.workers = Executors.newFixedThreadPool(workers);
	}

	Bench overwritingOnAdopt() {
		this.overwriteOnAdopt = true;
		return this;
	}

	/** Whose fields are whose, from the next run on. */
	Bench mapping(Mapping newMapping) {
		this.mapping = newMapping;
		return this;
	}

	Bench recreatingMissing() {
		this.recreateMissing = true;
		return this;
	}

	/** Told of duplicates from the next run on. */
	void duplicates(DuplicateGuard newDuplicates) {
		this.duplicates = newDuplicates;
	}

	/** Limits from the next run on. */
	void guard(VolumeGuard newGuard) {
		this.guard = newGuard;
	}

	/** What projects are created with from the next run on. */
	void creationValues(Payload values) {
		this.creationValues = new CreationValues(values, this.mapping.createOnly(Kind.PROJECT));
	}

	/** Asked before each call from now on. */
	void permit(CallPermit newPermit) {
		this.permit = newPermit;
	}

	/** What the ledger's transactions go through from the next run on. */
	void transactions(UnaryOperator<TransactionOperations> wrapped) {
		this.transactions = wrapped;
	}

	SettableClock clock() {
		return this.clock;
	}

	Bench pass(Duration time) {
		this.clock.pass(time);
		this.gone = this.gone.plus(time);
		return this;
	}

	/** Begins a run; the one before may have died. */
	Bench run() {
		close(this.writer);
		Lease taken = this.database.leases().acquire(this.target.id(), "sync", Duration.ZERO);
		Lease lease = new Lease(taken.targetId(), taken.fence(), taken.owner(), this.gone);
		this.gone = Duration.ZERO;
		this.database.ledger().doubtClaimsOfDeadRuns(lease, this.clock.instant());
		this.number++;
		this.writer = this.database.writer(lease, this.transactions);
		Call.Services services = new Call.Services(this.cor, this.writer, (deadline) -> this.permit.require(deadline),
				new CompanyGuard(this.target.companyId(), (company) -> {
				}), this.duplicates, this.clock, this.number, this.mapping.version(), this.creationValues,
				new LongAdder());
		Decider decider = new Decider(this.mapping, this.overwriteOnAdopt);
		Courier courier = new Courier(services, decider, new Policy(this.recreateMissing, SETTLE_AFTER));
		this.delivery = new Delivery(this.database.ledger(), this.target.id(), decider, courier, this.guard,
				new HeldChanges(), new LeftOutValues(), new Claims(this.database.ledger(), lease, Thread::onSpinWait),
				this.workers);
		return this;
	}

	/** Delivers rows in the current run and waits for them. */
	List<RowResult> deliver(Work... works) {
		return deliver(Arrays.asList(works), Insistence.NONE);
	}

	List<RowResult> deliver(List<Work> works, Insistence insistence) {
		return join(start(works, insistence));
	}

	List<CompletableFuture<RowResult>> start(List<Work> works, Insistence insistence) {
		return this.delivery.deliver(works, Phase.SYNC_PROJECTS, insistence);
	}

	static List<RowResult> join(List<CompletableFuture<RowResult>> results) {
		ConfirmationWindow.awaitAll(results);
		return results.stream().map(ConfirmationWindow::join).toList();
	}

	/** A row's outcome when it is delivered in the current run. */
	Outcome outcome(Work work) {
		return deliver(work).get(0).outcome();
	}

	Outcome outcome(Mapped mapped, Mapped... parents) {
		return outcome(Things.work(mapped, parents));
	}

	/** What becomes of a project that has left the scope. */
	Outcome leave(Mapped mapped, boolean archive) {
		Task task = new Task(Departure.subject(mapped), entry(mapped), new Decision.Leave(false, archive),
				Phase.LEAVE_PROJECTS, (kind) -> Restoration.of(false));
		return this.delivery.send(task, Insistence.NONE).join().outcome();
	}

	/** One pass over everything unfinished, parents first, as the settling steps do. */
	List<RowResult> settle(Function<Entry.Key, Work> source) {
		List<RowResult> results = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			List<Work> works = new ArrayList<>();
			for (Entry entry : unfinished(kind)) {
				works.add(source.apply(entry.key()));
			}
			results.addAll(deliver(works, Insistence.NONE));
		}
		return results;
	}

	/** What the current run has called COR for. */
	List<Runs.Called> called() {
		return this.database.runs().called(this.target.id(), this.number);
	}

	List<Entry> unfinished(Kind kind) {
		return this.database.ledger().unfinished(this.target.id(), kind.word(), null, null, 10_000);
	}

	Entry entry(Mapped mapped) {
		return this.database.ledger()
			.find(this.target.id(), mapped.kind().word(), Set.of(mapped.externalId()))
			.get(mapped.externalId());
	}

	Map<String, Entry> entries(Kind kind, Collection<String> ids) {
		return this.database.ledger().find(this.target.id(), kind.word(), ids);
	}

	/** Newest first. */
	List<Attempt> attempts(Mapped mapped) {
		return this.database.ledger()
			.attempts(this.target.id(), new Entry.Key(mapped.kind().word(), mapped.externalId()), 100);
	}

	private static void close(LedgerWriter open) {
		if (open != null) {
			open.close();
		}
	}

	@Override
	public void close() {
		this.workers.shutdownNow();
		close(this.writer);
	}

}
