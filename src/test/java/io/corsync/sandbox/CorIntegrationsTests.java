package io.corsync.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static io.corsync.sandbox.RunningCor.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What COR's reference says about each call, and what stays open, both ways.
 */
class CorIntegrationsTests {

	private RunningCor cor;

	@BeforeEach
	void start() throws Exception {
		this.cor = new RunningCor();
	}

	@AfterEach
	void stop() {
		this.cor.close();
	}

	@Test
	void answersTheWholeEntityWithItsOwnNumbers() throws Exception {
		long client = json(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"")).path("id").longValue();
		long contract = json(this.cor.post("contracts", "\"id\":\"C1\",\"name\":\"Frame\",\"client_id\":\"A1\","
				+ "\"start_date\":\"2025-01-01\",\"value\":120000.50"))
			.path("id")
			.longValue();

		HttpResponse<String> answer = this.cor.post("projects", """
				"id":"O1","name":"Site","client_id":"A1","contract_id":"C1","start":"2025-01-15","end":"2025-04-30",
				"estimated":18000.25,"billable":true,"status":"active","income_type":"one_time","archived":false""");

		assertThat(answer.statusCode()).isEqualTo(201);
		ObjectNode project = json(answer);
		assertThat(project.path("id").isIntegralNumber()).isTrue();
		assertThat(project.path("client_id").longValue()).isEqualTo(client);
		assertThat(project.path("contract_id").longValue()).isEqualTo(contract);
		assertThat(project.path("company_id").longValue()).isEqualTo(1234);
		assertThat(project.path("start").stringValue()).isEqualTo("2025-01-15 00:00:00");
		assertThat(project.path("end").stringValue()).isEqualTo("2025-04-30 00:00:00");
		assertThat(project.path("estimated").decimalValue()).isEqualByComparingTo("18000.25");
		assertThat(project.path("created_at").stringValue()).isEqualTo("2026-11-23T09:15:30Z");
		assertThat(project.path("brief").isNull()).isTrue();
	}

	@Test
	void keepsEveryDigitOfAnAmount() throws Exception {
		HttpResponse<String> answer = this.cor.post("projects",
				"\"id\":\"O1\",\"name\":\"Site\",\"estimated\":12345678901234567.89");

		assertThat(answer.body()).contains("\"estimated\":12345678901234567.89");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					projects  | "name":"x"                                              | id is required and must be a string
					projects  | "id":7,"name":"x"                                       | id is required and must be a string
					projects  | "id":" ","name":"x"                                     | id is required and must be a string
					projects  | "id":"1"                                                | name is required
					projects  | "id":"1","name":null                                    | name must not be null
					projects  | "id":"1","name":""                                      | name must be not empty
					projects  | "id":"1","name":5                                       | name must be a string
					projects  | "id":"1","name":"x","billable":"true"                   | billable must be a boolean
					projects  | "id":"1","name":"x","estimated":"5"                     | estimated must be a number
					projects  | "id":"1","name":"x","estimated_time":true               | estimated_time must be a number
					projects  | "id":"1","name":"x","start":"15.01.2025"                | Invalid start date format: 15.01.2025
					projects  | "id":"1","name":"x","start":"2025-02-30"                | Invalid start date format: 2025-02-30
					projects  | "id":"1","name":"x","end":"2025-1-5"                    | Invalid end date format: 2025-1-5
					projects  | "id":"1","name":"x","start":20250115                    | start must be a string
					projects  | "id":"1","name":"x","evaluation_date":""                | Invalid evaluation date format:
					projects  | "id":"1","name":"x","income_type":"monthly"             | income_type must be one of fee, one_time, hourly_rate, contract
					projects  | "id":"1","name":"x","colour":"red"                      | unknown field colour
					projects  | "id":"1","name":"x","brief":null                        | brief must not be null
					projects  | "id":"1","name":"x","client_id":""                      | client_id must be not empty
					projects  | "id":"1","name":"x","pm_id":"U1"                        | pm_id U1 does not exist in the integration mappings
					projects  | "id":"1","name":"x","currency_id":"EUR"                 | currency_id EUR does not exist in the integration mappings
					projects  | "id":"1","name":"x","fee_id":"F1"                       | fee_id F1 does not exist in the integration mappings
					clients   | "id":"1","name":"x","phone":5                           | phone must be a string
					contracts | "id":"1","name":"x"                                     | client_id is required
					contracts | "id":"1","name":"x","client_id":"A","value":"1"         | value must be a number
					contracts | "id":"1","name":"x","client_id":"A","start_date":"soon" | Invalid start date format: soon
					contracts | "id":"1","name":"x","client_id":"A","end_date":"late"   | Invalid end date format: late
					brands    | "id":"1","name":"x"                                     | client_id is required
					products  | "id":"1","name":"x","client_id":"A"                     | brand_id is required
					users     | "id":"1","email":"a@b.example","first_name":"A"         | last_name is required
					""")
	void refusesInvalidBodies(String kind, String fields, String message) throws Exception {
		HttpResponse<String> answer = this.cor.post(kind, fields);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).path("name").stringValue()).isEqualTo("ValidationError");
		assertThat(json(answer).path("message").stringValue().strip()).isEqualTo(message);
		assertThat(this.cor.world().company().all(CorKind.of(kind).orElseThrow())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{\"metadata\":", "{\"id\":\"1\",\"id\":\"2\"}", "{} {}",
			"{\"id\":\"1\",\"name\":\"x\"}", "{\"metadata\":{},\"id\":\"1\",\"name\":\"x\"}" })
	void refusesBodiesWithoutMetadataOrShape(String body) throws Exception {
		HttpResponse<String> answer = this.cor.call("POST", "/v2/integrations/clients", body);

		assertThat(json(answer).path("name").stringValue()).isEqualTo("ValidationError");
		assertThat(this.cor.world().violations().counts()).containsEntry(CorViolation.MALFORMED_CALL, 1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SAP", "salesforce", "" })
	void refusesOtherSources(String source) throws Exception {
		HttpResponse<String> answer = this.cor.call("POST", "/v2/integrations/clients",
				"{\"metadata\":{\"source\":\"" + source + "\"},\"id\":\"1\",\"name\":\"x\"}");

		assertThat(json(answer).path("name").stringValue()).isEqualTo("InvalidSourceError");
	}

	@Test
	void refusesOtherContentTypes() throws Exception {
		String body = "{" + RunningCor.METADATA + ",\"id\":\"1\",\"name\":\"x\"}";

		assertThat(this.cor.call("POST", "/v2/integrations/clients", body, "text/plain").statusCode()).isEqualTo(400);
		assertThat(
				this.cor.call("POST", "/v2/integrations/clients", body, "application/json; charset=utf-8").statusCode())
			.isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource({ "GET,clients/1", "PATCH,clients/1", "POST,clients/1", "PUT,clients", "DELETE,clients",
			"POST,invoices" })
	void knowsNoOtherPaths(String verb, String path) throws Exception {
		assertThat(this.cor.integrate(verb, path, "").statusCode()).isEqualTo(404);
		assertThat(this.cor.world().violations().counts()).containsEntry(CorViolation.MALFORMED_CALL, 1L);
	}

	@Test
	void refusesAnIdThatExists() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");

		HttpResponse<String> again = this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Other\"");

		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(json(again).path("name").stringValue()).isEqualTo("DuplicateExternalIdError");
		assertThat(this.cor.post("contracts", "\"id\":\"A1\",\"name\":\"x\",\"client_id\":\"A1\"").statusCode())
			.as("another kind may have the same id")
			.isEqualTo(201);
	}

	@Test
	void requiresTheParentsFirst() throws Exception {
		assertThat(json(this.cor.post("contracts", "\"id\":\"C1\",\"name\":\"x\",\"client_id\":\"A1\"")).path("name")
			.stringValue()).isEqualTo("ClientNotFoundError");
		assertThat(json(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"client_id\":\"A1\"")).path("name")
			.stringValue()).isEqualTo("ClientNotFoundError");
		assertThat(json(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"contract_id\":\"C1\"")).path("name")
			.stringValue()).isEqualTo("ContractNotFoundError");

		assertThat(this.cor.world().violations().counts()).containsEntry(CorViolation.CLIENT_NOT_FOUND, 2L)
			.containsEntry(CorViolation.CONTRACT_NOT_FOUND, 1L);
	}

	@Test
	void doesNotBlameACallForAParentDeletedByHand() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");
		this.cor.world().company().deleteByHand(CorKind.CLIENTS, "A1");

		HttpResponse<String> answer = this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"client_id\":\"A1\"");

		assertThat(json(answer).path("name").stringValue()).isEqualTo("ClientNotFoundError");
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void knowsTheIdsItIsToldOf() throws Exception {
		this.cor.behave("{\"knownIds\":{\"currency_id\":[\"EUR\"]}}");

		assertThat(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"currency_id\":\"EUR\"").statusCode())
			.isEqualTo(201);
	}

	@Test
	void updatesOnlyTheFieldsSent() throws Exception {
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"Site\",\"brief\":\"Long\",\"estimated\":5");
		this.cor.pass(Duration.ofMinutes(30));

		ObjectNode updated = json(this.cor.put("projects", "O1", "\"name\":\"Shop\""));

		assertThat(updated.path("name").stringValue()).isEqualTo("Shop");
		assertThat(updated.path("brief").stringValue()).isEqualTo("Long");
		assertThat(updated.path("estimated").intValue()).isEqualTo(5);
		assertThat(updated.path("created_at").stringValue()).isEqualTo("2026-11-23T09:15:30Z");
		assertThat(updated.path("updated_at").stringValue()).isEqualTo("2026-11-23T09:45:30Z");
	}

	@Test
	void refusesToChangeTheId() throws Exception {
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"Site\"");

		assertThat(json(this.cor.put("projects", "O1", "\"id\":\"O1\",\"name\":\"x\"")).path("message").stringValue())
			.isEqualTo("unknown field id");
	}

	@Test
	void readsIdsFromEncodedPaths() throws Exception {
		this.cor.post("clients", "\"id\":\"a/b +ü\",\"name\":\"x\"");

		assertThat(this.cor.put("clients", "a%2Fb%20+%C3%BC", "\"name\":\"y\"").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "LISTED,projects,ProjectNotFoundError", "LISTED,clients,ZC001", "LISTED,contracts,ZC001",
			"NAMED,projects,ProjectNotFoundError", "NAMED,clients,ClientNotFoundError",
			"NAMED,contracts,ContractNotFoundError", "ZC001,projects,ZC001", "ZC001,clients,ZC001",
			"ZC001,contracts,ZC001" })
	void namesAMissingEntityAsTold(String missing, String kind, String key) throws Exception {
		this.cor.behave("{\"missing\":\"" + missing + "\"}");

		for (HttpResponse<String> answer : List.of(this.cor.put(kind, "X", "\"name\":\"x\""),
				this.cor.delete(kind, "X"))) {
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(json(answer).path("code").asString(json(answer).path("name").stringValue())).isEqualTo(key);
		}
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void refusesAStartAfterTheEnd() throws Exception {
		assertThat(json(this.cor.post("projects",
				"\"id\":\"O1\",\"name\":\"x\",\"start\":\"2025-02-01\",\"end\":\"2025-01-31\""))
			.path("name")
			.stringValue()).isEqualTo("InvalidDateRangeError");
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"start\":\"2025-02-01\",\"end\":\"2025-02-01\"");

		assertThat(json(this.cor.put("projects", "O1", "\"end\":\"2025-01-31\"")).path("name").stringValue())
			.as("against the start that is held")
			.isEqualTo("InvalidDateRangeError");
		assertThat(this.cor.world().company().find(CorKind.PROJECTS, "O1").orElseThrow().text("end"))
			.isEqualTo("2025-02-01");
	}

	@Test
	void deletesWithTheMapping() throws Exception {
		long first = json(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\"")).path("id").longValue();

		assertThat(this.cor.delete("projects", "O1").statusCode()).isEqualTo(200);
		assertThat(this.cor.put("projects", "O1", "\"name\":\"x\"").statusCode()).isEqualTo(404);
		assertThat(json(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\"")).path("id").longValue())
			.isGreaterThan(first);
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void refusesToDeleteWhatIsInUse() throws Exception {
		this.cor.behave("{\"undeletable\":\"O.*\"}");
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"");
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"client_id\":\"A1\"");

		assertThat(json(this.cor.delete("projects", "O1")).path("name").stringValue()).isEqualTo("DeletionError");
		assertThat(json(this.cor.delete("clients", "A1")).path("name").stringValue()).isEqualTo("DeletionError");
	}

	@Test
	void refusesAContractWithoutARate() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"");
		this.cor.behave("{\"contractsWithoutRate\":\"C9.*\"}");

		for (String fields : new String[] { "\"id\":\"C1\",\"currency\":\"EUR\"", "\"id\":\"C99\"" }) {
			HttpResponse<String> answer = this.cor.post("contracts", fields + ",\"name\":\"x\",\"client_id\":\"A1\"");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(json(answer).path("name").stringValue()).isEqualTo("CORCustomError");
			assertThat(json(answer).path("code").stringValue()).isEqualTo("CTR006");
		}
		this.cor.behave("{\"ratedCurrencies\":[\"USD\",\"EUR\"]}");
		assertThat(this.cor.post("contracts", "\"id\":\"C1\",\"currency\":\"EUR\",\"name\":\"x\",\"client_id\":\"A1\"")
			.statusCode()).isEqualTo(201);
	}

	@Test
	void takesAPutWithoutFieldsOnlyWhenTold() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");

		assertThat(json(this.cor.put("clients", "A1", "")).path("name").stringValue()).isEqualTo("ValidationError");
		this.cor.behave("{\"metadataOnlyPut\":true}");
		assertThat(json(this.cor.put("clients", "A1", "")).path("name").stringValue()).isEqualTo("Acme");
	}

	@ParameterizedTest
	@EnumSource(CorBehavior.Nulls.class)
	void treatsNullAsTold(CorBehavior.Nulls nulls) throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\",\"phone\":\"1\"");
		this.cor.behave("{\"nulls\":\"" + nulls + "\"}");

		HttpResponse<String> answer = this.cor.put("clients", "A1", "\"phone\":null,\"website\":\"w\"");

		String phone = this.cor.world().company().find(CorKind.CLIENTS, "A1").orElseThrow().text("phone");
		assertThat(answer.statusCode()).isEqualTo((nulls == CorBehavior.Nulls.REFUSED) ? 400 : 200);
		assertThat(phone).isEqualTo((nulls == CorBehavior.Nulls.CLEAR) ? "" : "1");
	}

	@Test
	void refusesASecondProjectWithTheSameWorkOrder() throws Exception {
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"work_order\":\"W\"");

		assertThat(this.cor.post("projects", "\"id\":\"O2\",\"name\":\"x\",\"work_order\":\"W\"").statusCode())
			.isEqualTo(400);
		assertThat(this.cor.put("projects", "O1", "\"work_order\":\"W\"").statusCode()).isEqualTo(200);
		this.cor.put("projects", "O1", "\"work_order\":\"V\"");
		assertThat(this.cor.post("projects", "\"id\":\"O2\",\"name\":\"x\",\"work_order\":\"W\"").statusCode())
			.isEqualTo(201);
	}

	@Test
	void keepsTextsAndStatusesWithinTheLimitsItIsTold() throws Exception {
		this.cor.behave("{\"maxTextLength\":5,\"projectStatuses\":[\"open\"]}");

		assertThat(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"123456\"").statusCode()).isEqualTo(400);
		assertThat(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"status\":\"shut\"").statusCode())
			.isEqualTo(400);
		assertThat(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"12345\",\"status\":\"open\"").statusCode())
			.isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					FLAT        | {"status":409,"name":"DuplicateExternalIdError","message":"Client with external id A1 already exists for this source"}
					NESTED      | {"error":{"name":"DuplicateExternalIdError","message":"Client with external id A1 already exists for this source"}}
					STATUS_CODE | {"statusCode":409,"code":"DuplicateExternalIdError","message":"Client with external id A1 already exists for this source"}
					BARE        | {"message":"DuplicateExternalIdError: Client with external id A1 already exists for this source"}
					HTML        | <html><head><title>409</title></head><body><center><h1>409</h1></center><hr></body></html>
					""")
	void wrapsErrorsAsTold(String envelope, String body) throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");
		this.cor.behave("{\"envelope\":\"" + envelope + "\"}");

		HttpResponse<String> answer = this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo(body);
	}

	@Test
	void answersErrorsWithTheStatusesItIsTold() throws Exception {
		this.cor.behave("{\"statuses\":{\"*\":422,\"ZC001\":400},\"createdStatus\":200}");

		assertThat(this.cor.put("clients", "A1", "\"name\":\"x\"").statusCode()).isEqualTo(400);
		assertThat(this.cor.put("projects", "O1", "\"name\":\"x\"").statusCode()).isEqualTo(422);
		assertThat(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"").statusCode()).isEqualTo(200);
	}

}
