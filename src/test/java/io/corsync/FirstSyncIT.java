package io.corsync;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;

import com.sforce.soap.partner.sobject.SObject;
import io.corsync.sandbox.Sandbox;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first sync and the one after it, on both databases.
 */
class FirstSyncIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void asksThenCreatesWhatIsWonByOneCallEachAndThenNothing(Database database) {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 3000, 1, 0, 0))) {
			Program program = database.program(this.directory, agency.settings());
			Org.Won won = agency.org().won();

			program.run("sync")
				.expect(6)
				.says("first run", "Agencia Andina & Asociados", String.valueOf(won.opportunities().size()), "--yes");
			assertThat(agency.calls()).isEmpty();

			program.run("sync", "--yes").expect(0).says("Run 1 (sync) finished");
			agency.requireComplete();
			agency.requireNoViolation();
			assertThat(agency.calls()).isEqualTo(Map.of("POST clients", (long) won.accounts().size(), "POST contracts",
					(long) won.contracts().size(), "POST projects", (long) won.opportunities().size()));
			Map<String, JsonNode> projects = agency.held("projects");
			won.opportunities().values().forEach((row) -> requireSame(projects.get(row.getId()), row));

			agency.forgetCalls();
			program.run("sync").expect(0).says("Run 2 (sync) finished", "0 calls to COR");
			assertThat(agency.calls()).isEmpty();
		}
	}

	private static void requireSame(JsonNode project, SObject row) {
		assertThat(project.get("name").stringValue()).isEqualTo(row.getField("Name").toString().strip());
		assertThat(project.get("start").stringValue()).isEqualTo(row.getField("CloseDate"));
		assertThat(project.get("status").stringValue()).isEqualTo("active");
		assertThat(project.get("billable").booleanValue()).isTrue();
		requireText(project, "client_id", row.getField("AccountId"));
		requireText(project, "contract_id", row.getField("ContractId"));
		if (row.getField("Amount") == null) {
			assertThat(project.has("estimated")).isFalse();
		}
		else {
			assertThat(project.get("estimated").decimalValue())
				.isEqualByComparingTo(new BigDecimal(row.getField("Amount").toString()));
		}
	}

	private static void requireText(JsonNode project, String field, Object value) {
		assertThat(project.has(field)).as("%s of %s", field, project).isEqualTo(value != null);
		if (value != null) {
			assertThat(project.get(field).stringValue()).isEqualTo(value);
		}
	}

}
