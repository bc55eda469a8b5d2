package io.corsync.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages in a real browser: what people do there from click to end, and what axe has
 * to say about each page.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {

	private static final List<String> PAGES = List.of("/", "/live", "/stuck", "/stuck/rejected/ValidationError",
			"/stuck/held/GUARD_CREATE", "/parked", "/approve/2", "/runs", "/runs/2", "/start", "/start/sync",
			"/preview", "/setting", "/search?q=mass", "/nope");

	@TempDir
	static Path directory;

	private PageSite site;

	private PageStory story;

	private ChromeDriver browser;

	@BeforeAll
	void open() {
		Assumptions.assumeTrue(Chromium.present(), "no Chromium here");
		this.site = PageSite.open(directory, 30);
		this.story = new PageStory(this.site).tell();
	}

	@BeforeEach
	void start() {
		this.browser = Chromium.open();
	}

	@AfterEach
	void quit() {
		if (this.browser != null) {
			this.browser.quit();
		}
	}

	@AfterAll
	void close() {
		if (this.site != null) {
			this.site.close();
		}
	}

	private void go(String path) {
		this.browser.get(this.site.url().resolve(path).toString());
	}

	private void login(String name) {
		go("/login");
		type("username", name);
		type("password", name + Keys.ENTER);
		assertThat(this.browser.findElement(By.cssSelector(".account span")).getText()).isEqualTo(name);
	}

	private void type(String field, String text) {
		this.browser.findElement(By.id(field)).sendKeys(text);
	}

	private void click(String words) {
		this.browser.findElement(By.xpath("//main//*[self::button or self::a][contains(., '%s')]".formatted(words)))
			.click();
	}

	private String title() {
		return this.browser.findElement(By.tagName("h1")).getText();
	}

	private String main() {
		return this.browser.findElement(By.tagName("main")).getText();
	}

	private void awaitText(String text) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> main().contains(text));
	}

	@Test
	void aWrongPasswordIsToldAndLeadsNowhere() {
		go("/runs");
		type("username", "ana");
		type("password", "wrong" + Keys.ENTER);
		assertThat(this.browser.findElement(By.cssSelector("[role=alert]")).getText())
			.isEqualTo("Account or password is wrong.");
		go("/runs");
		assertThat(title()).isEqualTo("Log in");
	}

	@Test
	void whoOnlyLooksFindsADealAndNoButtons() {
		login("vic");
		type("q", "rollout" + Keys.ENTER);
		click("Rollout with a name");
		assertThat(title()).contains("was refused");
		assertThat(this.browser.findElements(By.cssSelector("main form[method=post]"))).isEmpty();
	}

	@Test
	void everythingIsReachedByKeyboardAlone() {
		login("ana");
		this.browser.switchTo().activeElement().sendKeys(Keys.TAB);
		assertThat(this.browser.switchTo().activeElement().getText()).isEqualTo("Skip to the content");
		this.browser.switchTo().activeElement().sendKeys(Keys.ENTER);
		assertThat(this.browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("main");
	}

	@Test
	void axeFindsNothingOnAnyPageBrightOrDark() throws IOException {
		login("ana");
		for (String scheme : List.of("light", "dark")) {
			this.browser.executeCdpCommand("Emulation.setEmulatedMedia",
					Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
			for (String path : PAGES) {
				go(path);
				assertThat(axe()).as("%s, %s", path, scheme).isEmpty();
			}
			go("/o/" + this.story.refused());
			assertThat(axe()).as("story, %s", scheme).isEmpty();
		}
		// What the policy of contents forbids is told there.
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> !entry.getMessage().contains("/nope"))
			.isEmpty();
	}

	@Test
	void nothingSticksOutOnAPhone() {
		login("ana");
		this.browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 390, "height", 800, "deviceScaleFactor", 1, "mobile", true));
		for (String path : PAGES) {
			go(path);
			assertThat(this.browser.executeScript("return document.documentElement.scrollWidth")).as(path)
				.isEqualTo(390L);
		}
	}

	@SuppressWarnings("unchecked")
	private List<Object> axe() throws IOException {
		try (InputStream stream = getClass().getResourceAsStream("/axe.min.js")) {
			this.browser.executeScript(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
		}
		return (List<Object>) this.browser.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run().then((result) => done(result.violations.map((found) =>
				  found.impact + ' ' + found.id + ': ' + found.nodes.map((node) => node.html).slice(0, 3).join(' | '))),
				  (error) => done([String(error)]));
				""");
	}

	@Test
	@Order(Integer.MAX_VALUE - 1)
	void aCauseIsMendedAndRetriedAndTheRunWatchedToItsEnd() {
		this.site.cor("DELETE", "faults", null);
		this.site.cor("PUT", "behavior", Map.of("maxTextLength", 0, "latencyMillis", 300));
		login("ana");
		go("/stuck/rejected/ValidationError");
		click("Retry these");
		assertThat(this.browser.findElement(By.cssSelector(".notice")).getText()).isEqualTo("The run was begun.");
		// Without a click the page goes on to the end by itself.
		awaitText("ended");
		click("The books of run");
		assertThat(title()).contains("(retry)").contains("finished");
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void aBackfillIsConfirmedWatchedAndStopped() {
		for (int i = 0; i < 80; i++) {
			this.site.win("Late %02d".formatted(i), Map.of());
		}
		this.site.cor("PUT", "behavior", Map.of("latencyMillis", 1500));
		login("ana");
		go("/start/backfill?from=2026-11-01&to=2026-11-30&only=missing");
		assertThat(main()).contains("Opportunities, with what they belong to");
		click("Yes, begin");
		awaitText("Syncing projects");
		click("Stop the run");
		awaitText("the same command continues it");
		this.site.cor("PUT", "behavior", Map.of("latencyMillis", 0));
		assertThat(this.site.bean(Conductor.class).live()).isEmpty();
	}

}
