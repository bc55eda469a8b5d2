package io.corsync;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An agency that fills every field of COR's projects, with brands, products and a table
 * of its users.
 */
class AgencyMappingIT {

	private static final String MAPPING = """
			version: 1
			zone: America/Bogota
			project:
			  name: { template: "{Account.Name} – {Name}", max-length: 120, too-long: cut }
			  client_id: AccountId
			  contract_id: { from: ContractId, if-refused: send-without }
			  brand_id: { from: Brand__c, if-refused: send-without }
			  product_id: { from: Product__c, if-refused: send-without }
			  brief: { from: [Rich_Brief__c, Description], plain-text: true, max-length: 400, too-long: cut, owner: create }
			  start: CloseDate
			  end: { expression: "first(End_Date__c, lastOfMonth(CloseDate + months(2)))" }
			  evaluation_date: Evaluation__c
			  pm_id:
			    from: Project_Manager__r.Email
			    values: { USER1@agencia.example: "1042", user2@agencia.example: "1043" }
			    ignore-case: true
			    unmapped: omit
			  currency_id: CurrencyIsoCode
			  fee_id: Fee__c
			  estimated_time: Budget_Hours__c
			  estimated: Amount
			  billable: { constant: true }
			  status: { constant: in_progress }
			  deliverables: Deliverables__c
			  work_order: Work_Order__c
			  income_type:
			    from: Income_Type__c
			    values: { Retainer: fee, Proyecto: one_time, Horas: hourly_rate, Contrato: contract }
			    default: one_time
			  archived: Archived__c
			client: { name: Name, phone: Phone, website: Website, description: Description }
			contract:
			  name: { from: [Name, ContractNumber] }
			  client_id: AccountId
			brand: { object: Brand__c, name: Name, client_id: Account__c }
			product:
			  object: Product__c
			  name: Name
			  client_id: Brand__r.Account__c
			  brand_id: Brand__c
			  description: Description__c
			""";

	private static final Set<String> EVERY_FIELD = new TreeSet<>(List.of("id", "name", "client_id", "brief", "start",
			"end", "evaluation_date", "pm_id", "brand_id", "product_id", "currency_id", "fee_id", "estimated_time",
			"estimated", "billable", "status", "contract_id", "deliverables", "work_order", "income_type", "archived"));

	@TempDir
	Path directory;

	@Test
	void fillsEveryFieldOfCorsProjects() {
		try (Agency agency = agency(300)) {
			String fee = agency.win("With a fee", Map.of("Fee__c", "fee-7", "Archived__c", true));
			Program program = program(agency);
			program.run("check", "--mapping").expect(0);
			program.run("preview").expect(0).says("project.pm_id was left out", "user3@agencia.example");
			Ended night = program.run("sync", "--yes").expect(0).says("project.pm_id was left out");
			assertThat(night.said()).doesNotContain("user1@").doesNotContain("\"user2@");

			Map<String, JsonNode> projects = agency.held("projects");
			assertThat(projects.keySet()).containsExactlyElementsOf(agency.org().won().opportunities().keySet());
			Set<String> names = new TreeSet<>();
			projects.values().forEach((fields) -> fields.properties().forEach((field) -> names.add(field.getKey())));
			names.add("id");
			assertThat(names).isEqualTo(EVERY_FIELD);
			projects.forEach((id, fields) -> requireAsInSalesforce(agency, id, fields));
			assertThat(projects.get(fee).get("fee_id").stringValue()).isEqualTo("fee-7");
			assertThat(agency.held("brands").size()).isGreaterThan(10);
			assertThat(agency.held("products").size()).isGreaterThan(10);
			agency.requireNoViolation();

			agency.forgetCalls();
			program.run("sync").expect(0);
			assertThat(agency.callsInAll()).isZero();
			JsonNode reconciled = program.run("reconcile", "--output", "json").expect(0).json();
			assertThat(agency.callsInAll()).isZero();
			assertThat(reconciled.get(0).get("leftOut").valueStream().map((value) -> value.get("value").stringValue()))
				.isNotEmpty()
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void leavesAManagersEditsAloneThroughTenNightsOfChanges() {
		try (Agency agency = agency(0)) {
			Program program = program(agency);
			String deal = agency.win("Campaign", Map.of("Description", "As sold"));
			program.run("sync", "--yes").expect(0);
			Map<String, Object> edit = Map.of("pm_id", "1043", "status", "suspended", "start", "2026-12-15", "brief",
					"As agreed with the client", "billable", false);
			agency.cor("PUT", "entities/projects/" + deal, edit);
			for (int night = 1; night <= 10; night++) {
				agency.change("Opportunity", deal,
						Map.of("Name", "Campaign " + night, "Amount", "10" + night + ".05", "Description",
								"Sold again " + night, "CloseDate", "2026-11-%02d".formatted(night), "Budget_Hours__c",
								night + ".5"));
				program.run("sync").expect(0);
				JsonNode fields = agency.held("projects", deal);
				assertThat(fields.get("name").stringValue()).endsWith("– Campaign " + night);
				assertThat(fields.get("estimated").decimalValue()).isEqualByComparingTo("10" + night + ".05");
				edit.forEach((name, value) -> assertThat(fields.get(name).asString()).as("%s on %s", name, fields)
					.isEqualTo(value.toString()));
			}
			agency.requireNoViolation();
		}
	}

	// No code of the program's: what Salesforce holds against what COR holds.
	private static void requireAsInSalesforce(Agency agency, String id, JsonNode fields) {
		JsonNode row = agency.salesforce("GET", "rows/Opportunity/" + id, null);
		assertThat(fields.get("name").stringValue()).endsWith(" – " + row.get("Name").asString());
		requireSame(row, "AccountId", fields, "client_id");
		requireSame(row, "ContractId", fields, "contract_id");
		requireSame(row, "Brand__c", fields, "brand_id");
		requireSame(row, "Product__c", fields, "product_id");
		requireSame(row, "CloseDate", fields, "start");
		requireSame(row, "CurrencyIsoCode", fields, "currency_id");
		requireSame(row, "Work_Order__c", fields, "work_order");
		requireSame(row, "Archived__c", fields, "archived");
		requireSameNumber(row, "Amount", fields, "estimated");
		requireSameNumber(row, "Budget_Hours__c", fields, "estimated_time");
		if (!row.path("Evaluation__c").isNull() && !row.path("Evaluation__c").isMissingNode()) {
			assertThat(fields.get("evaluation_date").asString())
				.isEqualTo(Instant.parse(row.get("Evaluation__c").asString().replace("+0000", "Z"))
					.atZone(ZoneId.of("America/Bogota"))
					.toLocalDate()
					.toString());
		}
	}

	private static void requireSame(JsonNode row, String source, JsonNode fields, String target) {
		JsonNode value = row.path(source);
		String expected = (value.isNull() || value.isMissingNode()) ? "" : value.asString();
		assertThat(fields.path(target).asString("")).as("%s of %s", target, row).isEqualTo(expected);
	}

	private static void requireSameNumber(JsonNode row, String source, JsonNode fields, String target) {
		JsonNode value = row.path(source);
		if (value.isNull() || value.isMissingNode()) {
			assertThat(fields.path(target).isMissingNode()).as("%s of %s", target, row).isTrue();
		}
		else {
			assertThat(fields.path(target).decimalValue()).as("%s of %s", target, row)
				.isEqualByComparingTo(new BigDecimal(value.asString()));
		}
	}

	private Program program(Agency agency) {
		return Program.in(this.directory, agency.settings()).file("config/mapping.yml", MAPPING);
	}

	private static Agency agency(int opportunities) {
		Agency agency = Agency.of(opportunities);
		agency.salesforce("POST", "settings", Map.of("multiCurrency", true));
		agency.behave(Map.of("knownIds", Map.of("pm_id", List.of("1042", "1043"), "fee_id", List.of("fee-7"),
				"currency_id", List.of("USD", "EUR", "COP", "MXN", "ARS", "BRL", "CLP", "PEN", "GBP"))));
		return agency;
	}

}
