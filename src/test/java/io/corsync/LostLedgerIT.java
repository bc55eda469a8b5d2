package io.corsync;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger is lost: COR has everything, and this program knows nothing of it.
 */
class LostLedgerIT {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void adoptsEverythingAndOverwritesNothing(boolean metadataOnlyPut) {
		try (Agency agency = Agency.of(120)) {
			agency.behave(Map.of("metadataOnlyPut", metadataOnlyPut));
			Program first = Program.in(this.directory.resolve("first"), agency.settings()).file("notes", "first");
			first.run("sync", "--yes").expect(0);
			String edited = agency.org().won().opportunities().keySet().iterator().next();
			agency.cor("PUT", "entities/projects/" + edited,
					Map.of("name", "El nombre del equipo", "brief", "Otro brief", "estimated", 42));
			Map<String, JsonNode> before = agency.held("projects");
			Map<String, JsonNode> clients = agency.held("clients");
			agency.forgetCalls();

			Program second = first.in(this.directory.resolve("second")).file("notes", "second");
			second.run("sync", "--yes").expect(0).says("adopted");
			assertThat(agency.held("projects")).isEqualTo(before);
			assertThat(agency.held("clients")).isEqualTo(clients);
			agency.requireComplete();
			agency.requireNoViolation();
			// A refused POST for each; the PUT without fields that tells COR's id is
			// tried
			// until COR is known to refuse it, which those in flight find out side by
			// side.
			long entities = before.size() + clients.size() + agency.held("contracts").size();
			assertThat(agency.callsInAll() - entities).isBetween(metadataOnlyPut ? entities : 1,
					metadataOnlyPut ? entities : 16);

			agency.forgetCalls();
			agency.change("Opportunity", edited, Map.of("Amount", "99.5"));
			second.run("sync").expect(0);
			assertThat(agency.callsOf(edited)).containsExactly("PUT estimated");
			assertThat(agency.held("projects", edited).get("name").stringValue()).isEqualTo("El nombre del equipo");
			assertThat(agency.callsInAll()).isEqualTo(1);
		}
	}

}
