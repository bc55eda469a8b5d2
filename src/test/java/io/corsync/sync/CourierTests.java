package io.corsync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.corsync.cor.CorClient;
import io.corsync.cor.CorException;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.cor.TestCor;
import io.corsync.ledger.Attempt;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Entry.Verb;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every way that one entity can go: the real client, a real ledger, the sandbox's COR.
 */
class CourierTests {

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	private static SandboxCor cor;

	private final Mapped acme = Things.client(1);

	private final Mapped retainer = Things.contract(1, this.acme);

	private final Mapped site = Things.project(1, this.acme, this.retainer);

	private final Mapped lone = Things.project(2);

	private CorClient client;

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

	@BeforeEach
	void begin() {
		cor.reset();
		this.client = TestCor.jumping(cor.settings(), CLOCK, CLOCK::pass);
		this.client.login();
		this.bench = bench();
		this.bench.run();
	}

	private Bench bench() {
		return new Bench(database, CLOCK, this.client, 1);
	}

	@AfterEach
	void end() {
		this.bench.close();
		this.client.close();
		assertThat(cor.violations()).isEmpty();
	}

	private Outcome site() {
		return this.bench.outcome(this.site, this.acme, this.retainer);
	}

	private void assertThatCorHolds(Mapped mapped) {
		Entry entry = this.bench.entry(mapped);
		assertThat(entry.state()).isEqualTo(State.SYNCED);
		assertThat(entry.pending()).isNull();
		assertThat(entry.trouble()).isNull();
		assertThat(entry.corId()).isNotNull();
		assertThat(entry.accepted()).isEqualTo(mapped.payload().text());
		assertThat(cor.payload(mapped).text()).isEqualTo(mapped.payload().text());
	}

	// Create, change

	@Test
	void createsClientContractAndProject() {
		List<RowResult> results = this.bench.deliver(Things.work(this.site, this.acme, this.retainer));
		assertThat(results).singleElement().satisfies((result) -> {
			assertThat(result.kind()).isEqualTo(Kind.PROJECT);
			assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
		});
		for (Mapped mapped : List.of(this.acme, this.retainer, this.site)) {
			assertThatCorHolds(mapped);
			assertThat(cor.calls(mapped)).containsExactly("POST 201");
			assertThat(this.bench.attempts(mapped)).singleElement()
				.returns("Accepted", Attempt::outcome)
				.returns(Verb.POST, Attempt::verb)
				.returns(1L, Attempt::run)
				.returns(mapped.payload().names(), Attempt::changedFields)
				.returns(null, Attempt::raw);
			assertThat(this.bench.entry(mapped).lastRun()).isEqualTo(new Entry.LastRun(1, "syncProjects", "created"));
		}
	}

	@Test
	void callsNobodyForWhatCorHasAlready() {
		site();
		int calls = cor.calls();
		this.bench.run();
		assertThat(site()).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.bench.outcome(Things.touched(this.site), this.acme, this.retainer))
			.isEqualTo(Outcome.UNCHANGED);
		assertThat(cor.calls()).isEqualTo(calls);
	}

	@Test
	void sendsChangedFieldsOnly() {
		site();
		Mapped renamed = Things.changed(this.site, "name", "Rebranding");
		assertThat(this.bench.run().outcome(renamed, this.acme, this.retainer)).isEqualTo(Outcome.UPDATED);
		assertThat(cor.lastBody(this.site)).isEqualTo(Payload.of(Map.of("name", Things.text("Rebranding"))));
		assertThatCorHolds(renamed);
		assertThat(this.bench.entry(renamed).name()).isEqualTo("Rebranding");
		assertThat(this.bench.attempts(this.site).get(0).changedFields()).containsExactly("name");
	}

	@Test
	void keepsItsHandsOffFieldsThatAreCorsAfterTheCreation() {
		site();
		int calls = cor.calls();
		Mapped finished = Things.changed(this.site, "status", "finished");
		assertThat(this.bench.run().outcome(finished, this.acme, this.retainer)).isEqualTo(Outcome.UNCHANGED);
		assertThat(cor.calls()).isEqualTo(calls);
		Mapped renamed = Things.changed(finished, "name", "Rebranding");
		this.bench.outcome(renamed, this.acme, this.retainer);
		assertThat(cor.payload(this.site).get("status")).isEqualTo(Things.text("active"));
		assertThat(this.bench.entry(this.site).accepted()).contains("\"status\":\"active\"");
	}

	@Test
	void createsTheNewClientOfAProjectThatMoves() {
		site();
		Mapped other = Things.client(2);
		Mapped moved = Things.changed(this.site, "client_id", other.externalId());
		assertThat(this.bench.run().outcome(moved, other, this.retainer)).isEqualTo(Outcome.UPDATED);
		assertThatCorHolds(other);
		assertThatCorHolds(moved);
	}

	@Test
	void createsNoParentForARowThatIsNotSent() {
		Mapped unfit = Things.refused(this.site, "MISSING_VALUE");
		assertThat(this.bench.outcome(unfit, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(cor.calls()).isZero();
		assertThat(this.bench.entry(this.acme)).isNull();
		assertThat(this.bench.entry(this.site)).returns(State.REJECTED, Entry::state);
		assertThat(this.bench.entry(this.site).trouble()).returns("MISSING_VALUE", Entry.Trouble::cause);
	}

	@Test
	void leavesAloneWhatTheLedgerDoesNotKnowWhenOnlyKnownRowsCount() {
		assertThat(this.bench.outcome(Things.onlyKnown(this.acme))).isEqualTo(Outcome.SKIPPED);
		assertThat(this.bench.entry(this.acme)).isNull();
		site();
		Mapped renamed = Things.changed(this.acme, "name", "Acme Inc.");
		assertThat(this.bench.outcome(Things.onlyKnown(renamed))).isEqualTo(Outcome.UPDATED);
		assertThatCorHolds(renamed);
	}

	@Test
	void neverSendsAnOlderSnapshot() {
		Mapped renamed = Things.changed(this.acme, "name", "Acme Inc.");
		this.bench.outcome(this.site, renamed, this.retainer);
		int calls = cor.calls();
		assertThat(this.bench.run().outcome(Things.work(this.acme))).isEqualTo(Outcome.STALE);
		Mapped other = Things.project(5, this.acme);
		assertThat(this.bench.outcome(other, this.acme)).isEqualTo(Outcome.CREATED);
		assertThat(cor.calls()).isEqualTo(calls + 1);
		assertThatCorHolds(renamed);
	}

	// Adopt

	/** A ledger that was lost: COR has it, and a delivery team has changed it since. */
	private void loseLedger() {
		site();
		cor.editByHand(this.site, "{\"brief\":\"by the team\",\"estimated\":7}");
		this.bench.close();
		this.bench = bench();
		this.bench.run();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void adoptsADuplicateAndKeepsCorsValues(boolean metadataOnlyPut) {
		cor.behave("{\"metadataOnlyPut\":%s}".formatted(metadataOnlyPut));
		loseLedger();
		assertThat(site()).isEqualTo(Outcome.ADOPTED);
		assertThat(cor.payload(this.site).get("brief")).isEqualTo(Things.text("by the team"));
		assertThat(this.bench.entry(this.site)).returns(State.SYNCED, Entry::state)
			.returns(this.site.payload().text(), Entry::accepted);
		assertThat(this.bench.entry(this.acme).state()).isEqualTo(State.SYNCED);
		// COR refuses a call without fields once, and is not asked that way again: any
		// field might overwrite what the team edited.
		assertThat(this.bench.entry(this.site).corId() != null).isEqualTo(metadataOnlyPut);
		assertThat(cor.calls(this.acme)).endsWith("POST 409", metadataOnlyPut ? "PUT 200" : "PUT 400");
		assertThat(cor.calls(this.site))
			.endsWith(metadataOnlyPut ? new String[] { "POST 409", "PUT 200" } : new String[] { "POST 409" });

		Mapped renamed = Things.changed(this.site, "name", "Rebranding");
		assertThat(this.bench.run().outcome(renamed, this.acme, this.retainer)).isEqualTo(Outcome.UPDATED);
		assertThat(cor.lastBody(this.site).names()).containsExactly("name");
	}

	@Test
	void adoptsADuplicateAndOverwritesCorsValuesWhereThatIsWished() {
		loseLedger();
		this.bench.close();
		this.bench = bench().overwritingOnAdopt();
		assertThat(this.bench.run().outcome(this.site, this.acme, this.retainer)).isEqualTo(Outcome.ADOPTED);
		assertThatCorHolds(this.site);
		assertThat(cor.lastBody(this.site).names()).doesNotContain("status");
	}

	@Test
	void asksAPersonWhenAnAdoptionStaysUnclear() {
		cor.behave("{\"metadataOnlyPut\":true}");
		loseLedger();
		cor.fault("{\"effect\":\"HTML\",\"verb\":\"PUT\",\"kind\":\"projects\",\"times\":0}");
		for (int run = 1; run <= 4; run++) {
			assertThat(this.bench.run().outcome(this.site, this.acme, this.retainer)).as("run %d", run)
				.isEqualTo(Outcome.RETRYING);
			assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.NOT_ADOPTED);
		}
		assertThat(this.bench.run().outcome(this.site, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.PERSISTENT_FAILURE);
	}

	// Missing

	@Test
	void putsAParentBackOnceThatSomebodyDeletedInCor() {
		site();
		String before = this.bench.entry(this.acme).corId();
		cor.deleteByHand(this.acme);
		Mapped second = Things.project(3, this.acme);
		assertThat(this.bench.run().outcome(second, this.acme)).isEqualTo(Outcome.CREATED);
		assertThat(cor.calls(second)).containsExactly("POST 404", "POST 201");
		// It is asked for before it is created: COR may have meant something else.
		assertThat(cor.calls(this.acme)).containsExactly("POST 201", "PUT 400", "PUT 404", "POST 201");
		assertThatCorHolds(this.acme);
		assertThatCorHolds(second);
		assertThat(this.bench.entry(this.acme).corId()).isNotEqualTo(before);
	}

	@Test
	void putsAContractAndItsClientBack() {
		site();
		cor.deleteByHand(this.retainer);
		cor.deleteByHand(this.acme);
		Mapped second = Things.project(3, this.retainer);
		assertThat(this.bench.run().outcome(second, this.acme, this.retainer)).isEqualTo(Outcome.CREATED);
		for (Mapped mapped : List.of(this.acme, this.retainer, second)) {
			assertThatCorHolds(mapped);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTML", "DROP_AFTER", "DROP_BEFORE" })
	void waitsForAParentWhoseRestorationIsInDoubt(String effect) {
		site();
		cor.deleteByHand(this.acme);
		cor.fault("{\"effect\":\"%s\",\"verb\":\"POST\",\"kind\":\"clients\"}".formatted(effect));
		Mapped second = Things.project(3, this.acme);
		this.bench.run();
		assertThat(this.bench.outcome(second, this.acme)).isEqualTo(Outcome.WAITING);
		assertThat(this.bench.entry(second).trouble().waitsFor()).isEqualTo(Delivery.key(this.acme));
		assertThat(this.bench.entry(this.acme).state()).isEqualTo(State.UNKNOWN);
		this.bench.pass(Bench.SETTLE_AFTER).run();
		this.bench
			.settle((key) -> key.kind().equals("client") ? Things.work(this.acme) : Things.work(second, this.acme));
		assertThatCorHolds(this.acme);
		assertThatCorHolds(second);
	}

	@Test
	void waitsForAParentThatCorRefusesWhenItIsPutBack() {
		site();
		cor.deleteByHand(this.acme);
		cor.answer("POST", Kind.CLIENT, 1, 400, "ValidationError");
		Mapped second = Things.project(3, this.acme);
		assertThat(this.bench.run().outcome(second, this.acme)).isEqualTo(Outcome.WAITING);
		assertThat(this.bench.entry(this.acme)).returns(State.REJECTED, Entry::state).returns(null, Entry::accepted);
		assertThat(this.bench.unfinished(Kind.PROJECT)).isEmpty();
	}

	@Test
	void sendsItOnceMoreWhenItsParentWasPutThereMeanwhile() {
		cor.answer("POST", Kind.PROJECT, 1, 404, "ClientNotFoundError");
		assertThat(site()).isEqualTo(Outcome.CREATED);
		assertThat(cor.calls(this.site)).containsExactly("POST 404", "POST 201");
		assertThat(cor.calls(this.acme)).containsExactly("POST 201");
	}

	@Test
	void callsItAContradictionWhenAParentIsThereAndIsNot() {
		cor.answer("POST", Kind.PROJECT, 0, 404, "ClientNotFoundError");
		assertThat(site()).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.COR_CONTRADICTS_ITSELF);
		assertThat(cor.calls(this.site)).hasSizeLessThanOrEqualTo(2);
		assertThat(cor.calls()).isLessThanOrEqualTo(7);
		assertThatCorHolds(this.acme);
		int calls = cor.calls();
		assertThat(this.bench.run().outcome(this.site, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(cor.calls()).isEqualTo(calls);
	}

	@ParameterizedTest
	@ValueSource(strings = { "LISTED", "NAMED", "ZC001" })
	void asksBeforeItRecreatesAProject(String missing) {
		cor.behave("{\"missing\":\"%s\"}".formatted(missing));
		site();
		cor.deleteByHand(this.site);
		Mapped renamed = Things.changed(this.site, "name", "Rebranding");
		assertThat(this.bench.run().outcome(renamed, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.DELETED_IN_COR);
		assertThat(this.bench.entry(this.site)).returns(null, Entry::accepted).returns(null, Entry::corId);
		assertThatCorHolds(this.acme);
		assertThatCorHolds(this.retainer);

		int calls = cor.calls();
		Mapped again = Things.changed(renamed, "name", "Rebranding 2");
		assertThat(this.bench.run().outcome(again, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(cor.calls()).as("whatever happens to its source").isEqualTo(calls);

		List<Work> named = List.of(Things.work(again, this.acme, this.retainer));
		assertThat(this.bench.run().deliver(named, Insistence.RETRY).get(0).outcome()).isEqualTo(Outcome.CREATED);
		assertThatCorHolds(again);
	}

	@ParameterizedTest
	@ValueSource(strings = { "LISTED", "ZC001" })
	void recreatesAProjectWhereThatIsWished(String missing) {
		cor.behave("{\"missing\":\"%s\"}".formatted(missing));
		this.bench.close();
		this.bench = bench().recreatingMissing();
		this.bench.run();
		site();
		cor.deleteByHand(this.site);
		Mapped renamed = Things.changed(this.site, "name", "Rebranding");
		assertThat(this.bench.run().outcome(renamed, this.acme, this.retainer)).isEqualTo(Outcome.CREATED);
		assertThatCorHolds(renamed);
	}

	@Test
	void recreatesAClientWithoutAsking() {
		site();
		cor.deleteByHand(this.acme);
		Mapped renamed = Things.changed(this.acme, "name", "Acme Inc.");
		assertThat(this.bench.run().outcome(Things.onlyKnown(renamed))).isEqualTo(Outcome.CREATED);
		assertThat(cor.calls(this.acme)).containsExactly("POST 201", "PUT 404", "POST 201");
		assertThatCorHolds(renamed);
	}

	@Test
	void boundsTheCallsWhenCorSaysThereAndNotThere() {
		cor.behave("{\"metadataOnlyPut\":true}");
		site();
		cor.answer("PUT", Kind.PROJECT, 0, 404, "ProjectNotFoundError");
		this.bench.close();
		this.bench = bench().recreatingMissing();
		assertThat(this.bench.run().outcome(this.site, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.COR_CONTRADICTS_ITSELF);
		assertThat(cor.calls(this.site)).containsExactly("POST 201", "POST 409", "PUT 404");

		this.bench.close();
		cor.healFaults();
		this.bench = bench().recreatingMissing();
		this.bench.run();
		site();
		cor.answer("PUT", Kind.PROJECT, 0, 404, "ProjectNotFoundError");
		Mapped renamed = Things.changed(this.site, "name", "Rebranding");
		assertThat(this.bench.outcome(renamed, this.acme, this.retainer)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.COR_CONTRADICTS_ITSELF);
		assertThat(cor.calls(this.site)).endsWith("PUT 404", "POST 409").hasSize(7);
	}

	// In doubt

	@Test
	void settlesACreationThatArrivedByAPut() {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\"}");
		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.UNKNOWN);
		Entry doubtful = this.bench.entry(this.lone);
		assertThat(doubtful.state()).isEqualTo(State.UNKNOWN);
		assertThat(doubtful.pending().verb()).isEqualTo(Verb.POST);
		assertThat(doubtful.pending().payload()).isEqualTo(this.lone.payload().text());
		assertThat(doubtful.nextAttemptAt()).isEqualTo(doubtful.pending().since().plus(Bench.SETTLE_AFTER));
		assertThat(this.bench.attempts(this.lone)).singleElement().returns("Unclear", Attempt::outcome);

		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.CREATED);
		assertThatCorHolds(this.lone);
		assertThat(cor.calls(this.lone)).startsWith("POST 0").filteredOn((call) -> call.startsWith("POST")).hasSize(1);
	}

	@Test
	void createsAgainOnlyWhenCorsNotFoundCanBeBelieved() {
		cor.fault("{\"effect\":\"DROP_BEFORE\",\"verb\":\"POST\"}");
		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.UNKNOWN);
		Instant since = this.bench.entry(this.lone).pending().since();
		this.bench.pass(Bench.SETTLE_AFTER.minusSeconds(1)).run();
		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.entry(this.lone).trouble().cause()).isEqualTo("NOT_ARRIVED_YET");
		assertThat(this.bench.entry(this.lone).pending().since()).isEqualTo(since);
		assertThat(this.bench.entry(this.lone).nextAttemptAt()).isEqualTo(since.plus(Bench.SETTLE_AFTER));
		assertThat(cor.has(this.lone)).isFalse();

		this.bench.pass(Duration.ofSeconds(1));
		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.CREATED);
		assertThatCorHolds(this.lone);
		assertThat(cor.calls(this.lone)).endsWith("PUT 404", "POST 201");
	}

	@Test
	void takesACreationThatArrivesBetweenThePutAndThePost() {
		cor.fault("{\"effect\":\"DROP_THEN_PROCESS\",\"verb\":\"POST\",\"millis\":3600000}");
		this.bench.outcome(this.lone);
		this.bench.pass(Bench.SETTLE_AFTER).run();
		// What a PUT does not find yet is there a moment later.
		cor.arriveLate();
		cor.healFaults();
		cor.answer("PUT", Kind.PROJECT, 1, 404, "ProjectNotFoundError");
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		assertThat(this.bench.outcome(renamed)).isEqualTo(Outcome.CREATED);
		assertThat(cor.calls(this.lone)).endsWith("PUT 404", "POST 409", "PUT 200");
		assertThatCorHolds(renamed);
	}

	@Test
	void adoptsWhatWasThereBeforeADoubtfulCreation() {
		loseLedger();
		cor.fault("{\"effect\":\"DROP_BEFORE\",\"verb\":\"POST\",\"kind\":\"projects\"}");
		assertThat(site()).isEqualTo(Outcome.UNKNOWN);
		assertThat(site()).isIn(Outcome.CREATED, Outcome.ADOPTED);
		assertThat(cor.payload(this.site).get("brief")).isEqualTo(Things.text("by the team"));
		assertThat(this.bench.entry(this.site).state()).isEqualTo(State.SYNCED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP_AFTER", "DROP_BEFORE", "CUT", "UNREADABLE", "HTML" })
	void sendsAllFieldsThatADoubtfulChangeMayHaveChanged(String effect) {
		this.bench.outcome(this.lone);
		cor.fault("{\"effect\":\"%s\",\"verb\":\"PUT\"}".formatted(effect));
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		assertThat(this.bench.run().outcome(renamed)).isEqualTo(Outcome.UNKNOWN);
		Entry doubtful = this.bench.entry(this.lone);
		assertThat(doubtful.pending().verb()).isEqualTo(Verb.PUT);
		assertThat(doubtful.pending().payload()).isEqualTo("{\"name\":\"Rebranding\"}");
		assertThat(doubtful.accepted()).isEqualTo(this.lone.payload().text());

		// Meanwhile its name went back and its brief changed.
		Mapped back = Things.changed(Things.changed(renamed, "name", "Project 2"), "brief", "new");
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.UPDATED);
		assertThat(cor.lastBody(this.lone).names()).containsExactly("brief", "name");
		assertThatCorHolds(back);
	}

	@Test
	void keepsTheWholeDoubtWhenItsSettlementIsUnclearToo() {
		this.bench.outcome(this.lone);
		cor.fault("{\"effect\":\"HTML\",\"verb\":\"PUT\",\"times\":2}");
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		this.bench.run().outcome(renamed);
		Instant since = this.bench.entry(this.lone).pending().since();
		Mapped briefed = Things.changed(renamed, "brief", "new");
		this.bench.pass(Duration.ofMinutes(1)).run();
		assertThat(this.bench.outcome(briefed)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.entry(this.lone).pending())
			.isEqualTo(new Entry.Pending(Verb.PUT, "{\"brief\":\"new\",\"name\":\"Rebranding\"}", since));
		Mapped back = Things.changed(Things.changed(briefed, "name", "Project 2"), "brief", "línea 🎉 2");
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.UPDATED);
		assertThatCorHolds(back);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP_AFTER", "DROP_BEFORE" })
	void keepsWhatADoubtfulCreationMayNotHaveSet(String effect) {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\"}");
		this.bench.outcome(this.lone);
		cor.fault("{\"effect\":\"%s\",\"verb\":\"PUT\"}".formatted(effect));
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		assertThat(this.bench.run().outcome(renamed)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.entry(this.lone).pending().verb()).isEqualTo(Verb.POST);
		assertThat(this.bench.entry(this.lone).pending().payload()).doesNotContain("\"name\"");
		Mapped back = Things.changed(renamed, "name", "Project 2");
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.CREATED);
		assertThatCorHolds(back);
	}

	@Test
	void settlesNothingFoundForAChangeAsDeletedInCor() {
		this.bench.outcome(this.lone);
		cor.fault("{\"effect\":\"HTML\",\"verb\":\"PUT\"}");
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		this.bench.run().outcome(renamed);
		cor.deleteByHand(this.lone);
		assertThat(this.bench.run().outcome(renamed)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.lone).trouble().cause()).isEqualTo(Causes.DELETED_IN_COR);
		assertThat(cor.has(this.lone)).isFalse();
	}

	@Test
	void keepsADoubtWhenItsSettlementIsRefused() {
		this.bench.outcome(this.lone);
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\"}");
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		this.bench.run().outcome(renamed);
		Entry.Pending doubt = this.bench.entry(this.lone).pending();
		cor.answer("PUT", Kind.PROJECT, 1, 400, "ValidationError");
		Mapped back = Things.changed(renamed, "name", "Project 2");
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.lone).pending()).isEqualTo(doubt);
		this.bench.run().deliver(List.of(Things.work(back)), Insistence.ALL);
		assertThatCorHolds(back);
	}

	@Test
	void putsAParentBackForADoubtfulChange() {
		site();
		Mapped other = Things.client(2);
		this.bench.outcome(Things.project(9, other), other);
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\",\"kind\":\"projects\"}");
		Mapped renamed = Things.changed(this.site, "name", "Rebranding");
		this.bench.run().outcome(renamed, this.acme, this.retainer);
		cor.deleteByHand(other);
		Mapped moved = Things.changed(Things.changed(renamed, "name", "Project 1"), "client_id", other.externalId());
		assertThat(this.bench.run().outcome(moved, other, this.retainer)).isEqualTo(Outcome.UPDATED);
		assertThatCorHolds(moved);
		assertThatCorHolds(other);
	}

	// Refused

	@Test
	void sendsNothingAgainThatWasRefusedAsItIs() {
		cor.behave("{\"maxTextLength\":9}");
		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.REJECTED);
		Entry refused = this.bench.entry(this.lone);
		assertThat(refused.trouble().cause()).isEqualTo("ValidationError");
		assertThat(refused.trouble().raw()).contains("ValidationError");
		assertThat(refused).returns(null, Entry::pending).returns(null, Entry::accepted);
		int calls = cor.calls();
		this.bench.run();
		assertThat(this.bench.outcome(this.lone)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.outcome(Things.touched(this.lone))).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.deliver(List.of(Things.work(this.lone)), Insistence.RETRY).get(0).outcome())
			.isEqualTo(Outcome.REJECTED);
		assertThat(cor.calls()).isEqualTo(calls);

		assertThat(this.bench.deliver(List.of(Things.work(this.lone)), Insistence.ALL).get(0).outcome())
			.isEqualTo(Outcome.REJECTED);
		assertThat(cor.calls()).isEqualTo(calls + 1);
		Mapped shortened = Things.changed(Things.changed(this.lone, "brief", "short"), "name", "P");
		assertThat(this.bench.run().outcome(shortened)).isEqualTo(Outcome.CREATED);
		assertThatCorHolds(shortened);
	}

	@Test
	void recoversWithoutACallWhenTheSourceGoesBack() {
		this.bench.outcome(this.lone);
		cor.behave("{\"maxTextLength\":9}");
		Mapped tooLong = Things.changed(this.lone, "name", "much too long");
		assertThat(this.bench.run().outcome(tooLong)).isEqualTo(Outcome.REJECTED);
		int calls = cor.calls();
		assertThat(this.bench.run().outcome(Things.changed(tooLong, "name", "Project 2"))).isEqualTo(Outcome.UNCHANGED);
		assertThat(cor.calls()).isEqualTo(calls);
		assertThatCorHolds(this.lone);
	}

	@Test
	void holdsUpWhatASettingInCorRefusesAndProbesOnce() {
		cor.behave("{\"contractsWithoutRate\":\"800.*\"}");
		Mapped[] contracts = { Things.contract(11, this.acme), Things.contract(12, this.acme),
				Things.contract(13, this.acme) };
		Work[] works = new Work[3];
		for (int i = 0; i < 3; i++) {
			works[i] = Things.work(Things.project(20 + i, contracts[i]), this.acme, contracts[i]);
		}
		assertThat(this.bench.deliver(works)).extracting(RowResult::outcome).containsOnly(Outcome.WAITING);
		assertThat(contracts).allSatisfy((contract) -> {
			assertThat(this.bench.entry(contract).state()).isEqualTo(State.BLOCKED);
			assertThat(this.bench.entry(contract).trouble().cause()).isEqualTo("CTR006");
		});
		int calls = cor.calls();
		assertThat(this.bench.run().deliver(works)).extracting(RowResult::outcome).containsOnly(Outcome.WAITING);
		assertThat(cor.calls()).as("one probe").isEqualTo(calls + 1);
		cor.behave("{\"contractsWithoutRate\":\"\"}");
		assertThat(this.bench.run().deliver(works)).extracting(RowResult::outcome).containsOnly(Outcome.CREATED);
		assertThat(contracts).allSatisfy(this::assertThatCorHolds);
	}

	@Test
	void waitsForAParentThatWasRefused() {
		cor.answer("POST", Kind.CLIENT, 1, 400, "ValidationError");
		assertThat(site()).isEqualTo(Outcome.WAITING);
		assertThat(this.bench.entry(this.acme).state()).isEqualTo(State.REJECTED);
		assertThat(this.bench.entry(this.retainer).state()).isEqualTo(State.WAITING);
		Entry waiting = this.bench.entry(this.site);
		assertThat(waiting.trouble().cause()).isEqualTo(Causes.PARENT_NOT_IN_COR);
		assertThat(waiting.trouble().message()).contains("Client 1");
		assertThat(waiting.trouble().waitsFor()).isIn(Delivery.key(this.acme), Delivery.key(this.retainer));
		assertThat(this.bench.unfinished(Kind.PROJECT)).isEmpty();

		Mapped mended = Things.changed(this.acme, "name", "Acme Inc.");
		this.bench.run().outcome(Things.onlyKnown(mended));
		this.bench.settle((key) -> switch (key.kind()) {
			case "contract" -> Things.work(this.retainer, mended);
			default -> Things.work(this.site, mended, this.retainer);
		});
		assertThatCorHolds(mended);
		assertThatCorHolds(this.retainer);
		assertThatCorHolds(this.site);
	}

	@Test
	void namesAParentThatCannotBeRead() {
		assertThat(this.bench.outcome(this.site, this.retainer)).isEqualTo(Outcome.WAITING);
		assertThat(this.bench.entry(this.site).trouble().cause()).isEqualTo(Causes.PARENT_HIDDEN);
		assertThat(this.bench.entry(this.site).trouble().message()).contains(this.acme.externalId(),
				"give the integration user access");
		assertThat(cor.calls()).isZero();
	}

	// Not sent

	@Test
	void givesUpAfterTransientTroubleInFiveRuns() {
		cor.fault("{\"effect\":\"TOO_MANY\",\"kind\":\"projects\",\"times\":0,\"retryAfter\":\"0\"}");
		for (int run = 1; run <= 4; run++) {
			assertThat(this.bench.run().outcome(this.lone)).as("run %d", run).isEqualTo(Outcome.RETRYING);
			assertThat(this.bench.entry(this.lone).attempts()).isEqualTo(run);
			assertThat(this.bench.entry(this.lone).pending()).isNull();
		}
		assertThat(this.bench.run().outcome(this.lone)).isEqualTo(Outcome.REJECTED);
		assertThat(this.bench.entry(this.lone).trouble().cause()).isEqualTo(Causes.PERSISTENT_FAILURE);
		assertThat(this.bench.run().outcome(this.lone)).isEqualTo(Outcome.REJECTED);
		cor.healFaults();
		assertThat(this.bench.deliver(List.of(Things.work(this.lone)), Insistence.RETRY).get(0).outcome())
			.isEqualTo(Outcome.CREATED);
		assertThat(this.bench.entry(this.lone).attempts()).isZero();
		assertThatCorHolds(this.lone);
	}

	@Test
	void keepsADoubtWhenItsSettlementIsNotSent() {
		this.bench.outcome(this.lone);
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\"}");
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		this.bench.run().outcome(renamed);
		Entry.Pending doubt = this.bench.entry(this.lone).pending();
		cor.fault("{\"effect\":\"TOO_MANY\",\"kind\":\"projects\",\"times\":0,\"retryAfter\":\"0\"}");
		Mapped back = Things.changed(renamed, "name", "Project 2");
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.entry(this.lone).pending()).isEqualTo(doubt);
		cor.healFaults();
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.UPDATED);
		assertThatCorHolds(back);
	}

	// Stopped

	private void stopAfter(int calls) {
		AtomicInteger left = new AtomicInteger(calls);
		this.bench.permit((deadline) -> {
			if (left.getAndDecrement() <= 0) {
				throw new CorException.Stopped("The run is stopping");
			}
		});
	}

	@Test
	void leavesNoRowForACallThatDidNotBegin() {
		stopAfter(0);
		assertThatExceptionOfType(CorException.Stopped.class).isThrownBy(() -> this.bench.outcome(this.lone));
		assertThat(this.bench.entry(this.lone)).isNull();
		assertThat(this.bench.attempts(this.lone)).isEmpty();
	}

	@Test
	void leavesARowAsItWasForACallThatDidNotBegin() {
		this.bench.outcome(this.lone);
		Entry before = this.bench.entry(this.lone);
		stopAfter(0);
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		assertThatExceptionOfType(CorException.Stopped.class).isThrownBy(() -> this.bench.run().outcome(renamed));
		assertThatIsAsBefore(this.lone, before);
	}

	@Test
	void leavesADoubtAsItWasForASettlementThatDidNotBegin() {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\"}");
		this.bench.outcome(this.lone);
		Entry before = this.bench.entry(this.lone);
		stopAfter(0);
		assertThatExceptionOfType(CorException.Stopped.class).isThrownBy(() -> this.bench.run().outcome(this.lone));
		assertThatIsAsBefore(this.lone, before);
	}

	@Test
	void leavesARowAsItWasWhenItIsStoppedBetweenTwoCalls() {
		loseLedger();
		stopAfter(1);
		assertThatExceptionOfType(CorException.Stopped.class).isThrownBy(() -> this.bench.outcome(this.acme));
		assertThat(this.bench.entry(this.acme)).isNull();
		assertThat(this.bench.attempts(this.acme)).singleElement().returns("Duplicate", Attempt::outcome);
	}

	@Test
	void leavesARowAsItWasWhenTheCredentialsAreRefused() {
		this.bench.outcome(this.lone);
		Entry before = this.bench.entry(this.lone);
		cor.fault("{\"effect\":\"UNAUTHORIZED\",\"kind\":\"projects\",\"times\":0}");
		Mapped renamed = Things.changed(this.lone, "name", "Rebranding");
		assertThatExceptionOfType(CorException.Credentials.class).isThrownBy(() -> this.bench.run().outcome(renamed));
		assertThatIsAsBefore(this.lone, before);
	}

	private void assertThatIsAsBefore(Mapped mapped, Entry before) {
		Entry now = this.bench.entry(mapped);
		assertThat(now).usingRecursiveComparison().ignoringFields("version").isEqualTo(before);
	}

	@Test
	void countsTransientTroubleOnceInARun() {
		cor.fault("{\"effect\":\"TOO_MANY\",\"kind\":\"projects\",\"times\":0,\"retryAfter\":\"0\"}");
		for (int pass = 1; pass <= 3; pass++) {
			assertThat(this.bench.outcome(this.lone)).as("pass %d", pass).isEqualTo(Outcome.RETRYING);
		}
		assertThat(this.bench.entry(this.lone).attempts()).isEqualTo(1);
	}

	@Test
	void keepsAParentsOlderValuesWhenAProjectsAbsenceMakesItLookForParents() {
		cor.behave("{\"missing\":\"ZC001\"}");
		site();
		cor.answer("PUT", Kind.CLIENT, 1, 400, "ValidationError");
		Mapped called = Things.changed(this.acme, "phone", "+54 11 4000");
		cor.deleteByHand(this.site);
		Mapped changed = Things.changed(this.site, "name", "Rebranding");
		this.bench.run().outcome(changed, called, this.retainer);
		String held = cor.payload(this.acme).text();
		assertThat(this.bench.entry(this.acme).accepted()).isEqualTo(held);
	}

	@Test
	void leavesAChildAsItWasWhenItsParentsRestorationIsStopped() {
		site();
		cor.deleteByHand(this.acme);
		Mapped second = Things.project(3, this.acme);
		Entry client = this.bench.entry(this.acme);
		stopAfter(1);
		assertThatExceptionOfType(CorException.Stopped.class)
			.isThrownBy(() -> this.bench.run().outcome(second, this.acme));
		assertThat(this.bench.entry(second)).isNull();
		assertThat(this.bench.attempts(second)).singleElement().returns("ParentMissing", Attempt::outcome);
		assertThatIsAsBefore(this.acme, client);
	}

}
