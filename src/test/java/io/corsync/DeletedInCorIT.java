package io.corsync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.sforce.soap.partner.sobject.SObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody deletes in COR what this program had put there.
 */
class DeletedInCorIT {

	private static final String POST = "POST billable estimated id name start status";

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "LISTED", "ZC001" })
	void clientsAndContractsArePutBackWhenALiveRowNeedsThem(String missing) {
		try (Agency agency = Agency.of(250)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			agency.behave(Map.of("missing", missing));
			List<String> accounts = parents(agency, "AccountId");
			List<String> contracts = parents(agency, "ContractId");

			// By the failing POST or PUT of a child, and by their own failing PUT.
			accounts.subList(0, 3).forEach((id) -> delete(agency, "clients", id));
			contracts.subList(0, 2).forEach((id) -> delete(agency, "contracts", id));
			String forClient = agency.win("Para el cliente borrado", Map.of("AccountId", accounts.get(0)));
			String forContract = agency.win("Para el contrato borrado", Map.of("ContractId", contracts.get(0)));
			String moved = agency.org()
				.query("SELECT Id FROM Opportunity WHERE IsWon = true AND AccountId = '%s'".formatted(accounts.get(3)))
				.get(0)
				.getId();
			agency.change("Opportunity", moved, Map.of("AccountId", accounts.get(1)));
			agency.change("Account", accounts.get(2), Map.of("Name", "Vuelve por sí mismo"));
			agency.change("Contract", contracts.get(1), Map.of("Name", "Vuelve también"));
			program.run("sync").expect(0);

			assertThat(agency.held("clients")).containsKeys(accounts.toArray(String[]::new));
			assertThat(agency.held("contracts")).containsKeys(contracts.toArray(String[]::new));
			assertThat(text(agency, "projects", forClient, "client_id")).isEqualTo(accounts.get(0));
			assertThat(text(agency, "projects", forContract, "contract_id")).isEqualTo(contracts.get(0));
			assertThat(text(agency, "projects", moved, "client_id")).isEqualTo(accounts.get(1));
			assertThat(text(agency, "clients", accounts.get(2), "name")).isEqualTo("Vuelve por sí mismo");
			assertThat(text(agency, "contracts", contracts.get(1), "name")).isEqualTo("Vuelve también");
			agency.requireNoViolation();
			agency.forgetCalls();
			program.run("sync").expect(0);
			assertThat(agency.calls()).isEmpty();
		}
	}

	@Test
	void contractIsPutBackTogetherWithItsClient() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			String contract = parents(agency, "ContractId").get(0);
			String client = text(agency, "contracts", contract, "client_id");
			delete(agency, "contracts", contract);
			delete(agency, "clients", client);
			agency.change("Contract", contract, Map.of("Name", "Vuelve con su cliente"));
			program.run("sync").expect(0);
			assertThat(text(agency, "contracts", contract, "client_id")).isEqualTo(client);
			assertThat(agency.held("clients")).containsKey(client);
			agency.requireNoViolation();
		}
	}

	@Test
	void deletedProjectIsAskedForAndCreatedAnewByARetry() {
		try (Agency agency = Agency.of(20)) {
			Program program = Program.in(this.directory, agency.settings());
			String id = agency.win("Se borra en COR", Map.of());
			String quiet = agency.win("Se borra y no cambia", Map.of());
			program.run("sync", "--yes").expect(0);
			delete(agency, "projects", id);
			delete(agency, "projects", quiet);
			agency.change("Opportunity", id, Map.of("Name", "Cambia en Salesforce"));
			program.run("sync").expect(3).says("DELETED_IN_COR", "retry");

			// It stays deleted, whatever happens in Salesforce.
			agency.change("Opportunity", id, Map.of("Amount", "5"));
			program.run("sync").expect(3);
			assertThat(agency.held("projects")).doesNotContainKey(id);

			program.run("retry").expect(0);
			assertThat(text(agency, "projects", id, "name")).isEqualTo("Cambia en Salesforce");
			assertThat(agency.held("projects")).doesNotContainKey(quiet);
			program.run("failures").expect(0).says("Nothing is stuck.");
			agency.requireNoViolation();
		}
	}

	@Test
	void deletedProjectIsCreatedAnewAtOnceWhereThatIsSet() {
		try (Agency agency = Agency.of(20)) {
			Program program = Program.in(this.directory, agency.settings()).with("SYNC_ON_MISSING", "recreate");
			String id = agency.win("Se borra y vuelve", Map.of());
			program.run("sync", "--yes").expect(0);
			delete(agency, "projects", id);
			agency.change("Opportunity", id, Map.of("Name", "Vuelve a COR"));
			program.run("sync").expect(0);
			assertThat(text(agency, "projects", id, "name")).isEqualTo("Vuelve a COR");
			assertThat(agency.callsOf(id)).containsExactly(POST, "PUT name", POST);
			agency.requireNoViolation();
		}
	}

	private static String text(Agency agency, String kind, String id, String field) {
		return agency.held(kind, id).get(field).stringValue();
	}

	private static void delete(Agency agency, String kind, String id) {
		agency.cor("DELETE", "entities/" + kind + "/" + id, null);
	}

	private static List<String> parents(Agency agency, String field) {
		Set<String> ids = new LinkedHashSet<>();
		for (SObject row : agency.org()
			.query("SELECT %1$s FROM Opportunity WHERE IsWon = true AND %1$s != null ORDER BY Id".formatted(field))) {
			ids.add(row.getField(field).toString());
		}
		return new ArrayList<>(ids);
	}

}
