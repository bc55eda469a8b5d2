package io.corsync.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static io.corsync.sandbox.RunningCor.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The paths for those who play with the sandbox.
 */
class CorAdminTests {

	private RunningCor cor;

	@BeforeEach
	void start() throws Exception {
		this.cor = new RunningCor();
	}

	@AfterEach
	void stop() {
		this.cor.close();
	}

	private ObjectNode admin(String verb, String path, String body) throws Exception {
		HttpResponse<String> answer = this.cor.call(verb, "/sandbox/cor" + path, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return json(answer);
	}

	@Test
	void showsEverythingHeldAndSeen() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"Site\",\"client_id\":\"A1\",\"estimated\":1.50");
		this.cor.post("projects", "\"id\":\"O2\",\"name\":\"x\",\"client_id\":\"nobody\"");

		ObjectNode state = admin("GET", "/state", "");

		assertThat(state.at("/counts/clients").intValue()).isOne();
		assertThat(state.at("/counts/projects").intValue()).isOne();
		assertThat(state.at("/calls/POST projects").intValue()).isEqualTo(2);
		assertThat(state.at("/statuses/POST projects 404").intValue()).isOne();
		assertThat(state.at("/violations/CLIENT_NOT_FOUND").intValue()).isOne();
		assertThat(state.at("/violations/total").intValue()).isOne();
		assertThat(state.at("/latest_violations/0/what").stringValue()).isEqualTo("POST projects O2 names nobody");
		assertThat(state.at("/entities/projects/0/external_id").stringValue()).isEqualTo("O1");
		assertThat(state.at("/entities/projects/0/fields/client_id").stringValue()).isEqualTo("A1");
		assertThat(state.at("/behavior/companyId").intValue()).isEqualTo(1234);
	}

	@Test
	void showsTheCallsOfAnId() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");
		this.cor.put("clients", "A1", "\"phone\":\"1\"");

		JsonNode calls = CorJson.object(("{\"calls\":" + this.cor.get("/sandbox/cor/calls/A1").body() + "}").getBytes())
			.path("calls");

		assertThat(calls.findValuesAsString("verb")).containsExactly("POST", "PUT");
		assertThat(calls.findValuesAsString("status")).containsExactly("201", "200");
		assertThat(calls.at("/1/body/phone").stringValue()).isEqualTo("1");
	}

	@Test
	void keepsSecretsOutOfItsBooks() throws Exception {
		this.cor.token("grant_type=client_credentials", "someone:very-secret");

		assertThat(this.cor.get("/sandbox/cor/state").body() + this.cor.get("/sandbox/cor/calls").body())
			.doesNotContain("very-secret", CorTokens.CLIENT_SECRET, "access_token");
	}

	@Test
	void editsByHand() throws Exception {
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"Site\",\"brief\":\"b\"");
		this.cor.pass(Duration.ofHours(2));

		ObjectNode edited = admin("PUT", "/entities/projects/O1", "{\"status\":\"finished\",\"brief\":null}");

		assertThat(edited.at("/fields/status").stringValue()).isEqualTo("finished");
		assertThat(edited.path("fields").has("brief")).isFalse();
		assertThat(edited.path("updated_at").stringValue()).isEqualTo("2026-11-23T11:15:30Z");
		assertThat(admin("GET", "/entities/projects/O1", "")).isEqualTo(edited);
		assertThat(this.cor.world().calls().of("O1")).as("no call of the client's").hasSize(1);
	}

	@Test
	void deletesByHandWithTheMapping() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");

		admin("DELETE", "/entities/clients/A1", "");

		assertThat(this.cor.put("clients", "A1", "\"name\":\"x\"").statusCode()).isEqualTo(404);
		assertThat(this.cor.call("DELETE", "/sandbox/cor/entities/clients/A1", "").statusCode()).isEqualTo(404);
	}

	@Test
	void makesATwinByHandThatNoExternalIdMeans() throws Exception {
		admin("POST", "/entities/clients", "{\"name\":\"Acme\"}");

		assertThat(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"").statusCode()).isEqualTo(201);
		assertThat(json(this.cor.get("/v1/clients")).path("data").size()).isEqualTo(2);
		assertThat(this.cor.world().violations().total()).isZero();
	}

	@Test
	void setsBehaviorAndFaults() throws Exception {
		assertThat(admin("PUT", "/behavior", "{\"envelope\":\"nested\"}").path("envelope").stringValue())
			.isEqualTo("NESTED");
		assertThat(admin("GET", "/behavior", "").path("envelope").stringValue()).isEqualTo("NESTED");
		int number = admin("POST", "/faults", "{\"effect\":\"unauthorized\"}").path("number").intValue();
		assertThat(this.cor.get("/sandbox/cor/faults").body()).contains("\"effect\":\"UNAUTHORIZED\"");

		admin("DELETE", "/faults/" + number, "");

		assertThat(this.cor.get("/sandbox/cor/faults").body()).isEqualTo("[]");
		assertThat(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"").statusCode()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			PUT    | /behavior           | {"colour":1}        | 400
			PUT    | /behavior           | {"envelope":"box"}  | 400
			PUT    | /behavior           | {"undeletable":"("} | 400
			POST   | /faults             | {"effect":"bang"}   | 400
			POST   | /faults             | nonsense            | 400
			PUT    | /entities/clients/X | {"name":"x"}        | 404
			POST   | /entities/clients   | {"colour":"x"}      | 400
			GET    | /entities/things    | {}                  | 404
			GET    | /nothing            | {}                  | 404
			DELETE | /faults/9           | {}                  | 404
			GET    | /release            | {}                  | 404
			""")
	void refusesWhatItDoesNotKnow(String verb, String path, String body, int status) throws Exception {
		HttpResponse<String> answer = this.cor.call(verb, "/sandbox/cor" + path, body);

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(json(answer).path("message").stringValue()).isNotEmpty();
	}

	@Test
	void carriesOutLateAndEndsTokens() throws Exception {
		assertThat(admin("POST", "/late", "").path("carried_out").intValue()).isZero();
		admin("POST", "/release", "");
		admin("POST", "/tokens/expire", "");
		assertThat(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"").statusCode()).isEqualTo(401);
	}

	@Test
	void forgetsCountersOrEverything() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"");
		this.cor.integrate("GET", "clients/A1", "");

		admin("DELETE", "/counters", "");
		ObjectNode counts = admin("GET", "/counts", "");
		assertThat(counts.at("/counts/clients").intValue()).isOne();
		assertThat(counts.path("calls").isEmpty()).isTrue();
		assertThat(counts.at("/violations/total").intValue()).isZero();

		admin("PUT", "/behavior", "{\"companyId\":5}");
		admin("DELETE", "", "");
		ObjectNode state = admin("GET", "/state", "");
		assertThat(state.at("/counts/clients").intValue()).isZero();
		assertThat(state.at("/behavior/companyId").intValue()).isEqualTo(1234);
	}

	@Test
	void explainsItself() throws Exception {
		assertThat(admin("GET", "", "").propertyNames()).contains("GET /sandbox/cor/state");
	}

}
