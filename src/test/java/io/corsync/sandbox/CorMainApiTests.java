package io.corsync.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import static io.corsync.sandbox.RunningCor.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading by COR's own numbers.
 */
class CorMainApiTests {

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
	void readsOneProject() throws Exception {
		long id = json(this.cor.post("projects", "\"id\":\"O1\",\"name\":\"Site\"")).path("id").longValue();
		long client = json(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"")).path("id").longValue();

		assertThat(json(this.cor.get("/v1/projects/" + id)).path("name").stringValue()).isEqualTo("Site");
		assertThat(this.cor.get("/v1/projects/" + client).statusCode()).isEqualTo(404);
		assertThat(this.cor.get("/v1/projects/O1").statusCode()).isEqualTo(404);
		assertThat(this.cor.get("/v1/tasks").statusCode()).isEqualTo(404);
	}

	@Test
	void pagesLists() throws Exception {
		for (int i = 0; i < 23; i++) {
			this.cor.post("clients", "\"id\":\"A" + i + "\",\"name\":\"x\"");
		}

		ObjectNode first = json(this.cor.get("/v1/clients"));
		assertThat(first.path("total").stringValue()).isEqualTo("23");
		assertThat(first.path("data").size()).isEqualTo(20);
		assertThat(first.path("lastPage").intValue()).isEqualTo(2);
		assertThat(json(this.cor.get("/v1/clients?page=2")).path("data").size()).isEqualTo(3);
		assertThat(json(this.cor.get("/v1/clients?page=5&perPage=5")).path("data").size()).isEqualTo(3);
		assertThat(json(this.cor.get("/v1/clients?page=false")).path("data").size()).isEqualTo(23);
		assertThat(this.cor.get("/v1/clients?page=0").statusCode()).isEqualTo(400);
	}

	@Test
	void filtersLists() throws Exception {
		long client = json(this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"")).path("id").longValue();
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"one\",\"client_id\":\"A1\",\"start\":\"2025-01-01\"");
		this.cor.post("projects", "\"id\":\"O2\",\"name\":\"two\",\"archived\":true,\"status\":\"finished\"");

		assertThat(names("{\"client_id\":" + client + "}")).isEqualTo("one");
		assertThat(names("{\"archived\":1}")).isEqualTo("two");
		assertThat(names("{\"status\":\"finished\"}")).isEqualTo("two");
		assertThat(names("{\"dateStart\":\"2025-01-01\"}")).isEqualTo("one");
		assertThat(this.cor.get("/v1/projects?filters=" + encoded("{\"colour\":1}")).statusCode()).isEqualTo(400);
	}

	private String names(String filters) throws Exception {
		return String.join(",",
				json(this.cor.get("/v1/projects?filters=" + encoded(filters))).path("data").findValuesAsString("name"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Test
	void namesTheCompanyInRowsOnlyWhenTold() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"x\"");

		assertThat(json(this.cor.get("/v1/clients")).at("/data/0").has("company_id")).isFalse();
		this.cor.behave("{\"mainApiCompanyId\":true,\"companyId\":77}");
		assertThat(json(this.cor.get("/v1/clients")).at("/data/0/company_id").intValue()).isEqualTo(77);
	}

}
