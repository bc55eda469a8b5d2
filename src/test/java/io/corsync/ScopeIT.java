package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opportunities leave the scope and come back, and Accounts are merged.
 */
@ParameterizedClass
@EnumSource
class ScopeIT {

	private static final Map<String, String> LOST = Map.of("StageName", "Closed Lost");

	private static final Map<String, String> WON = Map.of("StageName", "Closed Won");

	@Parameter
	private Database database;

	@TempDir
	private Path directory;

	private Agency agency;

	private Program ignoring;

	private Program archiving;

	@BeforeEach
	void start() {
		this.agency = Agency.of(12);
		this.ignoring = this.database.program(this.directory, this.agency.settings()).with("COR_SETTLE_AFTER", "1s");
		this.archiving = this.ignoring.with("SYNC_ON_LEAVE", "archive");
	}

	@AfterEach
	void stop() {
		try (Agency ended = this.agency) {
			ended.requireNoViolation();
		}
	}

	@Test
	void lostDeletedAndHiddenDealsAreLeftAloneAndReportedOnce() {
		List<String> deals = deals(3);
		this.ignoring.run("sync", "--yes").expect(0);
		this.agency.forgetCalls();
		leave(deals);
		this.ignoring.run("sync")
			.expect(0)
			.says("skipped", "2 known Opportunities do not meet sync.filter any more", "0 calls to COR");
		assertThat(state(deals.get(0))).isEqualTo("OUT_OF_SCOPE");
		assertThat(state(deals.get(1))).isEqualTo("OUT_OF_SCOPE");
		assertThat(state(deals.get(2))).isEqualTo("SYNCED");
		this.ignoring.run("explain", deals.get(0)).expect(0).says("LEFT_FILTER", "is left as it is");
		this.ignoring.run("explain", deals.get(1)).expect(0).says("DELETED_IN_SALESFORCE");
		requireQuiet(this.ignoring);

		comeBack(deals.get(0), Map.of("StageName", "Closed Won", "Name", "Vuelve"));
		this.ignoring.run("sync").expect(0);
		assertThat(this.agency.callsOf(deals.get(0))).last().isEqualTo("PUT name");
		assertThat(state(deals.get(0))).isEqualTo("SYNCED");
		requireQuiet(this.ignoring);
	}

	@Test
	void lostAndDeletedDealsAreArchivedAndTheSameProjectComesBack() {
		List<String> deals = deals(3);
		this.archiving.run("sync", "--yes").expect(0);
		long projects = this.agency.held("projects").size();
		this.agency.forgetCalls();
		leave(deals);
		this.archiving.run("sync").expect(0).says("archived");
		assertThat(this.agency.calls()).isEqualTo(Map.of("PUT projects", 2L));
		assertThat(archived(deals.get(0))).isTrue();
		assertThat(archived(deals.get(1))).isTrue();
		assertThat(archived(deals.get(2))).isFalse();
		requireQuiet(this.archiving);

		comeBack(deals.get(0), Map.of("StageName", "Closed Won", "Name", "Vuelve"));
		this.agency.salesforce("POST", "rows/Opportunity/" + deals.get(1) + "/undelete", null);
		this.archiving.run("sync").expect(0);
		assertThat(this.agency.callsOf(deals.get(0))).last().isEqualTo("PUT archived name");
		assertThat(this.agency.callsOf(deals.get(1))).last().isEqualTo("PUT archived");
		assertThat(deals).noneMatch(this::archived);
		assertThat(this.agency.held("projects")).hasSize((int) projects);
		requireQuiet(this.archiving);
	}

	@Test
	void whatNeverGotToCorJustLeaves() {
		this.archiving.run("sync", "--yes").expect(0);
		this.agency.cor("POST", "faults", Map.of("effect", "ANSWER", "verb", "POST", "kind", "projects", "status", 400,
				"body", "{\"name\":\"ValidationError\",\"message\":\"No.\"}"));
		String deal = deals(1).get(0);
		this.archiving.run("sync").expect(3);
		this.agency.change("Opportunity", deal, LOST);
		this.agency.forgetCalls();
		this.archiving.run("sync").expect(0).says("0 calls to COR");
		assertThat(state(deal)).isEqualTo("OUT_OF_SCOPE");
		requireQuiet(this.archiving);
	}

	@Test
	void archivesBeyondTheLimitOfANightAreHeld() {
		List<String> deals = deals(8);
		this.archiving.run("sync", "--yes").expect(0);
		deals.forEach((deal) -> this.agency.change("Opportunity", deal, LOST));
		this.archiving.run("sync").expect(6).says("GUARD_ARCHIVE", "approve 2");
		assertThat(deals).filteredOn(this::archived).hasSize(5);
		this.agency.forgetCalls();
		this.archiving.run("sync");
		assertThat(this.agency.calls()).isEmpty();
		this.archiving.run("approve", "2").expect(0).says("archived");
		assertThat(deals).allMatch(this::archived);
		assertThat(this.agency.calls()).isEqualTo(Map.of("PUT projects", 3L));
		requireQuiet(this.archiving);
	}

	@Test
	void changedFilterArchivesNothingBeforeItIsApproved() {
		List<String> deals = deals(2);
		this.archiving.run("sync", "--yes").expect(0);
		Program changed = this.archiving.with("SYNC_FILTER", "IsWon = true AND Amount > 5000");
		this.agency.change("Opportunity", deals.get(0), Map.of("NextStep", "Tocar"));
		this.agency.salesforce("DELETE", "rows/Opportunity/" + deals.get(1), null);
		changed.run("sync").expect(6).says("FILTER_CHANGED", "approve 2");
		assertThat(archived(deals.get(0))).isFalse();
		// No filter says that a deleted one is to stay.
		assertThat(archived(deals.get(1))).isTrue();
		changed.run("approve", "2").expect(0);
		assertThat(archived(deals.get(0))).isTrue();
		String next = this.agency.win("Poco", Map.of("Amount", "6000"));
		changed.run("sync").expect(0);
		this.agency.change("Opportunity", next, Map.of("Amount", "100"));
		changed.run("sync").expect(0);
		assertThat(archived(next)).isTrue();
		requireQuiet(changed);
	}

	@Test
	void heldArchivingEndsWhenTheDealComesBack() {
		List<String> deals = deals(1);
		this.archiving.run("sync", "--yes").expect(0);
		this.agency.change("Opportunity", deals.get(0), Map.of("NextStep", "Tocar"));
		this.archiving.with("SYNC_FILTER", "IsWon = true AND Amount > 5000").run("sync").expect(6);
		this.agency.forgetCalls();
		this.archiving.run("sync").expect(0);
		assertThat(state(deals.get(0))).isEqualTo("SYNCED");
		assertThat(this.agency.calls()).isEmpty();
	}

	@Test
	void lostAnswerOfAnArchivingIsSettledInTheSameRun() {
		String deal = deals(1).get(0);
		this.archiving.run("sync", "--yes").expect(0);
		this.agency.change("Opportunity", deal, LOST);
		this.agency.cor("POST", "faults",
				Map.of("effect", "DROP_AFTER", "verb", "PUT", "kind", "projects", "id", deal));
		this.archiving.run("sync").expect(0).says("archived", "unknown");
		assertThat(this.agency.callsOf(deal)).endsWith("PUT archived", "PUT archived");
		assertThat(archived(deal)).isTrue();
		assertThat(state(deal)).isEqualTo("OUT_OF_SCOPE");
		requireQuiet(this.archiving);
	}

	@Test
	void killedWhileItArchivesItBringsBackWhatIsWonAgain() {
		String deal = deals(1).get(0);
		this.archiving.run("sync", "--yes").expect(0);
		this.agency.change("Opportunity", deal, LOST);
		this.agency.cor("POST", "faults",
				Map.of("effect", "HANG_AFTER", "verb", "PUT", "kind", "projects", "id", deal));
		try (Started sync = this.archiving.start("sync")) {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> archived(deal));
			sync.kill();
		}
		this.agency.change("Opportunity", deal, WON);
		this.archiving.run("sync").expect(0);
		assertThat(this.agency.callsOf(deal)).last().isEqualTo("PUT archived");
		assertThat(archived(deal)).isFalse();
		assertThat(state(deal)).isEqualTo("SYNCED");
		requireQuiet(this.archiving);
	}

	@Test
	void mergedAccountsTakeTheirContractsAndProjectsToTheWinner() {
		String first = account("Primera");
		String second = account("Segunda");
		String third = account("Tercera");
		String idle = account("Sin negocios");
		String contract = this.agency.create("Contract", Map.of("AccountId", first, "Status", "Draft"));
		String ofFirst = this.agency.win("De la primera", Map.of("AccountId", first, "ContractId", contract));
		String ofSecond = this.agency.win("De la segunda", Map.of("AccountId", second));
		age(List.of("Contract/" + contract, "Opportunity/" + ofFirst, "Opportunity/" + ofSecond));
		this.ignoring.run("sync", "--yes").expect(0);
		assertThat(this.agency.held("clients")).doesNotContainKeys(third, idle);
		this.agency.forgetCalls();

		Map<String, JsonNode> before = this.agency.held("clients");
		merge(second, first);
		merge(third, second);
		merge(third, idle);
		this.ignoring.run("sync").expect(0);
		assertThat(this.agency.callsOf(contract)).last().isEqualTo("PUT client_id");
		assertThat(this.agency.callsOf(ofFirst)).last().isEqualTo("PUT client_id");
		assertThat(this.agency.callsOf(ofSecond)).last().isEqualTo("PUT client_id");
		assertThat(client("contracts", contract)).isEqualTo(third);
		assertThat(client("projects", ofFirst)).isEqualTo(third);
		assertThat(client("projects", ofSecond)).isEqualTo(third);
		assertThat(this.agency.calls()).isEqualTo(Map.of("POST clients", 1L, "PUT contracts", 1L, "PUT projects", 2L));
		assertThat(this.agency.held("clients")).containsAllEntriesOf(before).containsKey(third).doesNotContainKey(idle);
		requireQuiet(this.ignoring);
	}

	@Test
	void orgThatDoesNotTellMergesIsSaid() {
		this.ignoring.run("sync", "--yes").expect(0);
		this.agency.salesforce("POST", "faults", Map.of("on", "queryAll", "next", 1, "do", "FAULT", "code",
				"INVALID_FIELD", "message", "No such column"));
		this.ignoring.run("sync").expect(0).says("Merged Accounts are not followed");
	}

	@Test
	void changedFilterIsAnnouncedOnce() {
		this.ignoring.run("sync", "--yes").expect(0);
		Program changed = this.ignoring.with("SYNC_FILTER", "IsWon = true AND Amount > 0");
		changed.run("sync")
			.expect(0)
			.says("sync.filter (IsWon = true, now IsWon = true AND Amount > 0) changed", "history");
		changed.run("sync").expect(0).says("history is due, by the command reconcile");
	}

	private List<String> deals(int count) {
		List<String> deals = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			deals.add(this.agency.win("Negocio " + i, Map.of()));
		}
		return deals;
	}

	private void leave(List<String> deals) {
		this.agency.change("Opportunity", deals.get(0), LOST);
		this.agency.salesforce("DELETE", "rows/Opportunity/" + deals.get(1), null);
		this.agency.change("Opportunity", deals.get(2), Map.of("NextStep", "Ocultar"));
		this.agency.salesforce("POST", "rows/Opportunity/" + deals.get(2) + "/visibility", Map.of("shared", false));
	}

	private void comeBack(String deal, Map<String, String> fields) {
		this.agency.change("Opportunity", deal, fields);
	}

	private String account(String name) {
		return this.agency.create("Account", Map.of("Name", name));
	}

	private void merge(String winner, String loser) {
		this.agency.salesforce("POST", "merge", Map.of("winner", winner, "loser", loser));
	}

	// So long ago that no window reads them again.
	private void age(List<String> rows) {
		for (String row : rows) {
			this.agency.salesforce("POST", "rows/" + row, Map.of("SystemModstamp", "2026-01-10T10:00:00Z"));
		}
	}

	private String client(String kind, String id) {
		return this.agency.held(kind, id).get("client_id").stringValue();
	}

	private boolean archived(String id) {
		return this.agency.held("projects", id).path("archived").asBoolean(false);
	}

	private String state(String id) {
		return this.ignoring.run("explain", id, "--output", "json")
			.expect(0)
			.json()
			.get(0)
			.get("entry")
			.get("state")
			.stringValue();
	}

	private void requireQuiet(Program program) {
		this.agency.forgetCalls();
		program.run("sync").expect(0);
		assertThat(this.agency.calls()).isEmpty();
	}

}
