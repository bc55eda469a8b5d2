package io.corsync.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.corsync.cor.CorClient;
import io.corsync.cor.Kind;
import io.corsync.cor.TestCor;
import io.corsync.ledger.Entry;
import io.corsync.ledger.SettableClock;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The process dies at every single write of the ledger, just before it or just behind it;
 * the next run must neither lose nor double anything.
 */
class CrashTests {

	private static final SettableClock CLOCK = new SettableClock();

	private static TestDatabase database;

	private static SandboxCor cor;

	private final Mapped acme = Things.client(1);

	private final Mapped retainer = Things.contract(1, this.acme);

	private final Mapped brand = Things.brand(1, this.acme);

	private final Mapped product = Things.product(1, this.acme, this.brand);

	private final Mapped site = Things.project(1, this.acme, this.retainer, this.brand, this.product);

	private final Mapped renamedClient = Things.changed(this.acme, "phone", "+54 11 4000");

	private final Mapped described = Things.changed(this.retainer, "description", "new");

	private final Mapped renamedBrand = Things.changed(this.brand, "name", "Río");

	private final Mapped describedProduct = Things.changed(this.product, "description", "newer");

	private final Mapped renamed = Things.changed(Things.changed(this.site, "name", "Rebranding"), "brief", "new");

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

	/** What is there before the run that dies, and what that run wants. */
	private record Story(String name, Consumer<CrashTests> before, boolean overwrite) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Arguments> stories() {
		List<Arguments> arguments = new ArrayList<>();
		for (Story story : List.of(new Story("everything new", (test) -> {
		}, false), new Story("everything changed", CrashTests::firstRun, false),
				new Story("the ledger was lost", CrashTests::lostLedger, false),
				new Story("the parents were deleted in COR", CrashTests::deletedParents, false),
				new Story("everything was deleted in COR", CrashTests::deletedAll, false),
				new Story("the creation was doubtful", CrashTests::doubtfulCreation, false),
				new Story("the change was doubtful", CrashTests::doubtfulChange, false))) {
			arguments.add(arguments(story, true));
			arguments.add(arguments(story, false));
		}
		return arguments;
	}

	private Supplier<Bench> open;

	private Bench bench;

	private void firstRun() {
		this.bench.run().outcome(this.site, this.acme, this.retainer, this.brand, this.product);
	}

	private void lostLedger() {
		Bench lost = this.bench;
		this.bench = this.open.get();
		firstRun();
		this.bench.close();
		this.bench = lost;
		cor.editByHand(this.site, "{\"estimated\":7}");
	}

	private void deletedParents() {
		firstRun();
		List.of(this.product, this.brand, this.retainer, this.acme).forEach(cor::deleteByHand);
	}

	private void deletedAll() {
		firstRun();
		List.of(this.site, this.product, this.brand, this.retainer, this.acme).forEach(cor::deleteByHand);
	}

	private void doubtfulCreation() {
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"POST\",\"kind\":\"projects\"}");
		firstRun();
		CLOCK.pass(Bench.SETTLE_AFTER);
	}

	private void doubtfulChange() {
		firstRun();
		cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\",\"kind\":\"projects\"}");
		this.bench.run()
			.outcome(Things.changed(this.site, "name", "Between"), this.acme, this.retainer, this.brand, this.product);
	}

	@ParameterizedTest(name = "{0}, dies before the write: {1}")
	@MethodSource("stories")
	void losesAndDoublesNothingWhereverItDies(Story story, boolean beforeWrite) {
		int writes = 1;
		for (boolean died = true; died; writes++) {
			assertThat(writes).as("it ends").isLessThan(90);
			cor.reset();
			CorClient client = TestCor.jumping(cor.settings(), CLOCK, CLOCK::pass);
			client.login();
			this.open = () -> {
				Bench opened = new Bench(database, CLOCK, client, 1).recreatingMissing();
				return story.overwrite() ? opened.overwritingOnAdopt() : opened;
			};
			this.bench = this.open.get();
			story.before().accept(this);
			died = dies(writes, beforeWrite);
			recover();
			String where = "%s, dying %s write %d".formatted(story, beforeWrite ? "before" : "behind", writes);
			assertThatAllIsWell(where, story);
			this.bench.close();
			client.close();
		}
		assertThat(writes).as("it did die").isGreaterThan(2);
	}

	@Test
	void aCallWhoseEndIsNotWrittenDownHoldsNobodyUp() {
		cor.reset();
		CorClient client = TestCor.jumping(cor.settings(), CLOCK, CLOCK::pass);
		client.login();
		this.bench = new Bench(database, CLOCK, client, 4);
		// The claim is written, what COR answered is not.
		this.bench.transactions(new DyingTransactions(2, true));
		this.bench.run();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.bench.deliver(Things.work(this.acme)));
		assertThat(this.bench.entry(this.acme).state()).isEqualTo(State.SENDING);
		assertThat(this.bench.start(List.of(Things.work(this.retainer, this.acme)), Insistence.NONE).get(0))
			.failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withStackTraceContaining("did not take how the call for client");
		this.bench.transactions(UnaryOperator.identity());
		CLOCK.pass(Bench.SETTLE_AFTER);
		this.bench.run();
		this.bench.settle((key) -> Things.work(this.acme));
		assertThat(this.bench.entry(this.acme).state()).isEqualTo(State.SYNCED);
		assertThat(cor.held(Kind.CLIENT)).hasSize(1);
		assertThat(cor.violations()).isEmpty();
		this.bench.close();
		client.close();
	}

	private boolean dies(int writes, boolean beforeWrite) {
		this.bench.transactions(new DyingTransactions(writes, beforeWrite));
		this.bench.run();
		try {
			this.bench.deliver(wanted());
			return false;
		}
		catch (CompletionException ex) {
			assertThat(ex).hasRootCauseInstanceOf(DyingTransactions.Death.class);
			return true;
		}
		finally {
			this.bench.transactions(UnaryOperator.identity());
		}
	}

	private Work wanted() {
		return Things.work(this.renamed, this.renamedClient, this.described, this.renamedBrand, this.describedProduct);
	}

	/** As the night after: settle, read the window again, settle when doubts are due. */
	private void recover() {
		for (int night = 0; night == 0 || (night < 4 && !settled()); night++) {
			CLOCK.pass(Bench.SETTLE_AFTER);
			this.bench.run();
			this.bench.settle(this::source);
			this.bench.deliver(wanted());
		}
	}

	private boolean settled() {
		return all().map(this.bench::entry).allMatch((entry) -> entry != null && entry.state() == State.SYNCED);
	}

	private Stream<Mapped> all() {
		return Stream.of(this.renamedClient, this.described, this.renamedBrand, this.describedProduct, this.renamed);
	}

	private Work source(Entry.Key key) {
		return switch (key.kind()) {
			case "client" -> Things.work(this.renamedClient);
			case "contract" -> Things.work(this.described, this.renamedClient);
			case "brand" -> Things.work(this.renamedBrand, this.renamedClient);
			case "product" -> Things.work(this.describedProduct, this.renamedClient, this.renamedBrand);
			default -> wanted();
		};
	}

	private void assertThatAllIsWell(String where, Story story) {
		assertThat(cor.violations()).as(where).isEmpty();
		for (Kind kind : Kind.values()) {
			assertThat(cor.held(kind)).as(where).hasSize(1);
		}
		boolean keeps = story.name().equals("the ledger was lost");
		for (Mapped mapped : all().toList()) {
			Entry entry = this.bench.entry(mapped);
			assertThat(entry.state()).as(where + ": " + entry).isEqualTo(State.SYNCED);
			assertThat(entry.pending()).as(where).isNull();
			assertThat(entry.corId() != null || keeps).as(where).isTrue();
			assertThat(entry.accepted()).as(where).isEqualTo(mapped.payload().text());
			if (!keeps) {
				assertThat(cor.payload(mapped).text()).as(where + ": " + mapped.kind())
					.isEqualTo(mapped.payload().text());
			}
		}
		if (keeps) {
			assertThat(cor.payload(this.site).text()).as(where).contains("\"estimated\":7");
		}
	}

}
