package io.corsync.mapping;

import java.time.ZoneOffset;

import io.corsync.mapping.Mapped.Unmapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TableTests {

	@ParameterizedTest
	@CsvSource({ "anna@acme.example, 7", "Anna@ACME.example, 7", "ANNA@acme.EXAMPLE, 7", "straße@acme.example, 8",
			"STRASSE@acme.example, 8" })
	void knowsAValueInOtherCapitalsWhenTheFileSaysSo(String email, String user) {
		Mapped project = map(
				"{ from: Email__c, ignore-case: true, values: " + "{ Anna@acme.example: 7, straße@acme.example: 8 } }",
				email);
		assertThat(project.payload().text()).isEqualTo("{\"name\":\"One\",\"pm_id\":\"%s\"}".formatted(user));
	}

	@Test
	void knowsAValueAsItStandsBeforeOneInOtherCapitals() {
		String line = "{ from: Email__c, values: { a: 1, A: 2 } }";
		assertThat(map(line, "A").payload().text()).contains("\"2\"");
		assertThat(map(line, "a").payload().text()).contains("\"1\"");
	}

	@ParameterizedTest
	@CsvSource({ "005Aa000001bCdE, 005Aa000001bCdEIAU", "005Aa000001bCdEIAU, 005Aa000001bCdE",
			"005Aa000001bCdEIAU, 005Aa000001bCdEIAU", "005Aa000001bCdE, 005Aa000001bCdE" })
	void knowsAnIdWith15AndWith18Characters(String written, String read) {
		for (String more : new String[] { "", ", ignore-case: true" }) {
			String line = "{ from: OwnerId, values: { " + written + ": 7 }" + more + " }";
			assertThat(map(line, read).payload().text()).contains("\"pm_id\":\"7\"");
		}
	}

	@Test
	void neverTakesAnIdForOneInOtherCapitals() {
		String line = "{ from: OwnerId, values: { 005Aa000001bCdE: 7 }, ignore-case: true }";
		assertThat(map(line, "005aa000001bCdE").refusals()).hasSize(1);
		assertThat(map(line, "005Aa000001BcDe").refusals()).hasSize(1);
	}

	@Test
	void leavesOutAFieldWhoseValueIsNotInTheTable() {
		String line = "{ from: Email__c, values: { anna@acme.example: 7 }, unmapped: omit, null: clear, owner: always }";
		Mapped project = map(line, "zoe@acme.example");
		assertThat(project.payload().names()).containsExactly("name");
		assertThat(project.refusals()).isEmpty();
		assertThat(project.unmapped()).containsExactly(new Unmapped("pm_id", "zoe@acme.example"));
		assertThat(map(line, "anna@acme.example").unmapped()).isEmpty();
		assertThat(map(line, null).unmapped()).isEmpty();
		assertThat(map(line, null).payload().text()).contains("\"pm_id\":null");
	}

	@Test
	void showsTheBeginningOfALongTableOnly() {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < 500; i++) {
			lines.append("user").append(i).append("@acme.example: ").append(i).append(", ");
		}
		Mapped project = map("{ from: Email__c, values: { " + lines + "} }", "zoe@acme.example");
		assertThat(project.refusals()).singleElement()
			.satisfies((refusal) -> assertThat(refusal.message()).contains("and 490 more").hasSizeLessThan(600));
	}

	private static Mapped map(String line, String value) {
		Mapping mapping = MappingFile.read("version: 1\nproject:\n  name: Name\n  pm_id: " + line + "\n", "my.yml")
			.bind(ZoneOffset.UTC);
		Rows row = Rows.row(Rows.OPPORTUNITY_ID).with("Name", "One");
		if (value != null) {
			row.with("Email__c", value).with("OwnerId", value);
		}
		return mapping.opportunity(row.build()).project();
	}

}
