package io.corsync.sync;

import java.util.List;
import java.util.stream.IntStream;

import io.corsync.cor.CorClient;
import io.corsync.cor.TestCor;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An empty ledger meets a COR that is not empty.
 */
class LostLedgerTests {

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	private static SandboxCor cor;

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
	void fillCorAndLoseTheLedger() {
		cor.reset();
		this.client = TestCor.fast(cor.settings(), 4);
		this.client.login();
		try (Bench lost = new Bench(database, CLOCK, this.client, 4).run()) {
			lost.deliver(clients(130), Insistence.NONE);
		}
		this.bench = new Bench(database, CLOCK, this.client, 4);
	}

	@AfterEach
	void end() {
		this.bench.close();
		this.client.close();
		assertThat(cor.violations()).isEmpty();
	}

	private static List<Work> clients(int count) {
		return IntStream.range(0, count).mapToObj((i) -> Things.work(Things.client(i))).toList();
	}

	@Test
	void stopsAtTheThirdDuplicateAndLosesNoRow() {
		DuplicateGuard guard = DuplicateGuard.watching();
		this.bench.duplicates(guard);
		this.bench.run();
		Mapped third = Things.client(2);
		assertThat(this.bench.outcome(Things.client(0))).isEqualTo(Outcome.ADOPTED);
		assertThat(this.bench.outcome(Things.client(1))).isEqualTo(Outcome.ADOPTED);
		assertThat(guard.stopped()).isFalse();
		assertThatThrownBy(() -> this.bench.outcome(third)).isInstanceOf(ApprovalNeededException.class)
			.hasMessageContainingAll("Client 0, Client 1, Client 2", "--yes");
		assertThat(guard.stopped()).isTrue();
		assertThat(this.bench.entry(third)).isNull();
		assertThatThrownBy(() -> this.bench.outcome(Things.client(3))).isInstanceOf(ApprovalNeededException.class);

		guard.release();
		assertThat(this.bench.deliver(clients(5), Insistence.NONE)).extracting(RowResult::outcome)
			.containsOnly(Outcome.ADOPTED);
	}

	@Test
	void adoptsWithoutAQuestionWhereTheLedgerIsNotEmpty() {
		this.bench.run();
		assertThat(this.bench.deliver(clients(5), Insistence.NONE)).extracting(RowResult::outcome)
			.containsOnly(Outcome.ADOPTED);
	}

	@Test
	void corTellsTheNamesOfItsClientsPageByPage() {
		assertThat(this.client.clientNames()).hasSize(130).contains("Client 0", "Client 129");
	}

	@Test
	void namesAreLeftOutWhenCorDoesNotTellThem() {
		cor.fault("{\"effect\":\"ANSWER\",\"verb\":\"GET\",\"times\":0,\"status\":404,\"body\":\"{}\"}");
		assertThat(this.client.clientNames()).isEmpty();
		cor.healFaults();
		cor.fault("{\"effect\":\"HTML\",\"verb\":\"GET\",\"times\":0}");
		assertThat(this.client.clientNames()).isEmpty();
	}

}
