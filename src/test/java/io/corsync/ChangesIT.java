package io.corsync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sforce.soap.partner.sobject.SObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one sync sends after much has changed in Salesforce and in COR. Every test looks
 * at rows of its own; the last counts all calls together.
 */
class ChangesIT {

	private static final String POST = "POST billable estimated id name start status";

	private static final Map<String, String> ids = new HashMap<>();

	private static Agency agency;

	private static Ended sync;

	@BeforeAll
	static void changeMuchAndSync(@TempDir Path directory) {
		agency = Agency.of(150);
		Program program = Program.in(directory, agency.settings());
		program.run("sync", "--yes").expect(0);
		agency.forgetCalls();
		changeDeals();
		changeParents();
		winDeals();
		sync = program.run("sync").expect(0);
	}

	@AfterAll
	static void stop() {
		agency.close();
	}

	private static void changeDeals() {
		List<String> won = new ArrayList<>();
		for (SObject row : agency.org()
			.query("SELECT Id FROM Opportunity WHERE IsWon = true AND AccountId != null AND Amount != null ORDER BY Id")) {
			won.add(row.getId());
		}
		change("renamed", won.get(0), Map.of("Name", "Campaña \"Ñandú\" & <Cía> 🎄"));
		change("touched", won.get(1), Map.of("NextStep", "Llamar al cliente"));
		change("edited", won.get(2), Map.of("Amount", "777.25", "CloseDate", "2026-12-24"));
		agency.cor("PUT", "entities/projects/" + won.get(2), Map.of("name", "Del equipo", "status", "in_progress"));
		change("emptied", won.get(3), Collections.singletonMap("Amount", null));
		change("lost", won.get(4), Map.of("StageName", "Closed Lost"));
		ids.put("deleted", won.get(5));
		agency.salesforce("DELETE", "rows/Opportunity/" + won.get(5), null);
		ids.put("new owner", agency.create("Account", Map.of("Name", "La nueva dueña")));
		change("moved", won.get(6), Map.of("AccountId", ids.get("new owner")));
	}

	private static void change(String word, String id, Map<String, ?> fields) {
		ids.put(word, id);
		agency.change("Opportunity", id, fields);
	}

	private static void changeParents() {
		SObject row = agency.org()
			.query("SELECT AccountId, ContractId FROM Opportunity WHERE IsWon = true AND AccountId != null AND ContractId != null ORDER BY Id DESC")
			.get(0);
		ids.put("account", row.getField("AccountId").toString());
		ids.put("contract", row.getField("ContractId").toString());
		agency.change("Account", ids.get("account"), Map.of("Name", "Panadería La Ñapa S.A.S."));
		agency.change("Contract", ids.get("contract"), Map.of("Name", "Contrato marco 2027"));
		ids.put("idle account", agency.create("Account", Map.of("Name", "Sin oportunidades")));
	}

	private static void winDeals() {
		ids.put("new account", agency.create("Account", Map.of("Name", "Cliente nuevo")));
		ids.put("other account", agency.create("Account", Map.of("Name", "Cliente del contrato")));
		ids.put("new contract",
				agency.create("Contract", Map.of("AccountId", ids.get("other account"), "Status", "Draft")));
		ids.put("won", agency.win("Proyecto nuevo",
				Map.of("AccountId", ids.get("new account"), "ContractId", ids.get("new contract"))));
		ids.put("no account", agency.win("Sin cuenta", Map.of()));
	}

	@Test
	void renamedOpportunityIsOnePutOfItsName() {
		assertThat(agency.callsOf(ids.get("renamed"))).containsExactly("PUT name");
		assertThat(project("renamed", "name")).isEqualTo("Campaña \"Ñandú\" & <Cía> 🎄");
	}

	@Test
	void renamedAccountIsOnePutOfItsClient() {
		assertThat(agency.callsOf(ids.get("account"))).containsExactly("PUT name");
		assertThat(agency.held("clients", ids.get("account")).get("name").stringValue())
			.isEqualTo("Panadería La Ñapa S.A.S.");
	}

	@Test
	void renamedContractIsOnePutOfItsContract() {
		assertThat(agency.callsOf(ids.get("contract"))).containsExactly("PUT name");
	}

	@Test
	void accountThatNoDealNeedsIsLeftAlone() {
		assertThat(agency.held("clients")).doesNotContainKey(ids.get("idle account"));
	}

	@Test
	void touchedRowWithoutAChangeCostsNothing() {
		assertThat(agency.callsOf(ids.get("touched"))).isEmpty();
	}

	@Test
	void fieldsEditedInCorByHandStayAsEdited() {
		// The start is COR's once the project is there.
		assertThat(agency.callsOf(ids.get("edited"))).containsExactly("PUT estimated");
		assertThat(project("edited", "name")).isEqualTo("Del equipo");
		assertThat(project("edited", "status")).isEqualTo("in_progress");
		assertThat(agency.held("projects", ids.get("edited")).get("estimated").decimalValue())
			.isEqualByComparingTo("777.25");
	}

	@Test
	void emptiedFieldIsKeptInCor() {
		assertThat(agency.callsOf(ids.get("emptied"))).isEmpty();
		assertThat(agency.held("projects", ids.get("emptied")).has("estimated")).isTrue();
	}

	@Test
	void lostAndDeletedDealsStayInCor() {
		assertThat(agency.callsOf(ids.get("lost"))).isEmpty();
		assertThat(agency.callsOf(ids.get("deleted"))).isEmpty();
		assertThat(agency.held("projects")).containsKeys(ids.get("lost"), ids.get("deleted"));
	}

	@Test
	void newlyWonDealComesWithItsClientsAndContract() {
		assertThat(agency.callsOf(ids.get("won"))).hasSize(1);
		assertThat(project("won", "client_id")).isEqualTo(ids.get("new account"));
		assertThat(project("won", "contract_id")).isEqualTo(ids.get("new contract"));
		assertThat(agency.held("contracts", ids.get("new contract")).get("client_id").stringValue())
			.isEqualTo(ids.get("other account"));
		// It has no name, so it is called by its number.
		assertThat(agency.held("contracts", ids.get("new contract")).get("name").stringValue()).matches("\\d{8}");
	}

	@Test
	void projectWithoutAnAccountHasNoClient() {
		assertThat(agency.callsOf(ids.get("no account"))).containsExactly(POST);
		assertThat(agency.held("projects", ids.get("no account")).has("client_id")).isFalse();
	}

	@Test
	void dealThatMovesToAnotherAccountTakesItsNewClientAlong() {
		assertThat(agency.callsOf(ids.get("moved"))).containsExactly("PUT client_id");
		assertThat(agency.held("clients")).containsKey(ids.get("new owner"));
	}

	@Test
	void oneCallIsMadeForEachChangeAndNoneBeside() {
		agency.requireNoViolation();
		assertThat(agency.calls()).isEqualTo(new TreeMap<>(Map.of("PUT projects", 3L, "PUT clients", 1L,
				"PUT contracts", 1L, "POST clients", 3L, "POST contracts", 1L, "POST projects", 2L)));
		sync.says("with 11 calls to COR");
	}

	private static String project(String word, String field) {
		return agency.held("projects", ids.get(word)).get(field).stringValue();
	}

}
