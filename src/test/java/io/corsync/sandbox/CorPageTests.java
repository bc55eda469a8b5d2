package io.corsync.sandbox;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page, as its text.
 */
class CorPageTests {

	private RunningCor cor;

	@BeforeEach
	void start() throws Exception {
		this.cor = new RunningCor();
	}

	@AfterEach
	void stop() {
		this.cor.close();
	}

	private String page(String query) throws Exception {
		HttpResponse<String> answer = this.cor.get("/" + query);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
		return answer.body();
	}

	@Test
	void showsAnEmptyCompany() throws Exception {
		assertThat(page("")).contains("<b>0</b>projects", "Nothing here yet", "None on");
	}

	@Test
	void showsWhatIsHeldAndHowItWasTreated() throws Exception {
		this.cor.post("clients", "\"id\":\"A1\",\"name\":\"Acme\"");
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"Site\",\"client_id\":\"A1\",\"estimated\":1500.50");
		this.cor.post("projects", "\"id\":\"O2\",\"name\":\"Shop\",\"client_id\":\"A9\"");
		this.cor.fault("{\"effect\":\"cut\",\"kind\":\"contracts\",\"times\":3}");

		assertThat(page("")).contains(">O1<br>", ">Site</td>", ">1500.50</td>", "POST projects 404",
				"CLIENT_NOT_FOUND POST projects O2 names A9", "CUT on every verb contracts", "card bad", "met 0 of 3");
		assertThat(page("?kind=clients")).contains(">Acme</td>").doesNotContain(">Site</td>");
	}

	@Test
	void escapesWhatCameFromOutside() throws Exception {
		String evil = "<script>alert('1')</script>&\\\"";
		this.cor.post("projects", "\"id\":\"" + evil + "\",\"name\":\"" + evil + "\",\"brief\":\"" + evil + "\"");
		this.cor.post("projects", "\"id\":\"x\",\"name\":\"x\",\"client_id\":\"" + evil + "\"");
		this.cor.fault("{\"effect\":\"cut\",\"id\":\"<script>\"}");
		this.cor.call("POST", "/v2/integrations/%3Cscript%3E", "{}");

		String page = page("?search=%3Cscript%3E%22");
		assertThat(page + page("?kind=%3Cscript%3E")).doesNotContain("<script")
			.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;", "value=\"&lt;script&gt;&quot;\"");
	}

	@Test
	void searchesByNameAndIdAndPages() throws Exception {
		for (int i = 100; i < 160; i++) {
			this.cor.post("clients", "\"id\":\"A" + i + "\",\"name\":\"Name " + i + "\"");
		}

		assertThat(page("?kind=clients&search=name+133")).contains(">A133<br>").doesNotContain(">A134<br>");
		assertThat(page("?kind=clients&search=a134")).contains(">A134<br>").contains("1 in all, page 1 of 1");
		assertThat(page("?kind=clients")).contains(">A159<br>", ">A135<br>", "60 in all, page 1 of 3", "older →")
			.doesNotContain(">A134<br>", "← newer");
		assertThat(page("?kind=clients&page=3")).contains(">A100<br>", "← newer").doesNotContain("older →");
		assertThat(page("?kind=clients&page=99")).contains("page 3 of 3");
		assertThat(page("?page=-1&kind=nothing")).contains("Nothing here yet");
	}

	@Test
	void cutsLongTextsWithoutLosingThem() throws Exception {
		this.cor.post("projects", "\"id\":\"O1\",\"name\":\"x\",\"brief\":\"" + "word ".repeat(5000) + "\"");

		assertThat(page("").length()).isLessThan(12_000);
		assertThat(this.cor.get("/sandbox/cor/entities/projects/O1").body().length()).isGreaterThan(25_000);
	}

	@Test
	void needsNoScriptAndNothingFromElsewhere() throws Exception {
		assertThat(page("")).doesNotContain("<script", "http://", "https://", "@import");
		assertThat(this.cor.get("/other").statusCode()).isEqualTo(404);
		assertThat(this.cor.call("POST", "/", "").statusCode()).isEqualTo(405);
	}

}
