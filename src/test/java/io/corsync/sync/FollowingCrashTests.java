package io.corsync.sync;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

import io.corsync.ledger.SettableClock;
import io.corsync.cor.CorClient;
import io.corsync.cor.Kind;
import io.corsync.cor.TestCor;
import io.corsync.ledger.Entry;
import io.corsync.ledger.State;
import io.corsync.ledger.TestDatabase;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A project goes without a contract and a brand that COR refuses, and the process dies at
 * every single write of the ledger: when the project goes, or when what it lacks follows.
 */
class FollowingCrashTests {

	private static final SettableClock CLOCK = new SettableClock();

	/** References that are sent once follow as well as others. */
	private static final Mapping SENT_ONCE = MappingFile.read("""
			version: 1
			project:
			  name: Name
			  client_id: AccountId
			  contract_id: { from: ContractId, if-refused: send-without, owner: create }
			  brand_id: { from: Brand__c, if-refused: send-without, owner: create }
			client: { name: Name }
			contract: { name: Name, client_id: AccountId }
			brand: { object: Brand__c, name: Name, client_id: Account__c }
			""", "sent-once.yml").bind(ZoneOffset.UTC);

	private static TestDatabase database;

	private static SandboxCor cor;

	private final Mapped acme = Things.client(1);

	private final Mapped retainer = Things.contract(1, this.acme);

	private final Mapped brand = Things.brand(1, this.acme);

	private final Mapped site = Things.goingWithout(Things.project(1, this.acme, this.retainer, this.brand),
			Kind.CONTRACT, Kind.BRAND);

	private final Mapped renamed = Things.goingWithout(Things.changed(this.site, "name", "Rebranding"), Kind.CONTRACT,
			Kind.BRAND);

	private final List<Mapped> all = List.of(this.acme, this.retainer, this.brand, this.renamed);

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

	/** When the process dies. */
	private enum Story {

		/** The project is created without what is refused. */
		GOES,

		/** It was there before, and changes besides. */
		CHANGES,

		/** What it lacks has come to COR and follows. */
		FOLLOWS,

		/** The same, and COR's answers get lost. */
		FOLLOWS_DOUBTFUL

	}

	static List<Arguments> stories() {
		List<Arguments> arguments = new ArrayList<>();
		for (Story story : Story.values()) {
			for (boolean beforeWrite : List.of(true, false)) {
				arguments.add(arguments(story, beforeWrite, false));
				// A field that is sent once is not sent to what was there before it.
				if (story != Story.CHANGES) {
					arguments.add(arguments(story, beforeWrite, true));
				}
			}
		}
		return arguments;
	}

	@ParameterizedTest(name = "{0}, dies before the write: {1}, sent once: {2}")
	@MethodSource("stories")
	void losesNothingWhereverItDies(Story story, boolean beforeWrite, boolean sentOnce) {
		int writes = 1;
		for (boolean died = true; died; writes++) {
			assertThat(writes).as("it ends").isLessThan(60);
			String where = "%s, dying %s write %d".formatted(story, beforeWrite ? "before" : "behind", writes);
			cor.reset();
			CorClient client = TestCor.jumping(cor.settings(), CLOCK, CLOCK::pass);
			client.login();
			this.bench = new Bench(database, CLOCK, client, 1);
			if (sentOnce) {
				this.bench.mapping(SENT_ONCE);
			}
			died = play(story, new DyingTransactions(writes, beforeWrite), where);
			heal();
			nights();
			assertThatAllIsThere(where);
			this.bench.close();
			client.close();
		}
		assertThat(writes).as("it did die").isGreaterThan(2);
	}

	private boolean play(Story story, DyingTransactions death, String where) {
		if (story == Story.CHANGES) {
			this.bench.run().outcome(Things.project(1, this.acme), this.acme);
		}
		refuse();
		boolean died = false;
		if (story == Story.GOES || story == Story.CHANGES) {
			died = dies(death, () -> this.bench.deliver(wanted(this.renamed)));
			nights();
			assertThatItIsThereWithoutThem(where);
			return died;
		}
		this.bench.run().deliver(wanted(this.site));
		assertThat(cor.payload(this.site).names()).as(where).doesNotContain("contract_id", "brand_id");
		heal();
		if (story == Story.FOLLOWS_DOUBTFUL) {
			cor.fault("{\"effect\":\"DROP_AFTER\",\"verb\":\"PUT\",\"kind\":\"projects\"}");
			cor.fault("{\"effect\":\"DROP_BEFORE\",\"verb\":\"PUT\",\"kind\":\"projects\",\"skip\":1}");
		}
		return dies(death, () -> {
			this.bench.settle(this::source);
			this.bench.deliver(List.of(wanted(this.renamed)), Insistence.ALL);
			this.bench.settle(this::source);
		});
	}

	private void refuse() {
		cor.behave("{\"contractsWithoutRate\":\".*\"}");
		cor.answer("POST", Kind.BRAND, 0, 400, "ValidationError");
	}

	private static void heal() {
		cor.behave("{\"contractsWithoutRate\":\"none\"}");
		cor.healFaults();
	}

	private boolean dies(DyingTransactions death, Runnable work) {
		this.bench.transactions(death);
		this.bench.run();
		try {
			work.run();
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

	private Work wanted(Mapped project) {
		return Things.work(project, this.acme, this.retainer, this.brand);
	}

	/** As the nights after: settle, retry what a person has mended, settle again. */
	private void nights() {
		for (int night = 0; night < 3; night++) {
			CLOCK.pass(Bench.SETTLE_AFTER);
			this.bench.run();
			this.bench.settle(this::source);
			this.bench.deliver(List.of(wanted(this.renamed)), Insistence.NONE);
			this.bench.deliver(List.of(Things.onlyKnown(this.brand, this.acme)), Insistence.ALL);
			this.bench.settle(this::source);
		}
	}

	private Work source(Entry.Key key) {
		return switch (key.kind()) {
			case "client" -> Things.work(this.acme);
			case "contract" -> Things.work(this.retainer, this.acme);
			case "brand" -> Things.work(this.brand, this.acme);
			default -> wanted(this.renamed);
		};
	}

	private void assertThatItIsThereWithoutThem(String where) {
		assertThat(cor.violations()).as(where).isEmpty();
		assertThat(cor.held(Kind.PROJECT)).as(where).hasSize(1);
		Entry entry = this.bench.entry(this.site);
		assertThat(entry.state()).as(where + ": " + entry).isEqualTo(State.INCOMPLETE);
		assertThat(entry.lacking()).as(where).isEqualTo(Set.of(Delivery.key(this.retainer), Delivery.key(this.brand)));
		assertThat(entry.pending()).as(where).isNull();
		String expected = this.renamed.payload().without(List.of("contract_id", "brand_id")).text();
		assertThat(entry.accepted()).as(where).isEqualTo(expected);
		assertThat(cor.payload(this.site).text()).as(where).isEqualTo(expected);
	}

	private void assertThatAllIsThere(String where) {
		assertThat(cor.violations()).as(where).isEmpty();
		for (Mapped mapped : this.all) {
			assertThat(cor.held(mapped.kind())).as(where).hasSize(1);
			Entry entry = this.bench.entry(mapped);
			assertThat(entry.state()).as(where + ": " + entry).isEqualTo(State.SYNCED);
			assertThat(entry.lacking()).as(where).isEmpty();
			assertThat(entry.pending()).as(where).isNull();
			assertThat(entry.accepted()).as(where).isEqualTo(mapped.payload().text());
			assertThat(cor.payload(mapped).text()).as(where).isEqualTo(mapped.payload().text());
		}
	}

}
