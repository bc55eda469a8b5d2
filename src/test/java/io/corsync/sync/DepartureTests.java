package io.corsync.sync;

import java.util.List;
import java.util.stream.IntStream;

import io.corsync.cor.CorClient;
import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.cor.TestCor;
import io.corsync.ledger.Entry;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Projects on their way out of the scope and back, on both databases.
 */
@ParameterizedClass
@EnumSource
class DepartureTests {

	private static final SettableClock CLOCK = new SettableClock();

	private static final Mapped PROJECT = Things.project(1);

	private static TestDatabase database;

	private static SandboxCor cor;

	@Parameter
	private TestDatabase.Brand brand;

	private CorClient client;

	private Bench bench;

	@BeforeParameterizedClassInvocation
	static void open(TestDatabase.Brand brand) {
		database = brand.open(CLOCK);
		cor = new SandboxCor();
	}

	@AfterParameterizedClassInvocation
	static void close() {
		cor.close();
		database.close();
	}

	@BeforeEach
	void begin() {
		cor.reset();
		this.client = TestCor.fast(cor.settings(), 4);
		this.client.login();
		this.bench = new Bench(database, CLOCK, this.client, 4).run();
	}

	@AfterEach
	void end() {
		this.bench.close();
		this.client.close();
		assertThat(cor.violations()).isEmpty();
	}

	@Test
	void archivesByOneCallAndComesBackByOne() {
		this.bench.outcome(PROJECT);
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.ARCHIVED);
		assertThat(cor.lastBody(PROJECT)).isEqualTo(Payload.parse("{\"archived\":true}"));
		assertThat(entry().state()).isEqualTo(State.OUT_OF_SCOPE);
		Mapped back = Things.changed(PROJECT, "name", "Back");
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.UPDATED);
		assertThat(cor.lastBody(PROJECT)).isEqualTo(Payload.parse("{\"archived\":false,\"name\":\"Back\"}"));
		assertThat(this.bench.run().outcome(back)).isEqualTo(Outcome.UNCHANGED);
		assertThat(cor.calls(PROJECT)).containsExactly("POST 201", "PUT 200", "PUT 200");
	}

	@Test
	void isLeftAloneWithoutACallAndComesBackWithoutOne() {
		this.bench.outcome(PROJECT);
		assertThat(this.bench.run().leave(PROJECT, false)).isEqualTo(Outcome.SKIPPED);
		assertThat(entry().state()).isEqualTo(State.OUT_OF_SCOPE);
		assertThat(this.bench.run().outcome(Things.touched(PROJECT))).isEqualTo(Outcome.UNCHANGED);
		assertThat(entry().state()).isEqualTo(State.SYNCED);
		assertThat(entry().trouble()).isNull();
		assertThat(cor.calls(PROJECT)).containsExactly("POST 201");
	}

	@Test
	void whatARuleLeavesOutIsNotSentAndComesBackWithoutACall() {
		Mapped leftOut = Things.leftOut(PROJECT);
		assertThat(this.bench.run().outcome(leftOut)).isEqualTo(Outcome.SKIPPED);
		assertThat(cor.calls(PROJECT)).isEmpty();

		this.bench.run().outcome(PROJECT);
		assertThat(this.bench.run().outcome(leftOut)).isEqualTo(Outcome.SKIPPED);
		assertThat(entry().state()).isEqualTo(State.OUT_OF_SCOPE);
		assertThat(entry().trouble().cause()).isEqualTo("LEFT_OUT_BY_RULE");
		assertThat(entry().trouble().message()).contains("The rule internal of the mapping");
		assertThat(this.bench.run().outcome(leftOut)).isEqualTo(Outcome.SKIPPED);
		assertThat(this.bench.run().outcome(Things.touched(Things.touched(PROJECT)))).isEqualTo(Outcome.UNCHANGED);
		assertThat(cor.calls(PROJECT)).containsExactly("POST 201");
	}

	@Test
	void whatARuleLeavesOutWhileItIsInDoubtIsSettledFirst() {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\"}");
		assertThat(this.bench.outcome(PROJECT)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.pass(Bench.SETTLE_AFTER).run().outcome(Things.leftOut(PROJECT)))
			.isEqualTo(Outcome.SKIPPED);
		assertThat(entry().state()).isEqualTo(State.OUT_OF_SCOPE);
		assertThat(entry().pending()).isNull();
		assertThat(Payload.parse(entry().accepted()).get("brief")).isEqualTo(PROJECT.payload().get("brief"));
	}

	@Test
	void lostAnswerIsSettledByTheSameCall() {
		this.bench.outcome(PROJECT);
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\"}");
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.pass(Bench.SETTLE_AFTER).run().leave(PROJECT, true)).isEqualTo(Outcome.ARCHIVED);
		assertThat(entry().state()).isEqualTo(State.OUT_OF_SCOPE);
		assertThat(entry().pending()).isNull();
	}

	@Test
	void lostAnswerIsUndoneByAReturn() {
		this.bench.outcome(PROJECT);
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\"}");
		this.bench.run().leave(PROJECT, true);
		this.bench.pass(Bench.SETTLE_AFTER).run().outcome(Things.touched(PROJECT));
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isFalse();
		assertThat(entry().state()).isEqualTo(State.SYNCED);
	}

	@Test
	void lostAnswerIsRememberedWhenItIsLeftAloneFromNowOn() {
		this.bench.outcome(PROJECT);
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\"}");
		this.bench.run().leave(PROJECT, true);
		assertThat(this.bench.run().leave(PROJECT, false)).isEqualTo(Outcome.SKIPPED);
		assertThat(this.bench.run().outcome(Things.touched(PROJECT))).isEqualTo(Outcome.UPDATED);
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isFalse();
	}

	@Test
	void lostAnswerOfTheReturnIsSettledToo() {
		this.bench.outcome(PROJECT);
		this.bench.run().leave(PROJECT, true);
		cor.fault("{\"effect\":\"DROP_BEFORE\",\"verb\":\"PUT\"}");
		assertThat(this.bench.run().outcome(Things.touched(PROJECT))).isEqualTo(Outcome.UNKNOWN);
		this.bench.pass(Bench.SETTLE_AFTER).run().outcome(Things.touched(PROJECT));
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isFalse();
	}

	@Test
	void doubtfulCreationThatArrivedIsArchived() {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\"}");
		assertThat(this.bench.outcome(PROJECT)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.ARCHIVED);
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isTrue();
		assertThat(this.bench.run().outcome(PROJECT)).isEqualTo(Outcome.UPDATED);
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isFalse();
	}

	@Test
	void doubtfulCreationWhoseArchivingIsInDoubtComesBackFromTheArchive() {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\"}");
		this.bench.outcome(PROJECT);
		cor.behave("{\"metadataOnlyPut\":true}");
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\",\"skip\":1}");
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.UNKNOWN);
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isTrue();
		this.bench.pass(Bench.SETTLE_AFTER).run().outcome(Things.touched(PROJECT));
		assertThat(cor.payload(PROJECT).get("archived").booleanValue()).isFalse();
	}

	@Test
	void doubtfulCreationThatDidNotArriveIsNeverMadeGood() {
		cor.fault("{\"effect\":\"DROP_BEFORE\",\"verb\":\"POST\"}");
		this.bench.outcome(PROJECT);
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.bench.pass(Bench.SETTLE_AFTER).run().leave(PROJECT, true)).isEqualTo(Outcome.SKIPPED);
		assertThat(entry().state()).isEqualTo(State.OUT_OF_SCOPE);
		assertThat(entry().inCor()).isFalse();
		assertThat(cor.held(Kind.PROJECT)).isEmpty();
		assertThat(this.bench.run().outcome(PROJECT)).isEqualTo(Outcome.CREATED);
	}

	@Test
	void doubtfulChangeIsSentAgainAfterAReturn() {
		this.bench.outcome(PROJECT);
		Mapped renamed = Things.changed(PROJECT, "name", "Renamed");
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\"}");
		this.bench.run().outcome(renamed);
		assertThat(this.bench.run().leave(renamed, false)).isEqualTo(Outcome.SKIPPED);
		Mapped asBefore = Things.changed(renamed, "name", PROJECT.name());
		assertThat(this.bench.run().outcome(asBefore)).isEqualTo(Outcome.UPDATED);
		assertThat(cor.payload(PROJECT).get("name").asString()).isEqualTo(PROJECT.name());
	}

	@Test
	void refusedArchivingIsToldAndNothingElseIsTouched() {
		this.bench.outcome(PROJECT);
		cor.answer("PUT", Kind.PROJECT, 1, 400, "ValidationError");
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.REJECTED);
		assertThat(entry().trouble().cause()).isEqualTo("ValidationError");
		assertThat(entry().inCor()).isTrue();
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.ARCHIVED);
	}

	@Test
	void projectThatCorLostLeavesAndIsAskedForAfterItsReturn() {
		this.bench.outcome(PROJECT);
		cor.deleteByHand(PROJECT);
		assertThat(this.bench.run().leave(PROJECT, true)).isEqualTo(Outcome.SKIPPED);
		assertThat(this.bench.run().outcome(Things.changed(PROJECT, "name", "Back"))).isEqualTo(Outcome.REJECTED);
		assertThat(entry().trouble().cause()).isEqualTo(Causes.DELETED_IN_COR);
		assertThat(cor.held(Kind.PROJECT)).isEmpty();
	}

	@Test
	void archivesUpToTheLimitOfANight() {
		List<Mapped> projects = IntStream.range(0, 8).mapToObj(Things::project).toList();
		projects.forEach(this.bench::outcome);
		this.bench.guard(VolumeGuard.of(2, List.of(), List.of()));
		this.bench.run();
		List<Outcome> outcomes = projects.stream().map((project) -> this.bench.leave(project, true)).toList();
		assertThat(outcomes).filteredOn(Outcome.ARCHIVED::equals).hasSize(5);
		assertThat(outcomes).filteredOn(Outcome.HELD::equals).hasSize(3);
		this.bench.guard(VolumeGuard.none());
		this.bench.run();
		assertThat(this.bench.leave(projects.get(7), true)).isEqualTo(Outcome.ARCHIVED);
	}

	private Entry entry() {
		return this.bench.entry(PROJECT);
	}

}
