package io.corsync.status;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.ledger.RunHistory;
import io.corsync.sync.Overview;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people see on the pages and what they may do there, over HTTP, after a night in
 * which all sorts of things got stuck.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageTests {

	@TempDir
	static Path directory;

	private PageSite site;

	private PageStory story;

	private PageSite.Visitor operator;

	private PageSite.Visitor viewer;

	@BeforeAll
	void open() {
		this.site = PageSite.open(directory, 30);
		this.story = new PageStory(this.site).tell();
		this.operator = this.site.visitor("en").login("ana");
		this.viewer = this.site.visitor("en").login("vic");
	}

	@AfterAll
	void close() {
		this.site.close();
	}

	private static Document ok(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(200);
		return Jsoup.parse(answer.body());
	}

	private static String text(Document page) {
		return page.body().text();
	}

	private String id(String name) {
		return ok(this.operator.get("/search?q=" + name.replace(' ', '+'))).select("main a[href^=/o/]")
			.attr("href")
			.substring(3);
	}

	@Test
	void nobodySeesAnythingButTheLoginWithoutAnAccount() {
		PageSite.Visitor stranger = this.site.visitor("en");
		for (String path : List.of("/", "/totals", "/live", "/live/now", "/stuck", "/runs", "/runs/1", "/setting",
				"/search?q=a", "/o/006Kd00000yuJ76IAE", "/runs/2/error.csv")) {
			HttpResponse<String> answer = stranger.get(path);
			assertThat(answer.uri().getPath()).as(path).isEqualTo("/login");
			assertThat(answer.body()).doesNotContain("Campaign", "ValidationError", "Agencia");
		}
		assertThat(text(ok(stranger.get("/login?error")))).contains("Account or password is wrong");
		assertThat(text(ok(stranger.get("/login?error&locked")))).contains("Too many attempts")
			.doesNotContain("password is wrong");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/live", "/stuck", "/parked", "/runs", "/runs/2", "/start", "/preview", "/setting",
			"/search?q=mass", "/search?q=", "/start/sync", "/start/reconcile",
			"/start/backfill?from=2026-01-01&to=2026-03-31", "/approve/2", "/stuck/rejected/ValidationError",
			"/stuck/held/GUARD_CREATE", "/stuck/blocked/CTR006" })
	void everyPageIsWholeInEveryLanguage(String path) {
		for (String language : PageLocale.LANGUAGES) {
			Document page = ok(this.site.visitor(language).login("ana").get(path));
			assertThat(page.select("html").attr("lang")).isEqualTo(language);
			assertThat(page.select("main#main, nav, h1, a.skip")).hasSizeGreaterThan(3);
			assertThat(page.select("h1")).hasSize(1);
			assertThat(page.html()).doesNotContain("??", "${", "#{");
			assertThat(page.select("form[method=post]"))
				.allSatisfy((form) -> assertThat(form.select("input[name=_csrf]")).as("%s", form).hasSize(1));
			assertThat(page.select("input:not([type=hidden]), select"))
				.allSatisfy((field) -> assertThat(page.select("label[for=%s]".formatted(field.id()))).as("%s", field)
					.hasSize(1));
			Set<String> ids = new TreeSet<>();
			page.select("[id]").forEach((element) -> assertThat(ids.add(element.id())).as(element.id()).isTrue());
			page.select("[aria-labelledby]")
				.forEach((element) -> assertThat(ids).containsAll(List.of(element.attr("aria-labelledby").split(" "))));
		}
	}

	@Test
	void everyLinkLeadsSomewhereOnThisServer() {
		Set<String> links = new TreeSet<>();
		for (String path : List.of("/", "/stuck", "/runs", "/runs/2", "/start", "/setting",
				"/stuck/rejected/ValidationError")) {
			Document page = ok(this.operator.get(path));
			page.select("[href], [src]")
				.stream()
				.map((element) -> element.hasAttr("href") ? element.attr("href") : element.attr("src"))
				.filter((link) -> !link.startsWith("#"))
				.forEach(links::add);
		}
		assertThat(links).hasSizeGreaterThan(15).contains("/assets/page.css").allSatisfy((link) -> {
			assertThat(link).startsWith("/");
			assertThat(this.operator.get(link).statusCode()).as(link).isEqualTo(200);
		});
	}

	@Test
	void theGlanceTellsHowThingsStand() {
		Document page = ok(this.operator.get("/"));
		assertThat(page.select(".verdict.care h2").text()).isEqualTo("The last run finished; 23 records are stuck");
		assertThat(text(page)).contains("Run 3 (sync)", "They balance", "reconcile in", "of 5,000,000");
		Element projects = page.select("tbody tr:has(th:matchesOwn(^projects$))").first();
		assertThat(projects.text()).contains("3 waiting", "1 blocked", "17 held", "1 refused");
		assertThat(page.select("svg.chart a")).hasSize(3);
		assertThat(page.select("svg.chart rect.created")).isNotEmpty();
		assertThat(page.select("details table tbody tr")).hasSize(3);
	}

	@Test
	void theTotalsOfALargeLedgerComeAloneAndAreTheSame() {
		String alone = ok(this.viewer.get("/totals")).select("section[aria-labelledby=totals]").html();
		assertThat(alone).contains("<h2 id=\"totals\">Everything that is known</h2>", "projects", "</tbody>");
		assertThat(alone).isEqualTo(ok(this.viewer.get("/")).select("section[aria-labelledby=totals]").html());
	}

	@Test
	void numbersAndTimesAreWrittenAsTheReaderDoes() {
		String spanish = text(ok(this.site.visitor("es-AR,es;q=0.9").login("vic").get("/")));
		assertThat(spanish).contains("de 5.000.000", "CET", "La última ejecución terminó; 23 registros");
		String portuguese = text(ok(this.site.visitor("fr,pt-BR;q=0.8").login("vic").get("/stuck")));
		assertThat(portuguese).contains("O que está parado", "Corrija o campo no Salesforce");
		assertThat(text(ok(this.site.visitor("fr").login("vic").get("/stuck")))).contains("What is stuck");
	}

	@Test
	void whatIsStuckStandsByCauseWithItsRemedyAndItsRows() {
		Document stuck = ok(this.operator.get("/stuck"));
		assertThat(stuck.select(".cause h2 code").eachText()).containsExactly("GUARD_CREATE", "ValidationError",
				"CTR006");
		assertThat(text(stuck)).contains("1 client, 1 project; 3 projects wait for that",
				"Correct the field in Salesforce, or map another one.", "Enter the exchange rate in COR.");
		Document rows = ok(this.operator.get("/stuck/rejected/ValidationError"));
		assertThat(rows.select("tbody tr")).hasSize(2);
		assertThat(rows.select("tbody tr").first().text()).contains("Cafés de la Ñ", "no phone number",
				"3: Campaign 1");
	}

	@Test
	void aDealIsFoundByNameByIdAndByAddress() {
		String id = this.story.refused();
		assertThat(id("rollout with a NAME")).isEqualTo(id);
		for (String way : List.of("/o/" + id, "/o/" + id.substring(0, 15), "/search?q=" + id,
				"/search?q=https%3A%2F%2Facme.lightning.force.com%2Flightning%2Fr%2FOpportunity%2F" + id + "%2Fview")) {
			HttpResponse<String> answer = this.viewer.get(way);
			assertThat(answer.uri().getPath()).isEqualTo("/o/" + id);
			assertThat(text(ok(answer))).contains("was refused: name must be at most 40 characters", "IsWon = true",
					"ValidationError", "Rollout with a name that is far too long");
		}
		assertThat(this.viewer.get("/o/nonsense").statusCode()).isEqualTo(404);
		assertThat(text(ok(this.viewer.get("/search?q=zzz")))).contains("Nothing has a name that begins with \"zzz\"");
	}

	@Test
	void aDealThatWaitsNamesWhatItWaitsFor() {
		String page = text(ok(this.viewer.get("/o/" + id("Campaign 1"))));
		assertThat(page).contains("waits, because its client \"Cafés de la Ñ\" was refused");
		String spanish = text(ok(this.site.visitor("es").login("vic").get("/o/" + id("Campaign 1"))));
		assertThat(spanish).contains("Su oportunidad «Campaign 1 of the café» espera algo de lo que depende.",
				"Arregle eso primero");
	}

	@Test
	void aDealThatIsInCorShowsEveryCallWithWhatItCarried() {
		Document page = ok(this.viewer.get("/o/" + id("mass 0")));
		assertThat(page.select("h1").text()).contains("is in COR since");
		assertThat(page.select(".attempt")).hasSize(1);
		assertThat(page.select(".attempt table tbody tr").eachText()).anyMatch((row) -> row.contains("Mass"));
	}

	@Test
	void runsAreChosenByCommandAndOutcome() {
		assertThat(ok(this.viewer.get("/runs")).select("tbody tr")).hasSize(3);
		assertThat(ok(this.viewer.get("/runs?command=reconcile")).select("tbody tr")).hasSize(1);
		assertThat(ok(this.viewer.get("/runs?ending=well")).select("tbody tr th").eachText())
			.containsExactly("Run 1 (sync)");
		assertThat(text(ok(this.viewer.get("/runs?ending=early")))).contains("There is none.");
		assertThat(ok(this.viewer.get("/runs?command=nonsense&ending=nonsense")).select("tbody tr")).hasSize(3);
	}

	@Test
	void aRunShowsItsBooksAndHandsOutItsFiles() {
		Document page = ok(this.viewer.get("/runs/2"));
		assertThat(text(page)).contains("Its guards hold 17 projects", "A guard wants a yes");
		assertThat(page.select("td .tag").eachText()).containsOnly("yes");
		assertThat(page.select("a[download]").eachText()).containsExactly("error.csv", "success.csv", "summary.json");
		HttpResponse<String> file = this.viewer.get("/runs/2/error.csv");
		assertThat(file.body()).contains("external_id", this.story.refused());
		assertThat(file.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"run-2-error.csv\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/runs/2/..%2F..%2Fdata%2Fcor-sync.mv.db", "/runs/2/../../data/cor-sync.password",
			"/runs/2/.run-2", "/runs/99", "/runs/99/error.csv", "/approve/1", "/stuck/rejected/NOTHING",
			"/start/nonsense", "/nope" })
	void whatIsNotThereIsNotFoundAndNothingElseIsHandedOut(String path) {
		HttpResponse<String> answer = this.operator.get(path);
		assertThat(answer.statusCode()).isIn(400, 404);
		assertThat(answer.body()).doesNotContain("H2:", "Exception", "at io.corsync");
	}

	@Test
	void errorsComeInTheSameLook() {
		HttpResponse<String> answer = this.viewer.get("/nope");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("There is no such page");
		assertThat(Jsoup.parse(answer.body()).select("nav a")).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/start/sync,x", "/stuck/retry,cause", "/park,id", "/unpark,id", "/approve/2,x", "/live/stop,x",
			"/preview,x", "/setting/check,x", "/start/reconcile,x" })
	void whoOnlyLooksChangesNothing(String path, String field) {
		HttpResponse<String> answer = this.viewer.post(path, Map.of(field, "006Kd00000yuJ76IAE"));
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("That is not for you");
		assertThat(this.operator.bare(path, Map.of(field, "006Kd00000yuJ76IAE")).statusCode()).isEqualTo(403);
		assertThat(this.site.bean(Conductor.class).live()).isEmpty();
	}

	@Test
	void whoOnlyLooksIsOfferedNothingElse() {
		for (String path : List.of("/", "/stuck", "/runs/2", "/start", "/setting", "/o/" + this.story.refused(),
				"/approve/2", "/preview")) {
			assertThat(ok(this.viewer.get(path)).select("main form[method=post]")).as(path).isEmpty();
		}
	}

	@Test
	void theSettingShowsTheMappingAndNoSecret() {
		Document page = ok(this.viewer.get("/setting"));
		assertThat(text(page)).contains("estimated", "Amount", "the first that is not empty of Name, ContractNumber",
				"In Approval Process → pending", "else → pending", "stay COR's own", "IsWon = true");
		assertThat(page.html()).doesNotContainIgnoringCase("secret-").doesNotContain("api-key", "client-secret");
	}

	@Test
	void aCheckTellsWhatHolds() {
		Document page = ok(this.operator.post("/setting/check", Map.of()));
		assertThat(page.select("section:has(#check) tbody tr").eachText())
			.anyMatch((line) -> line.startsWith("Salesforce login holds"))
			.anyMatch((line) -> line.startsWith("COR login holds"));
	}

	@Test
	void aStartIsConfirmedWithWhatItWillRead() {
		Document page = ok(this.operator.get("/start/backfill?from=2026-11-20&to=2026-11-20&only=all"));
		assertThat(text(page)).containsPattern("It reads \\d+ Opportunities")
			.contains("Nov 20, 2026 – Nov 20, 2026", "also what COR has, if it differs");
		assertThat(page.select("form[method=post] input[name=only]").val()).isEqualTo("all");
		HttpResponse<String> back = this.operator.get("/start/backfill?from=2026-11-20&to=2026-11-19");
		assertThat(text(ok(back))).contains("Give a first and a last day");
	}

	@Test
	void aPreviewIsFoundOutInTheBackground() {
		ok(this.operator.post("/preview", Map.of()));
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.operator.get("/preview/now").body(), (body) -> body.contains("asked for by ana"));
		assertThat(text(ok(this.operator.get("/preview")))).contains("Waiting for what they belong to: 3 projects",
				"Run 4 (sync)");
		assertThat(ok(this.operator.get("/runs")).select("tbody tr")).hasSize(3);
	}

	@Test
	void whatIsSaidOfARunAddsUp() {
		Overview overview = this.site.bean(Overview.class);
		List<Overview.Told> runs = overview.runs(overview.target().orElseThrow(), new RunHistory.Choice(null, null),
				Long.MAX_VALUE, 100);
		assertThat(runs).hasSizeGreaterThan(2)
			.allSatisfy((told) -> assertThat(told.created() + told.changed() + told.unchanged() + told.unsettled())
				.as("run %d", told.run().number())
				.isEqualTo(told.read() + told.earlier()));
		assertThat(runs).anySatisfy((told) -> assertThat(told.earlier()).isPositive());
		assertThat(text(ok(this.operator.get("/"))))
			.containsPattern("rows read and [\\d,]+ taken up from earlier runs");
	}

	@Test
	@Order(Integer.MAX_VALUE - 4)
	void aRunUnderWayTellsItsNumberItsPaceAndWhatWasRefused() {
		this.site.cor("PUT", "behavior", Map.of("latencyMillis", 1500));
		ok(this.operator.post("/stuck/retry", Map.of("cause", "ValidationError")));
		String now = Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.operator.get("/live/now").body(),
					(body) -> body.contains("What COR refused last") || !body.contains("hx-get"));
		this.site.cor("PUT", "behavior", Map.of("latencyMillis", 0));
		Document live = Jsoup.parse(now);
		assertThat(text(live)).containsPattern("calls to COR [\\d.]+ a second now");
		assertThat(live.select("dd a[href^=/runs/]").attr("href")).isEqualTo("/runs/4");
		assertThat(live.select("section[aria-labelledby=refusals] th a[href^=/o/]").eachText()).isNotEmpty();
		assertThat(live.select("section[aria-labelledby=refusals] td").first().text()).endsWith(".");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.operator.get("/live/now").body(), (body) -> !body.contains("hx-get"));
	}

	@Test
	@Order(Integer.MAX_VALUE - 3)
	void aRowIsSetAsideAndTakenBackWithWhoDidIt() {
		String id = this.story.refused();
		Document page = ok(this.operator.post("/park", Map.of("id", id, "reason", "Sales will <rename> it")));
		assertThat(page.select(".notice").text()).isEqualTo("It was set aside.");
		assertThat(text(page)).contains("Sales will <rename> it");
		assertThat(text(ok(this.viewer.get("/stuck")))).contains("One row is set aside");
		assertThat(text(ok(this.viewer.get("/parked")))).contains("Rollout with", "Sales will <rename> it");
		assertThat(text(ok(this.operator.post("/unpark", Map.of("id", id))))).contains("counts again");
		assertThat(text(ok(this.viewer.get("/parked")))).contains("Nothing is set aside");
		assertThat(this.site.bean(io.corsync.sync.AuditTrail.class).last(2)).extracting((line) -> line.command())
			.containsExactly("unpark " + id, "park " + id);
		assertThat(this.site.bean(io.corsync.sync.AuditTrail.class).last(2))
			.allSatisfy((line) -> assertThat(line.toString()).contains("ana"));
		assertThat(text(ok(this.operator.post("/park", Map.of("id", id, "reason", "  "))))).contains("Say why");
	}

	@Test
	@Order(Integer.MAX_VALUE - 2)
	void whatIsStuckIsRetriedAndWhatIsHeldIsApproved() {
		this.site.cor("DELETE", "faults", null);
		this.site.cor("PUT", "behavior", Map.of("maxTextLength", 0));
		for (Map.Entry<String, Map<String, String>> click : List.of(
				Map.entry("/stuck/retry", Map.of("cause", "ValidationError")),
				Map.entry("/stuck/retry", Map.<String, String>of()),
				Map.entry("/approve/2", Map.<String, String>of()))) {
			Document live = ok(this.operator.post(click.getKey(), click.getValue()));
			assertThat(live.select(".notice").text()).isEqualTo("The run was begun.");
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> this.operator.get("/live/now").body(), (body) -> !body.contains("hx-get"));
			assertThat(ok(this.operator.get("/live")).select("#now").attr("hx-get")).isEmpty();
		}
		assertThat(text(ok(this.operator.get("/stuck")))).contains("Nothing is stuck");
		// The glance counts anew after some seconds.
		Awaitility.await()
			.until(() -> ok(this.operator.get("/")).select(".verdict.good h2").text(),
					(verdict) -> verdict.startsWith("All is well"));
		assertThat(this.story.projects()).hasSizeGreaterThan(119);
	}

	@Test
	@Order(Integer.MAX_VALUE - 1)
	void aDealIsSentAtOnce() {
		String id = this.site.win("Urgent", Map.of());
		assertThat(text(ok(this.operator.get("/o/" + id)))).contains("was never sent to COR");
		assertThat(text(ok(this.operator.post("/o/" + id + "/send", Map.of())))).contains("begun by");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> text(ok(this.operator.get("/o/" + id))), (page) -> page.contains("is in COR since"));
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void withoutSalesforceAndCorThePagesTellWhatTheLedgerKnows() {
		this.site.cutOff();
		Document page = ok(this.viewer.get("/o/" + this.story.refused()));
		assertThat(text(page)).contains("is in COR since", "not asked");
		assertThat(ok(this.viewer.get("/stuck")).select("h1").text()).isEqualTo("What is stuck");
		HttpResponse<String> confirm = this.operator.get("/start/sync");
		assertThat(confirm.statusCode()).isEqualTo(503);
		assertThat(Jsoup.parse(confirm.body()).select("h1").text()).isEqualTo("That did not work");
		assertThat(text(ok(this.viewer.get("/")))).contains("Tonight at a glance");
	}

}
