package io.corsync;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * COR refuses rows for their data, somebody mends them in Salesforce.
 */
class RefusedRowsIT {

	/** A project's name is a field that may be empty. */
	private static final String MAPPING = """
			version: 1
			project:
			  name: NextStep
			  client_id: AccountId
			  contract_id: ContractId
			  estimated: Amount
			client:
			  name: Name
			contract:
			  name: { from: [Name, ContractNumber] }
			  client_id: AccountId
			  start_date: StartDate
			  end_date: EndDate
			""";

	@TempDir
	Path directory;

	@Test
	void refusedRowsAreRejectedInCorsWordsAndDeliveredOnceMended() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings()).file("config/mapping.yml", MAPPING);
			String account = agency.create("Account", Map.of("Name", "Cliente"));
			String contract = agency.create("Contract", Map.of("AccountId", account, "Status", "Draft", "StartDate",
					"2026-12-31", "EndDate", "2026-01-01"));
			String good = agency.win("a", Map.of("NextStep", "Bueno", "AccountId", account));
			String waiting = agency.win("b", Map.of("NextStep", "Espera", "ContractId", contract));
			String nameless = agency.win("c", Map.of("AccountId", account));
			String longName = agency.win("d", Map.of("NextStep", "Un nombre demasiado largo para este COR"));
			agency.behave(Map.of("maxTextLength", 30));

			program.run("sync", "--yes")
				.expect(3)
				.says("4 rows are stuck", "1 contract rejected: InvalidDateRangeError");
			assertThat(agency.held("projects").keySet()).containsExactly(good);
			JsonNode failures = program.run("failures", "--output", "json").expect(0).json();
			assertThat(failures).hasSize(4);
			assertThat(cause(failures, contract)).isEqualTo("InvalidDateRangeError");
			assertThat(cause(failures, waiting)).isEqualTo("PARENT_NOT_IN_COR");
			assertThat(cause(failures, longName)).isEqualTo("ValidationError");
			assertThat(message(failures, longName)).contains("name");
			assertThat(message(failures, nameless)).contains("name").contains("NextStep");
			program.run("explain", contract)
				.expect(0)
				.says("was refused", "InvalidDateRangeError", "POST", "2026-12-31");

			// Nothing changes by itself, and nothing useless is sent.
			agency.forgetCalls();
			program.run("sync").expect(3);
			assertThat(agency.calls()).isEmpty();

			agency.change("Contract", contract, Map.of("EndDate", "2027-12-30"));
			agency.change("Opportunity", nameless, Map.of("NextStep", "Ya tiene nombre"));
			program.run("sync").expect(3);
			assertThat(agency.held("contracts")).containsKey(contract);
			assertThat(agency.held("projects")).containsKeys(waiting, nameless).doesNotContainKey(longName);

			// The cause was in COR, and is mended there: only a person can know.
			agency.behave(Map.of("maxTextLength", 0));
			program.run("retry", "--id", longName).expect(0);
			assertThat(agency.held("projects")).containsKey(longName);
			program.run("failures").expect(0).says("Nothing is stuck.");
			agency.requireNoViolation();
		}
	}

	@ParameterizedTest
	@EnumSource
	void contractsHeldUpByOneSettingArriveWithTheirProjectsOnceItIsMended(Database database) {
		try (Agency agency = Agency.of(0)) {
			agency.behave(Map.of("contractsWithoutRate", ".*"));
			Program program = database.program(this.directory, agency.settings());
			String account = agency.create("Account", Map.of("Name", "Cliente"));
			for (int i = 0; i < 40; i++) {
				String contract = agency.create("Contract", Map.of("AccountId", account, "Status", "Draft"));
				agency.win("Deal " + i, Map.of("ContractId", contract, "AccountId", account));
			}
			program.run("sync", "--yes").expect(3).says("40 contracts blocked: CTR006");
			program.run("failures").says("CTR006", "exchange rate");
			agency.forgetCalls();
			program.run("retry", "--cause", "CTR006").expect(3);
			assertThat(agency.calls()).isEqualTo(Map.of("POST contracts", 1L));

			agency.behave(Map.of("contractsWithoutRate", "none"));
			program.run("retry", "--cause", "CTR006").expect(0).says("contracts settled", "projects settled");
			agency.requireComplete();
			agency.requireNoViolation();
			program.run("failures").expect(0).says("Nothing is stuck.");
		}
	}

	@Test
	void retryAloneSaysHowManyItLeftAndAllSendsThem() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings());
			agency.win("Un nombre demasiado largo", Map.of());
			agency.win("Otro nombre demasiado largo", Map.of());
			agency.behave(Map.of("maxTextLength", 10));
			program.run("sync", "--yes").expect(3);
			agency.behave(Map.of("maxTextLength", 0));
			agency.forgetCalls();
			program.run("retry").expect(3).says("2 rows were left alone", "retry --all");
			assertThat(agency.calls()).isEmpty();
			program.run("retry", "--all").expect(0).says("created");
			agency.requireComplete();
		}
	}

	@Test
	void retryAloneDeliversWhatWasMendedInSalesforce() {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings()).file("config/mapping.yml", MAPPING);
			String id = agency.win("a", Map.of());
			program.run("sync", "--yes").expect(3);
			agency.change("Opportunity", id, Map.of("NextStep", "Ahora sí"));
			program.run("retry").expect(0).says("created");
			assertThat(agency.held("projects", id).get("name").stringValue()).isEqualTo("Ahora sí");
		}
	}

	private static String cause(JsonNode failures, String id) {
		return row(failures, id).get("cause").stringValue();
	}

	private static String message(JsonNode failures, String id) {
		return row(failures, id).get("message").stringValue();
	}

	private static JsonNode row(JsonNode failures, String id) {
		return failures.valueStream()
			.filter((row) -> row.get("externalId").stringValue().equals(id))
			.findFirst()
			.orElseThrow(() -> new AssertionError("%s is not among %s".formatted(id, failures.toPrettyString())));
	}

}
