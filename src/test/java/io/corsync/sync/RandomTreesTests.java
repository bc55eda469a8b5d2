package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;

import io.corsync.cor.CorClient;
import io.corsync.cor.CorException;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.cor.TestCor;
import io.corsync.ledger.Entry;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random trees, random changes, random trouble, night after night: nothing is lost,
 * nothing is doubled, and the ledger never says of a row that it is in COR with values
 * that COR does not have. {@code -Dcorsync.seed=N} runs one seed,
 * {@code -Dcorsync.seeds=N} as many.
 */
class RandomTreesTests {

	private static final int WORKERS = 16;

	private static final int NIGHTS = 5;

	private static final List<String> EFFECTS = List.of("DROP_BEFORE", "DROP_AFTER", "DROP_THEN_PROCESS", "HTML", "CUT",
			"UNREADABLE", "TOO_MANY", "EXPIRE_TOKENS");

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	private static SandboxCor cor;

	private final Map<Entry.Key, Mapped> source = new LinkedHashMap<>();

	/** What changed since the last night that came to its end. */
	private final Set<Entry.Key> window = new LinkedHashSet<>();

	/** What was deleted in COR, and no call can have told us yet. */
	private final Set<Entry.Key> unnoticed = new HashSet<>();

	private Random random;

	private String where;

	private Bench bench;

	@BeforeAll
	static void open() {
		database = TestDatabase.Brand.H2.open(CLOCK);
		cor = new SandboxCor();
	}

	@AfterAll
	static void close() {
		cor.close();
		database.close();
	}

	static LongStream seeds() {
		Long seed = Long.getLong("corsync.seed");
		return (seed != null) ? LongStream.of(seed) : LongStream.rangeClosed(1, Long.getLong("corsync.seeds", 8));
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void losesAndDoublesNothing(long seed) {
		this.random = new Random(seed);
		this.where = "seed " + seed;
		cor.reset();
		cor.behave("{\"missing\":\"%s\",\"metadataOnlyPut\":%s,\"uniqueness\":\"%s\",\"envelope\":\"%s\"}".formatted(
				pick(List.of("LISTED", "NAMED", "ZC001")), this.random.nextBoolean(), pick(List.of("STRICT", "RACY")),
				pick(List.of("FLAT", "NESTED", "STATUS_CODE", "BARE"))));
		plant();
		try (CorClient client = TestCor.fast(cor.settings(), WORKERS)) {
			this.bench = new Bench(database, CLOCK, client, WORKERS).recreatingMissing();
			for (int night = 1; night <= NIGHTS; night++) {
				this.where = "seed %d, night %d".formatted(seed, night);
				this.window.addAll((night == 1) ? this.source.keySet() : change());
				client.login();
				trouble();
				night(List.copyOf(this.window), Insistence.NONE);
				assertThatTheLedgerIsRight();
			}
			this.where = "seed %d, after the trouble".formatted(seed);
			for (int night = 0; night < 2; night++) {
				calm();
				client.login();
				night(List.copyOf(this.source.keySet()), Insistence.ALL);
			}
			assertThatTheLedgerIsRight();
			assertThatNothingIsMissing();
			this.bench.close();
		}
	}

	private <T> T pick(List<T> some) {
		return some.get(this.random.nextInt(some.size()));
	}

	private void put(Mapped mapped) {
		this.source.put(Delivery.key(mapped), mapped);
	}

	private List<Mapped> all(Kind kind) {
		return this.source.values().stream().filter((mapped) -> mapped.kind() == kind).toList();
	}

	private void plant() {
		this.source.clear();
		for (int i = 0; i < 5; i++) {
			put(Things.client(i));
		}
		for (int i = 0; i < 8; i++) {
			put(Things.contract(i, pick(all(Kind.CLIENT))));
		}
		for (int i = 0; i < 6; i++) {
			put(Things.brand(i, pick(all(Kind.CLIENT))));
		}
		for (int i = 0; i < 6; i++) {
			put(Things.product(i, pick(all(Kind.CLIENT)), pick(all(Kind.BRAND))));
		}
		for (int i = 0; i < 40; i++) {
			List<Mapped> parents = new ArrayList<>();
			if (this.random.nextInt(10) > 0) {
				parents.add(pick(all(Kind.CLIENT)));
			}
			if (this.random.nextBoolean()) {
				parents.add(pick(all(Kind.CONTRACT)));
			}
			if (this.random.nextInt(3) == 0) {
				parents.add(pick(all(Kind.BRAND)));
			}
			if (this.random.nextInt(4) == 0) {
				parents.add(pick(all(Kind.PRODUCT)));
			}
			put(Things.project(i, parents.toArray(Mapped[]::new)));
		}
	}

	/** A day in Salesforce, and of people who delete things in COR. */
	private Set<Entry.Key> change() {
		Set<Entry.Key> changed = new LinkedHashSet<>();
		for (Mapped mapped : List.copyOf(this.source.values())) {
			boolean deleted = this.random.nextInt(20) == 0 && cor.has(mapped);
			if (deleted) {
				cor.deleteByHand(mapped);
				this.unnoticed.add(Delivery.key(mapped));
			}
			if (deleted || this.random.nextInt(4) == 0) {
				Mapped renamed = Things.changed(mapped, "name", mapped.name() + "'");
				boolean moves = mapped.kind() != Kind.CLIENT && this.random.nextInt(3) == 0;
				put(moves ? Things.changed(renamed, "client_id", pick(all(Kind.CLIENT)).externalId()) : renamed);
				changed.add(Delivery.key(mapped));
			}
		}
		for (int i = 0; i < 3; i++) {
			Mapped fresh = Things.project(all(Kind.PROJECT).size(), pick(all(Kind.CLIENT)));
			put(fresh);
			changed.add(Delivery.key(fresh));
		}
		return changed;
	}

	private void trouble() {
		cor.healFaults();
		for (String effect : EFFECTS) {
			if (this.random.nextBoolean()) {
				cor.fault("""
						{"effect":"%s","probability":%s,"times":0,"retryAfter":"0","millis":3600000,
						 "kind":"%s"}""".formatted(effect, 0.02 + this.random.nextInt(12) / 100.0,
						pick(List.of("clients", "contracts", "brands", "products", "projects", "projects"))));
			}
		}
	}

	private static void calm() {
		cor.healFaults();
		cor.arriveLate();
	}

	/** A run: settle, refresh parents, projects in overlapping portions, settle again. */
	private void night(Collection<Entry.Key> changed, Insistence insistence) {
		CLOCK.pass(Bench.SETTLE_AFTER);
		boolean dies = insistence == Insistence.NONE && this.random.nextInt(3) == 0;
		this.bench.transactions(dies ? new DyingTransactions(1 + this.random.nextInt(60), this.random.nextBoolean())
				: (usual) -> usual);
		this.bench.run();
		try {
			this.bench.settle(this::work);
			for (Kind kind : Phase.PARENTS) {
				this.bench.deliver(works(changed, kind), insistence);
			}
			List<Work> projects = works(changed, Kind.PROJECT);
			Collections.shuffle(projects, this.random);
			List<CompletableFuture<RowResult>> results = new ArrayList<>();
			for (int i = 0; i < projects.size(); i += 8) {
				results.addAll(this.bench.start(projects.subList(i, Math.min(i + 8, projects.size())), insistence));
			}
			Bench.join(results);
			// What is late arrives within settle-after, or never.
			cor.arriveLate();
			CLOCK.pass(Bench.SETTLE_AFTER);
			this.bench.settle(this::work);
			this.window.clear();
			this.unnoticed.clear();
		}
		catch (CorException | CompletionException ex) {
			System.out.println(this.where + " ended early: " + ex.getMessage());
		}
		finally {
			cor.arriveLate();
		}
	}

	private List<Work> works(Collection<Entry.Key> keys, Kind kind) {
		List<Work> works = new ArrayList<>();
		for (Entry.Key key : keys) {
			if (key.kind().equals(kind.word())) {
				Work work = work(key);
				works.add(new Work(work.subject(), work.parents(), work.position(), work.ordinal(),
						kind != Kind.PROJECT));
			}
		}
		return works;
	}

	private Work work(Entry.Key key) {
		Mapped subject = this.source.get(key);
		Map<Entry.Key, Mapped> parents = new LinkedHashMap<>();
		addParents(subject, parents);
		return Things.work(subject, parents.values().toArray(Mapped[]::new));
	}

	private void addParents(Mapped mapped, Map<Entry.Key, Mapped> parents) {
		for (Mapped.Reference reference : mapped.references()) {
			Mapped parent = this.source.get(Delivery.key(reference));
			parents.put(Delivery.key(parent), parent);
			addParents(parent, parents);
		}
	}

	private void assertThatTheLedgerIsRight() {
		assertThat(cor.violations()).as(this.where).isEmpty();
		for (Kind kind : Kind.values()) {
			Map<String, Payload> held = cor.held(kind);
			List<String> ids = all(kind).stream().map(Mapped::externalId).toList();
			this.bench.entries(kind, ids).forEach((id, entry) -> {
				String as = this.where + ": " + entry;
				if (entry.state() == State.SYNCED && !this.unnoticed.contains(entry.key())) {
					assertThat(held.get(id)).as(as).isNotNull();
					assertThat(held.get(id).text()).as(as).isEqualTo(entry.accepted());
					assertThat(entry.pending()).as(as).isNull();
				}
				if (entry.trouble() != null) {
					assertThat(entry.trouble().cause()).as(as).isNotEqualTo(Causes.COR_CONTRADICTS_ITSELF);
				}
			});
			held.keySet()
				.forEach((id) -> assertThat(this.bench.entries(kind, List.of(id))).as(this.where + ": COR has " + id)
					.containsKey(id));
		}
	}

	private void assertThatNothingIsMissing() {
		Map<String, Payload> projects = cor.held(Kind.PROJECT);
		for (Mapped project : all(Kind.PROJECT)) {
			Entry entry = this.bench.entry(project);
			assertThat(entry.state()).as(this.where + ": " + entry).isEqualTo(State.SYNCED);
			assertThat(projects.get(project.externalId()).text()).as(this.where).isEqualTo(project.payload().text());
		}
		for (Kind kind : Phase.PARENTS) {
			cor.held(kind)
				.forEach((id, payload) -> assertThat(payload.text()).as(this.where)
					.isEqualTo(this.source.get(new Entry.Key(kind.word(), id)).payload().text()));
		}
	}

}
