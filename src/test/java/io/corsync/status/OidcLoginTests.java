package io.corsync.status;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People log in through an issuer, and may do what the settings say.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OidcLoginTests {

	private FakeIssuer issuer;

	private PageSite site;

	@BeforeAll
	void open(@TempDir Path directory) throws Exception {
		this.issuer = new FakeIssuer();
		this.site = PageSite.open(directory, 30, "--serve.oidc.issuer=" + this.issuer.url(),
				"--serve.oidc.client-id=cor-sync", "--serve.oidc.client-secret=hush",
				"--serve.oidc.operators=olga@example.com", "--serve.oidc.viewers=vic@example.com,val@example.com");
	}

	@AfterAll
	void close() {
		this.site.close();
		this.issuer.close();
	}

	private HttpResponse<String> logIn(PageSite.Visitor visitor, Map<String, Object> person) {
		this.issuer.person = person;
		return visitor.get("/oauth2/authorization/oidc");
	}

	private static String heading(HttpResponse<String> answer) {
		return Jsoup.parse(answer.body()).select("h1").text();
	}

	@Test
	void theLoginOffersIt() {
		Document login = Jsoup.parse(this.site.visitor("en").get("/login").body());
		assertThat(login.select("a[href=/oauth2/authorization/oidc]").text())
			.isEqualTo("Log in with your organization");
		assertThat(login.select("input[name=password]")).hasSize(1);
	}

	@Test
	void anOperatorActsAndAViewerLooks() {
		PageSite.Visitor olga = this.site.visitor("en");
		HttpResponse<String> welcome = logIn(olga, Map.of("email", "Olga@example.com", "email_verified", true));
		assertThat(heading(welcome)).startsWith("Tonight at a glance");
		assertThat(welcome.body()).contains("Olga@example.com");
		assertThat(olga.post("/preview", Map.of()).statusCode()).isEqualTo(200);
		PageSite.Visitor vic = this.site.visitor("en");
		assertThat(heading(logIn(vic, Map.of("email", "vic@example.com")))).startsWith("Tonight at a glance");
		assertThat(vic.post("/preview", Map.of()).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "nobody@example.com,true", "olga@example.com,false", "olga@example.com.evil.example,true" })
	void whoIsNotNamedOrHasNotShownTheirAddressStaysOutside(String email, boolean verified) {
		PageSite.Visitor stranger = this.site.visitor("en");
		HttpResponse<String> answer = logIn(stranger, Map.of("email", email, "email_verified", verified));
		assertThat(answer.uri().getPath()).isEqualTo("/login");
		assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text())
			.isEqualTo("Your organization did not let you in, or this page is not for you.");
		assertThat(stranger.get("/runs").uri().getPath()).isEqualTo("/login");
	}

	@Test
	void aTokenThatTheIssuerDidNotSignOpensNothing() {
		this.issuer.forged = true;
		try {
			HttpResponse<String> answer = logIn(this.site.visitor("en"), Map.of("email", "olga@example.com"));
			assertThat(answer.uri().getPath()).isEqualTo("/login");
		}
		finally {
			this.issuer.forged = false;
		}
	}

	@Test
	void anAnswerThatNobodyAskedForOpensNothing() {
		PageSite.Visitor stranger = this.site.visitor("en");
		assertThat(stranger.get("/login/oauth2/code/oidc?code=code-1&state=guessed").uri().getPath())
			.isEqualTo("/login");
		assertThat(stranger.get("/oauth2/authorization/other").statusCode()).isNotEqualTo(200);
		assertThat(stranger.get("/runs").uri().getPath()).isEqualTo("/login");
	}

	@Test
	void accountsWorkBesideIt() {
		assertThat(this.site.visitor("en").login("vic").get("/runs").uri().getPath()).isEqualTo("/runs");
	}

	@Test
	void whatDoesNotFitIsNamed() {
		OidcProperties none = new OidcProperties(null, null, null, "email", List.of(), List.of());
		assertThat(none.problems()).isEmpty();
		assertThat(new OidcProperties(null, "id", null, "email", List.of(), List.of()).problems()).singleElement()
			.asString()
			.contains("serve.oidc.issuer (SERVE_OIDC_ISSUER) is empty");
		assertThat(new OidcProperties(URI.create("http://login.example.com"), null, " ", "", List.of(), List.of())
			.problems()).hasSize(5).anyMatch((problem) -> problem.contains("https://"));
		assertThat(new OidcProperties(URI.create("https://login.example.com"), "id", "hush\n", "email",
				List.of("a@example.com"), List.of()))
			.satisfies((sound) -> {
				assertThat(sound.problems()).isEmpty();
				assertThat(sound.toString()).doesNotContain("hush");
			});
	}

}
