package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.corsync.ledger.Entry.Key;
import io.corsync.ledger.Entry.Pending;
import io.corsync.ledger.Entry.Trouble;
import io.corsync.ledger.Entry.Verb;
import io.corsync.ledger.Ledger.Choice;
import io.corsync.ledger.Ledger.StuckGroup;
import io.corsync.ledger.Ledger.Total;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the ledger promises, on both databases.
 */
@ParameterizedClass
@EnumSource
class LedgerTests {

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private final List<AutoCloseable> open = new ArrayList<>();

	private Target target;

	private Lease lease;

	private Ledger ledger;

	private LedgerWriter writer;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(CLOCK);
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@BeforeEach
	void openWriter() {
		this.target = database.newTarget();
		this.lease = expiringLease();
		this.ledger = database.ledger();
		this.writer = writer(this.lease);
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	/** A lease that the next one may follow at once. */
	private Lease expiringLease() {
		return database.leases().acquire(this.target.id(), "sync", Duration.ZERO);
	}

	private LedgerWriter writer(Lease held) {
		LedgerWriter opened = database.store().writer(held);
		this.open.add(opened);
		return opened;
	}

	private Entry save(Entry entry) {
		return this.writer.save(entry, null);
	}

	private Entry read(Key key) {
		return this.ledger.find(this.target.id(), key.kind(), Set.of(key.externalId())).get(key.externalId());
	}

	@Test
	void keepsEverythingThatIsKnownOfARow() {
		Entry sent = save(Rows.sending(Rows.project(1)));
		assertThat(read(Rows.project(1))).isEqualTo(sent);
		assertThat(sent.version()).isEqualTo(1);

		Entry synced = save(sent.synced("4711", "{\"name\":\"x\"}", Rows.ended(7, "created")));
		assertThat(read(Rows.project(1))).isEqualTo(synced);

		Entry again = save(Rows.sending(synced, Verb.PUT));
		Trouble trouble = new Trouble("READ_TIMEOUT", "No answer", "HTTP 504 <html>", "abc", Rows.client(3),
				Rows.STAMP.plusSeconds(1));
		Entry stuck = save(
				again.stuck(State.UNKNOWN, trouble, new Pending(Verb.ADOPT, "{}", Rows.STAMP.plusNanos(1000)),
						Rows.STAMP.plusSeconds(120), Rows.ended(8, "unknown")));
		assertThat(read(Rows.project(1))).isEqualTo(stuck);

		Entry parked = save(Rows.parked(stuck, "Closed by mistake"));
		assertThat(read(Rows.project(1))).isEqualTo(parked);
		assertThat(parked.version()).isEqualTo(5);
	}

	@Test
	void keepsTextsAsTheyAre() {
		String payload = "{\"brief\":\"%s\"}"
			.formatted("línea 🎉🏽 \\n \\u0001 ' \" \\\\ %s ; -- 値 \u200f".repeat(1500));
		assertThat(payload.length()).isGreaterThan(40_000);
		Entry entry = Entry.unseen(Rows.project(2), "Ñandú 🦤 “x” ' ; DROP TABLE ledger", Rows.SOURCE)
			.synced("4711", payload, Rows.ended(7, "created"));
		save(entry.sending(new Pending(Verb.PUT, payload, Rows.STAMP), entry.name(), Rows.SOURCE, Rows.RUN));
		Entry found = read(Rows.project(2));
		assertThat(found.accepted()).isEqualTo(payload);
		assertThat(found.pending()).isEqualTo(new Pending(Verb.PUT, payload, Rows.STAMP));
		assertThat(found.name()).isEqualTo("Ñandú 🦤 “x” ' ; DROP TABLE ledger");
	}

	@Test
	void tellsAnEmptyTextFromNone() {
		Entry entry = new Entry(Rows.project(3), "", State.SYNCED, "", "", null, Set.of(), null, Rows.SOURCE, 0, null,
				Rows.RUN, "", 0);
		Entry saved = save(entry);
		assertThat(read(Rows.project(3))).isEqualTo(saved);
	}

	@Test
	void refusesAStaleVersionAndWritesNothing() {
		Entry first = save(Rows.sending(Rows.project(1)));
		Entry second = save(first.synced("1", "{}", Rows.ended(7, "created")));
		Attempt attempt = attempt(Rows.project(1), 7, "Accepted");
		assertThatExceptionOfType(StaleEntryException.class)
			.isThrownBy(() -> this.writer.save(first.synced("2", "{\"a\":1}", Rows.ended(7, "created")), null))
			.withMessage("project 006000000000000001 is no longer at version 1 in the ledger");
		assertThat(read(Rows.project(1))).isEqualTo(second);
		assertThat(attempt.key()).isEqualTo(Rows.project(1));
	}

	@Test
	void refusesASecondRowOfOneId() {
		Entry first = save(Rows.sending(Rows.project(1)));
		assertThatExceptionOfType(StaleEntryException.class).isThrownBy(() -> save(Rows.synced(Rows.project(1))));
		assertThat(read(Rows.project(1))).isEqualTo(first);
	}

	@Test
	void letsOneOfManyThreadsHaveARow() throws Exception {
		Entry contested = save(Rows.sending(Rows.project(1)));
		AtomicInteger won = new AtomicInteger();
		AtomicInteger lost = new AtomicInteger();
		together(16, (number) -> {
			try {
				save(contested.synced("by " + number, "{}", Rows.ended(7, "created")));
				won.incrementAndGet();
			}
			catch (StaleEntryException ex) {
				lost.incrementAndGet();
			}
		});
		assertThat(won).hasValue(1);
		assertThat(lost).hasValue(15);
	}

	@Test
	void letsOneOfManyThreadsHaveANewRow() throws Exception {
		AtomicInteger won = new AtomicInteger();
		AtomicInteger lost = new AtomicInteger();
		together(16, (number) -> {
			try {
				save(Rows.sending(Rows.project(2)));
				won.incrementAndGet();
			}
			catch (StaleEntryException ex) {
				lost.incrementAndGet();
			}
		});
		assertThat(won).hasValue(1);
		assertThat(lost).hasValue(15);
	}

	@Test
	void knowsNothingOfOtherTargets() {
		Entry ours = save(Rows.sending(Rows.project(1)));
		Target first = this.target;
		this.target = database.newTarget();
		Lease otherLease = expiringLease();
		Entry theirs = writer(otherLease).save(Rows.synced(Rows.project(1)), null);
		assertThat(this.ledger.find(first.id(), Rows.project(1).externalId())).containsExactly(ours);
		assertThat(this.ledger.find(this.target.id(), Rows.project(1).externalId())).containsExactly(theirs);
		assertThat(this.ledger.doubtClaimsOfDeadRuns(expiringLease(), CLOCK.instant())).isZero();
		assertThat(this.ledger.stuck(this.target.id(), false, 10)).isEmpty();
		assertThat(this.ledger.isEmpty(first.id(), "project")).isFalse();
		assertThat(this.ledger.isEmpty(first.id(), "client")).isTrue();
	}

	@Test
	void letsManyThreadsShareFewCommits() throws Exception {
		AtomicInteger commits = new AtomicInteger();
		LedgerWriter counted = database.writer(this.lease, (usual) -> counting(usual, commits));
		this.open.add(counted);
		together(16, (number) -> {
			for (int i = 0; i < 40; i++) {
				Key key = Rows.project(number * 100 + i);
				Entry sent = counted.save(Rows.sending(key), null);
				counted.save(sent.synced("1", "{}", Rows.ended(7, "created")), attempt(key, 7, "Accepted"));
			}
		});
		assertThat(this.ledger.totals(this.target.id())).containsExactly(new Total("project", State.SYNCED, 640));
		assertThat(commits.get()).isLessThan(640);
		assertThat(database.jdbc()
			.sql("SELECT COUNT(*) FROM attempt WHERE target_id = ?")
			.param(this.target.id())
			.query(Integer.class)
			.single()).isEqualTo(640);
	}

	@Test
	void writesTheRestOfABatchWhenOneRowIsStale() throws Exception {
		Entry old = save(Rows.sending(Rows.project(0)));
		save(old.synced("1", "{}", Rows.ended(7, "created")));
		List<Entry> batch = new ArrayList<>(List.of(old));
		for (int i = 1; i <= 20; i++) {
			batch.add(Rows.sending(Rows.project(i)));
		}
		List<Throwable> failures = inOneBatch(this.lease, batch);
		assertThat(failures).singleElement().isInstanceOf(StaleEntryException.class);
		assertThat(this.ledger.totals(this.target.id())).containsExactly(new Total("project", State.SENDING, 20),
				new Total("project", State.SYNCED, 1));
	}

	@Test
	void refusesAnOlderFenceForEveryStatement() {
		Entry known = save(Rows.sending(Rows.project(1)));
		expiringLease();
		assertThatExceptionOfType(FenceLostException.class).isThrownBy(() -> save(Rows.sending(Rows.project(2))))
			.withMessageContaining("fence " + this.lease.fence());
		assertThatExceptionOfType(FenceLostException.class).isThrownBy(() -> this.writer
			.save(known.synced("1", "{}", Rows.ended(7, "created")), attempt(known.key(), 7, "x")));
		assertThatExceptionOfType(FenceLostException.class).isThrownBy(() -> this.writer.withdraw(known, null));
		assertThat(this.ledger.find(this.target.id(), "project", ids(1, 2)).values()).containsExactly(known);
		assertThat(this.ledger.attempts(this.target.id(), known.key(), 10)).isEmpty();
	}

	@Test
	void refusesAWholeBatchOfAnOlderFence() throws Exception {
		expiringLease();
		List<Entry> batch = new ArrayList<>();
		for (int i = 1; i <= 20; i++) {
			batch.add(Rows.sending(Rows.project(i)));
		}
		List<Throwable> failures = inOneBatch(this.lease, batch);
		assertThat(failures).hasSize(20).allMatch((failure) -> failure instanceof FenceLostException);
		assertThat(this.ledger.isEmpty(this.target.id(), "project")).isTrue();
	}

	@Test
	void takesBackARowWhoseCallNeverBegan() {
		Entry claimed = save(Rows.sending(Rows.project(1)));
		this.writer.withdraw(claimed, null);
		assertThat(read(Rows.project(1))).isNull();
		assertThat(save(Rows.sending(Rows.project(1))).version()).isEqualTo(1);
	}

	@Test
	void takesBackNothingThatHasChangedSince() {
		Entry claimed = save(Rows.sending(Rows.project(1)));
		Entry synced = save(claimed.synced("1", "{}", Rows.ended(7, "created")));
		assertThatExceptionOfType(StaleEntryException.class).isThrownBy(() -> this.writer.withdraw(claimed, null));
		assertThat(read(Rows.project(1))).isEqualTo(synced);
	}

	@Test
	void writesWhatWasHandedOverBeforeItCloses() throws Exception {
		List<Entry> batch = new ArrayList<>();
		for (int i = 1; i <= 50; i++) {
			batch.add(Rows.sending(Rows.project(i)));
		}
		assertThat(inOneBatch(this.lease, batch)).isEmpty();
		this.writer.close();
		this.writer.close();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> save(Rows.sending(Rows.project(99))))
			.withMessageContaining("closed");
	}

	@Test
	void tellsAttemptsFromTheNewestOn() {
		Entry entry = save(Rows.sending(Rows.project(1)));
		Attempt first = attempt(entry.key(), 7, "Unclear");
		entry = this.writer.save(entry, first);
		Attempt second = new Attempt(entry.key(), 8, Rows.STAMP, Rows.STAMP.plusMillis(20), Verb.ADOPT, "Refused",
				"ValidationError", new TreeSet<>(), "HTTP 422 {\"name\":\"ValidationError\"}");
		this.writer.save(entry, second);
		save(Rows.sending(Rows.project(2)));
		assertThat(this.ledger.attempts(this.target.id(), entry.key(), 10)).containsExactly(second, first);
		assertThat(this.ledger.attempts(this.target.id(), entry.key(), 1)).containsExactly(second);
		assertThat(this.ledger.attempts(this.target.id(), Rows.project(2), 10)).isEmpty();
	}

	@Test
	void doubtsTheClaimsOfDeadRunsOnly() {
		Entry fresh = save(Rows.sending(Rows.project(1)));
		Entry before = save(Rows.stuck(Rows.project(2), State.REJECTED));
		Entry again = save(Rows.sending(before, Verb.PUT));
		Entry settled = save(Rows.synced(Rows.project(3)));
		Lease next = expiringLease();
		Entry own = writer(next).save(Rows.sending(Rows.project(4)), null);

		assertThat(this.ledger.doubtClaimsOfDeadRuns(next, CLOCK.instant())).isEqualTo(2);

		Entry doubted = read(fresh.key());
		assertThat(doubted.state()).isEqualTo(State.UNKNOWN);
		assertThat(doubted.pending().payload()).isEqualTo(fresh.pending().payload());
		assertThat(doubted.pending().since()).as("the call may have gone on until its process was dead")
			.isBetween(CLOCK.instant().minus(next.formerGone()).minusNanos(1000), CLOCK.instant());
		assertThat(doubted.version()).isEqualTo(fresh.version() + 1);
		assertThat(doubted.trouble()).isNotNull();
		assertThat(doubted.trouble().cause()).isEqualTo("INTERRUPTED");
		assertThat(doubted.trouble().since()).isEqualTo(CLOCK.instant());
		assertThat(read(again.key()).trouble().since()).isEqualTo(before.trouble().since());
		assertThat(read(settled.key())).isEqualTo(settled);
		assertThat(read(own.key())).isEqualTo(own);
		assertThat(this.ledger.doubtClaimsOfDeadRuns(next, CLOCK.instant())).isZero();
	}

	@Test
	void takesUpWhatIsUnfinished() {
		Map.of(1, State.UNKNOWN, 2, State.RETRYING, 3, State.BLOCKED, 4, State.REJECTED, 5, State.HELD, 6,
				State.OUT_OF_SCOPE)
			.forEach((number, state) -> save(Rows.stuck(Rows.project(number), state)));
		save(Rows.synced(Rows.project(7)));
		save(Rows.sending(Rows.project(8)));
		save(Rows.stuck(Rows.client(9), State.RETRYING));
		assertThat(unfinished("project", null)).containsExactly(1, 2, 3);
		assertThat(unfinished("client", null)).containsExactly(9);
		assertThat(unfinished("contract", null)).isEmpty();
	}

	@Test
	void takesUpWhatWaitsForAParentThatIsThereOrNotKnown() {
		save(Rows.waiting(Rows.project(1), Rows.client(1)));
		save(Rows.waiting(Rows.project(2), Rows.client(2)));
		save(Rows.waiting(Rows.project(3), Rows.client(3)));
		save(Rows.waiting(Rows.project(4), Rows.contract(3)));
		save(Rows.stuck(Rows.client(1), State.REJECTED));
		save(Rows.synced(Rows.client(2)));
		Entry changing = save(Rows.synced(Rows.contract(3)));
		save(Rows.sending(changing, Verb.PUT));
		assertThat(unfinished("project", null)).as("2: there, 3: not known, 4: there and in doubt")
			.containsExactly(2, 3, 4);

		Entry refused = read(Rows.client(1));
		save(refused.synced("1", "{}", Rows.ended(8, "created")));
		assertThat(unfinished("project", null)).containsExactly(1, 2, 3, 4);
	}

	@Test
	void doesNotTakeAnotherTargetsParentForOurs() {
		save(Rows.waiting(Rows.project(1), Rows.client(1)));
		save(Rows.stuck(Rows.client(1), State.REJECTED));
		Target ours = this.target;
		this.target = database.newTarget();
		writer(expiringLease()).save(Rows.synced(Rows.client(1)), null);
		this.target = ours;
		assertThat(unfinished("project", null)).isEmpty();
	}

	@Test
	void limitsWhatIsUnfinishedToOneRun() {
		save(Rows.stuck(Rows.unseen(Rows.project(1)), State.UNKNOWN, 7, null));
		save(Rows.stuck(Rows.unseen(Rows.project(2)), State.UNKNOWN, 8, null));
		save(Rows.stuck(Rows.unseen(Rows.project(3)), State.WAITING, 8, Rows.client(1)));
		assertThat(unfinished("project", 8L)).containsExactly(2, 3);
		assertThat(unfinished("project", 9L)).isEmpty();
	}

	private List<Integer> unfinished(String kind, Long run) {
		List<Entry> found = this.ledger.unfinished(this.target.id(), kind, run, null, 100);
		return found.stream().map((entry) -> Integer.valueOf(entry.key().externalId().substring(3))).toList();
	}

	@Test
	void pagesWhatIsUnfinishedWithoutGapsAndRepetitions() {
		for (int i = 0; i < 25; i++) {
			save(Rows.stuck(Rows.project(i * 7 % 25), State.RETRYING));
		}
		List<String> seen = new ArrayList<>();
		String after = null;
		List<Entry> page;
		do {
			page = this.ledger.unfinished(this.target.id(), "project", null, after, 4);
			page.forEach((entry) -> seen.add(entry.key().externalId()));
			after = page.isEmpty() ? after : page.get(page.size() - 1).key().externalId();
		}
		while (!page.isEmpty());
		assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();
	}

	@Test
	void ordersIdsAlikeWhateverTheDatabasesLocale() {
		List<String> ids = List.of("0060000000000000AB", "0060000000000000Aa", "0060000000000000aA",
				"0060000000000000ab");
		List<String> mixed = new ArrayList<>(ids);
		Collections.shuffle(mixed, new Random(3));
		mixed.forEach((id) -> save(Rows.stuck(new Key("project", id), State.RETRYING)));
		List<String> seen = new ArrayList<>();
		String after = null;
		for (int i = 0; i < 5; i++) {
			List<Entry> page = this.ledger.unfinished(this.target.id(), "project", null, after, 1);
			for (Entry entry : page) {
				after = entry.key().externalId();
				seen.add(after);
			}
		}
		assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
	}

	@Test
	void findsStuckRowsByChoice() {
		save(Rows.stuck(Rows.unseen(Rows.project(1)), State.REJECTED, 7, null));
		save(Rows.stuck(Rows.unseen(Rows.project(2)), State.REJECTED, 8, null));
		save(Rows.stuck(Rows.unseen(Rows.project(3)), State.BLOCKED, 8, null));
		assertThat(stuck(new Choice(null, null, Set.of()))).containsExactly(1, 2, 3);
		assertThat(stuck(new Choice("ValidationError", null, Set.of()))).containsExactly(1, 2, 3);
		assertThat(stuck(new Choice("CTR006", null, Set.of()))).isEmpty();
		assertThat(stuck(new Choice(null, 8L, Set.of()))).containsExactly(2, 3);
		assertThat(stuck(new Choice("ValidationError", 8L, Set.copyOf(ids(1, 2))))).containsExactly(2);
		assertThat(this.ledger.stuck(this.target.id(), "project", Set.of(State.REJECTED),
				new Choice(null, null, Set.of()), Rows.project(1).externalId(), 10))
			.extracting(Entry::key)
			.containsExactly(Rows.project(2));
	}

	private List<Integer> stuck(Choice choice) {
		return this.ledger.stuck(this.target.id(), "project", State.STUCK, choice, null, 10)
			.stream()
			.map((entry) -> Integer.valueOf(entry.key().externalId().substring(3)))
			.toList();
	}

	@Test
	void countsWhatIsStuckWithoutWhatWasSetAside() {
		save(Rows.stuck(Rows.project(1), State.REJECTED));
		save(Rows.stuck(Rows.project(2), State.REJECTED));
		save(Rows.stuck(Rows.client(3), State.UNKNOWN));
		save(Rows.parked(Rows.stuck(Rows.project(4), State.REJECTED), "not ours"));
		save(Rows.synced(Rows.project(5)));
		assertThat(this.ledger.stuckIn(this.target.id(), 7)).isEqualTo(3);
		assertThat(this.ledger.stuckIn(this.target.id(), 8)).isZero();
		assertThat(this.ledger.stuck(this.target.id())).as("with what was set aside").isEqualTo(4);
		assertThat(this.ledger.stuckByCause(this.target.id())).containsExactly(
				new StuckGroup("project", State.REJECTED, "ValidationError", "It is wrong", 2),
				new StuckGroup("client", State.UNKNOWN, "ValidationError", "It is wrong", 1));
		assertThat(this.ledger.stuck(this.target.id(), false, 10)).extracting(Entry::key)
			.containsExactlyInAnyOrder(Rows.project(1), Rows.project(2), Rows.client(3));
		assertThat(this.ledger.stuck(this.target.id(), false, 2)).hasSize(2);
		assertThat(this.ledger.totals(this.target.id())).containsExactly(new Total("client", State.UNKNOWN, 1),
				new Total("project", State.REJECTED, 3), new Total("project", State.SYNCED, 1));
	}

	@Test
	void tellsWhenTheNextDoubtIsDue() {
		assertThat(this.ledger.nextDoubtDue(this.target.id(), 7, Instant.EPOCH)).isEmpty();
		Instant due = Rows.STAMP.plus(Duration.ofMinutes(2));
		save(Rows.stuck(Rows.unseen(Rows.project(1)), State.UNKNOWN, 7, null));
		save(Rows.stuck(Rows.unseen(Rows.project(2)), State.RETRYING, 8, null));
		assertThat(this.ledger.nextDoubtDue(this.target.id(), 7, Instant.EPOCH)).contains(due);
		assertThat(this.ledger.nextDoubtDue(this.target.id(), 8, Instant.EPOCH)).isEmpty();
	}

	@Test
	void findsNothingForNoIds() {
		assertThat(this.ledger.find(this.target.id(), "project", Set.of())).isEmpty();
	}

	@Test
	void findsThousandsOfIdsAtOnce() throws Exception {
		List<Entry> batch = new ArrayList<>();
		Set<String> ids = new TreeSet<>();
		for (int i = 0; i < 3000; i++) {
			ids.add(Rows.project(i).externalId());
			if (i % 30 == 0) {
				batch.add(Rows.sending(Rows.project(i)));
			}
		}
		assertThat(inOneBatch(this.lease, batch)).isEmpty();
		assertThat(this.ledger.find(this.target.id(), "project", ids)).hasSize(100);
	}

	private static Set<String> ids(int... numbers) {
		Set<String> ids = new TreeSet<>();
		for (int number : numbers) {
			ids.add(Rows.project(number).externalId());
		}
		return ids;
	}

	private static Attempt attempt(Key key, long run, String outcome) {
		return new Attempt(key, run, Rows.STAMP, Rows.STAMP.plusMillis(20), Verb.POST, outcome, null,
				new TreeSet<>(Set.of("name", "brief")), null);
	}

	/** Hands rows over while a transaction is held up, so that one batch takes them. */
	private List<Throwable> inOneBatch(Lease held, List<Entry> entries) throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		LedgerWriter slow = database.writer(held, (usual) -> holdingUp(usual, begun, go));
		List<Throwable> failures = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(entries.size() + 1);
		try {
			Future<Entry> first = threads.submit(() -> slow.save(Rows.synced(Rows.client(999)), null));
			begun.await();
			List<Future<Entry>> saves = new ArrayList<>();
			CountDownLatch started = new CountDownLatch(entries.size());
			for (Entry entry : entries) {
				saves.add(threads.submit(() -> {
					started.countDown();
					return slow.save(entry, null);
				}));
			}
			started.await();
			go.countDown();
			collect(first, new ArrayList<>());
			saves.forEach((save) -> collect(save, failures));
		}
		finally {
			slow.close();
			threads.shutdown();
		}
		database.jdbc()
			.sql("DELETE FROM ledger WHERE target_id = ? AND kind = 'client'")
			.param(this.target.id())
			.update();
		return failures;
	}

	private static void collect(Future<Entry> save, List<Throwable> failures) {
		try {
			save.get();
		}
		catch (ExecutionException ex) {
			failures.add(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TransactionOperations holdingUp(TransactionOperations usual, CountDownLatch begun,
			CountDownLatch go) {
		return new TransactionOperations() {

			@Override
			public <T> T execute(TransactionCallback<T> action) throws TransactionException {
				begun.countDown();
				try {
					go.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				return usual.execute(action);
			}

		};
	}

	private static TransactionOperations counting(TransactionOperations usual, AtomicInteger commits) {
		return new TransactionOperations() {

			@Override
			public <T> T execute(TransactionCallback<T> action) throws TransactionException {
				commits.incrementAndGet();
				return usual.execute(action);
			}

		};
	}

	private interface Numbered {

		void run(int number);

	}

	private static void together(int threads, Numbered work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Boolean>> calls = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				int number = i;
				calls.add(() -> {
					work.run(number);
					return true;
				});
			}
			for (Future<Boolean> done : executor.invokeAll(calls)) {
				done.get();
			}
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void knowsWhatWaitsForAnApprovalByRun() {
		save(Rows.stuck(Rows.unseen(Rows.project(1)), State.HELD, 7, null));
		save(Rows.stuck(Rows.unseen(Rows.project(2)), State.HELD, 7, null));
		save(Rows.stuck(Rows.unseen(Rows.client(3)), State.HELD, 8, null));
		save(Rows.parked(Rows.stuck(Rows.unseen(Rows.project(4)), State.HELD, 7, null), "not ours"));
		save(Rows.stuck(Rows.unseen(Rows.project(5)), State.REJECTED, 7, null));
		assertThat(this.ledger.held(this.target.id())).containsExactly(new Ledger.Held(7, "project", 2),
				new Ledger.Held(8, "client", 1));
		assertThat(this.ledger.held(this.target.id(), "project", 7, null, 10)).extracting(Entry::key)
			.containsExactly(Rows.project(1), Rows.project(2));
		assertThat(this.ledger.held(this.target.id(), "project", 7, Rows.project(1).externalId(), 10)).hasSize(1);
		assertThat(this.ledger.held(this.target.id(), "project", 8, null, 10)).isEmpty();
	}

	@Test
	void releasesWhatWaitedForWhatARunBroughtToCor() {
		save(Rows.waiting(Rows.project(1), Rows.client(1)));
		save(Rows.waiting(Rows.project(2), Rows.client(2)));
		save(Rows.waiting(Rows.project(3), Rows.client(3)));
		save(Rows.stuck(Rows.unseen(Rows.project(4)), State.UNKNOWN, 9, null));
		save(Rows.stuck(Rows.unseen(Rows.project(5)), State.UNKNOWN, 8, null));
		save(Rows.unseen(Rows.client(1)).synced("1", "{}", Rows.ended(9, "created")));
		save(Rows.unseen(Rows.client(2)).synced("2", "{}", Rows.ended(8, "created")));
		save(Rows.stuck(Rows.unseen(Rows.client(3)), State.REJECTED, 9, null));
		assertThat(this.ledger.released(this.target.id(), "project", 9, null, 10)).extracting(Entry::key)
			.containsExactly(Rows.project(1), Rows.project(4));
	}

	@Test
	void keepsParkedRowsApartUntilTheyAreInCor() {
		Entry parked = save(save(Rows.stuck(Rows.project(1), State.REJECTED)).parked("not ours"));
		save(Rows.stuck(Rows.project(2), State.REJECTED));
		assertThat(this.ledger.stuck(this.target.id(), true, 10)).containsExactly(parked);
		assertThat(this.ledger.stuck(this.target.id(), false, 10)).extracting(Entry::key)
			.containsExactly(Rows.project(2));
		save(parked.synced("1", "{}", Rows.ended(8, "created")));
		assertThat(this.ledger.stuck(this.target.id(), true, 10)).isEmpty();
	}

	@Test
	void findsWhatNamesAClientOrWaitsForIt() {
		String loser = Rows.client(1).externalId();
		String other = Rows.client(2).externalId();
		save(naming(Rows.project(1), loser));
		save(naming(Rows.project(2), other));
		save(Rows.waiting(Rows.project(3), Rows.client(1)));
		Entry gone = save(naming(Rows.project(4), loser));
		save(gone.outOfScope(null, gone.accepted(), Rows.stuck(gone.key(), State.HELD).trouble(),
				Rows.ended(8, "skipped")));
		save(naming(Rows.contract(5), loser));
		assertThat(naming("project", List.of(loser), null, 10)).containsExactly(Rows.project(1).externalId(),
				Rows.project(3).externalId());
		assertThat(naming("project", List.of(loser, other), Rows.project(1).externalId(), 1))
			.containsExactly(Rows.project(2).externalId());
		assertThat(naming("contract", List.of(loser), null, 10)).containsExactly(Rows.contract(5).externalId());
		save(Rows.synced(Rows.client(2)));
		assertThat(this.ledger.known(this.target.id(), List.of(loser, other, "001000000000009AAA")))
			.containsExactlyInAnyOrder(loser, other);
	}

	private List<String> naming(String kind, List<String> clients, String after, int limit) {
		return this.ledger.naming(this.target.id(), kind, clients, after, limit);
	}

	private static Entry naming(Key key, String client) {
		return Rows.unseen(key)
			.synced("1", "{\"brief\":\"x\",\"client_id\":\"%s\",\"name\":\"y\"}".formatted(client),
					Rows.ended(7, "created"));
	}

}
