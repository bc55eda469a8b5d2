package io.corsync;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets where at a {@code serve}, as the network sees it.
 */
class ServeAccessIT {

	/** Once a year: no run gets in the way. */
	private static final String NEVER = "0 0 0 1 1 *";

	@TempDir
	private static Path directory;

	private static Agency agency;

	private static Serving serving;

	@BeforeAll
	static void start() {
		agency = Agency.of(20);
		serving = Serving.start(Serving.program(Program.in(directory, agency.settings()), NEVER));
	}

	@AfterAll
	static void stop() {
		serving.started().signal("TERM").end().expect(143);
		agency.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/runs", "/runs/1", "/o/006000000000001AAA", "/setting", "/nothing-here", "/error",
			"/login/x", "/webjars/htmx.org/2.0.10/dist/htmx.min.js", "/actuator", "/actuator/health",
			"/actuator/health/readiness", "/actuator/health/db", "/actuator/prometheus", "/actuator/env",
			"/actuator/loggers", "/actuator/heapdump", "/..;/actuator/env", "/actuator/health/liveness/../readiness" })
	void withoutALoginNothingAnswersButTheWayToIt(String path) {
		HttpResponse<String> answer = serving.browser().get(path);
		assertThat(answer.statusCode()).isIn(302, 400, 401);
		assertThat(answer.headers().firstValue("Location").orElse("/login")).endsWith("/login");
		assertThat(answer.body()).doesNotContain("UP", "corsync", "Opportunit");
	}

	@Test
	void withoutALoginTheLoginAndTheSignOfLifeAnswer() {
		HttpResponse<String> alive = serving.browser().get("/actuator/health/liveness");
		assertThat(alive.statusCode()).isEqualTo(200);
		assertThat(alive.body()).isEqualTo("{\"status\":\"UP\"}");
		HttpResponse<String> login = serving.browser().get("/login");
		assertThat(login.statusCode()).isEqualTo(200);
		assertThat(login.headers().firstValue("Content-Security-Policy")).contains(
				"default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'");
		assertThat(login.headers().firstValue("X-Frame-Options")).contains("DENY");
		assertThat(login.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(login.headers().firstValue("Referrer-Policy")).contains("same-origin");
		assertThat(login.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		assertThat(login.headers().firstValue("Server")).isEmpty();
		// Whoever has not logged in takes no memory.
		assertThat(login.headers().allValues("Set-Cookie")).allSatisfy(
				(cookie) -> assertThat(cookie).startsWith("cor-sync-form=").contains("HttpOnly", "SameSite=Lax"));
	}

	@Test
	void itListensOnThisMachineOnly() {
		assertThat(serving.url().getHost()).isEqualTo("127.0.0.1");
		Program program = Serving.program(Program.in(directory, agency.settings()), NEVER);
		program.with("SERVER_ADDRESS", "0.0.0.0")
			.run("serve")
			.expect(2)
			.says("SERVER_ADDRESS", "serve.behind-proxy", "server.ssl");
	}

	@Test
	void aPortInUseIsSaid(@TempDir Path elsewhere) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Serving.program(Program.in(elsewhere, agency.settings()), NEVER)
				.with("SERVER_PORT", String.valueOf(taken.getLocalPort()))
				.run("serve")
				.expect(2)
				.says("SERVER_PORT", "in use");
		}
	}

	@Test
	void aSecondOneOnTheSameFileIsRefused() {
		Serving.program(Program.in(directory, agency.settings()), NEVER)
			.run("serve")
			.expect(2)
			.says("Another serve uses");
	}

	@Test
	void anOperatorActsOnlyFromAPageOfOurs() {
		Browser browser = serving.browser();
		HttpResponse<String> in = browser.logIn(Serving.OPERATOR, Serving.PASSWORD);
		assertThat(in.statusCode()).isEqualTo(302);
		assertThat(in.headers().firstValue("Location").orElse("")).doesNotContain("login");
		assertThat(browser.get("/nothing-here").statusCode()).isEqualTo(404);
		assertThat(browser.postBare("/nothing-here", Map.of()).statusCode()).isEqualTo(403);
		assertThat(browser.postBare("/nothing-here", Map.of("_csrf", "guessed")).statusCode()).isEqualTo(403);
		assertThat(browser.post("/nothing-here", Map.of()).statusCode()).isIn(404, 405);
		assertThat(browser.cookies()).filteredOn((cookie) -> cookie.getName().equals("cor-sync"))
			.singleElement()
			.matches(HttpCookie::isHttpOnly);
		assertThat(browser.post("/logout", Map.of()).headers().firstValue("Location").orElse("")).contains("logout");
		assertThat(browser.get("/nothing-here").statusCode()).isEqualTo(302);
	}

	@Test
	void aViewerOnlyLooks() {
		Browser browser = serving.browser();
		browser.logIn(Serving.VIEWER, Serving.PASSWORD);
		assertThat(browser.get("/nothing-here").statusCode()).isEqualTo(404);
		for (String path : List.of("/nothing-here", "/runs", "/stop", "/retry", "/")) {
			assertThat(browser.post(path, Map.of()).statusCode()).as(path).isEqualTo(403);
		}
		assertThat(browser.get("/actuator/env").statusCode()).isEqualTo(404);
		assertThat(browser.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
	}

	@Test
	void whoWantedAPageGetsThereByTheLogin() {
		Browser browser = serving.browser();
		assertThat(browser.get("/o/006000000000001AAA").statusCode()).isEqualTo(302);
		assertThat(browser.logIn(Serving.VIEWER, Serving.PASSWORD).headers().firstValue("Location").orElse(""))
			.contains("/o/006000000000001AAA");
		HttpResponse<String> part = serving.browser().get("/nothing-here", "HX-Request", "true");
		assertThat(part.statusCode()).isEqualTo(401);
		assertThat(part.headers().firstValue("HX-Redirect")).contains("/login");
	}

	@Test
	void machinesShowTheirToken() {
		Browser browser = serving.browser();
		String bearer = "Bearer " + Serving.TOKEN;
		assertThat(browser.get("/actuator/health/readiness", "Authorization", bearer).body()).contains("\"UP\"", "db",
				"schedule");
		assertThat(serving.figures()).contains("corsync_rows_total{outcome=\"created\"} 0.0",
				"corsync_ledger_rows{state=\"synced\"}", "corsync_lease_held", "corsync_watermark_lag_seconds");
		assertThat(browser.get("/actuator/prometheus", "Authorization", bearer + "x").statusCode()).isEqualTo(401);
		assertThat(browser.get("/actuator/env", "Authorization", bearer).statusCode()).isEqualTo(404);
		assertThat(browser.get("/nothing-here", "Authorization", bearer).statusCode()).isEqualTo(302);
		assertThat(browser.cookies()).noneMatch((cookie) -> cookie.getName().equals("cor-sync"));
	}

	@Test
	void whoGuessesIsSlowedDown() {
		Browser browser = serving.browser();
		for (int i = 0; i < 10; i++) {
			HttpResponse<String> wrong = browser.logIn("nobody", "guess " + i);
			assertThat(wrong.statusCode()).isEqualTo(302);
			assertThat(wrong.headers().firstValue("Location").orElse("")).endsWith("/login?error");
		}
		HttpResponse<String> slowed = browser.logIn("Nobody", "guess 11");
		assertThat(slowed.statusCode()).isEqualTo(429);
		assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
		// Others are not locked out by that.
		assertThat(serving.browser().logIn(Serving.OPERATOR, Serving.PASSWORD).headers().firstValue("Location"))
			.hasValueSatisfying((place) -> assertThat(place).doesNotContain("error"));
		assertThat(serving.started().program().log()).contains("has logged in", "Too many logins")
			.doesNotContain("guess 1", Serving.PASSWORD, Serving.TOKEN);
	}

}
