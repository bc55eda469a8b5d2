package io.corsync.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import io.corsync.sync.RunRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes the pictures of the page that the documentation shows; {@code scripts/pictures}
 * runs it.
 */
class PagePictures {

	private static final Path PICTURES = Path.of("docs", "pictures");

	private static final Path LOOKED_AT = Path.of("target", "pictures");

	private static final List<String> PAGES = List.of("", "live", "stuck", "parked", "search", "runs", "start",
			"preview", "setting");

	private static final int NIGHTS = 24;

	@TempDir
	Path directory;

	@Test
	void take() throws IOException {
		Assumptions.assumeTrue(Chromium.present(), "no Chromium here");
		Files.createDirectories(PICTURES);
		try (PageSite site = PageSite.open(this.directory, 60)) {
			for (int night = 1; night <= NIGHTS; night++) {
				for (int deal = 0; deal < (night * 7) % 12; deal++) {
					site.win("Campaign %d.%d".formatted(night, deal), Map.of());
				}
				site.sync();
			}
			PageStory story = new PageStory(site).tell();
			ChromeDriver browser = Chromium.open();
			try {
				logIn(browser, site);
				take(browser, site, "/", 1280, "light", "tonight.png");
				take(browser, site, "/stuck", 1280, "light", "stuck.png");
				take(browser, site, "/o/" + story.refused(), 1280, "light", "deal.png");
				take(browser, site, "/", 390, "dark", "tonight-phone.png");
			}
			finally {
				browser.quit();
			}
		}
	}

	/**
	 * Every page at every width, light and dark, to be looked at; and how long a long
	 * history takes to be seen.
	 */
	@Test
	void look() throws IOException {
		Assumptions.assumeTrue(Chromium.present(), "no Chromium here");
		Files.createDirectories(LOOKED_AT);
		try (PageSite site = PageSite.open(this.directory, 60)) {
			PageDemo.many(site);
			ChromeDriver browser = Chromium.open();
			try {
				logIn(browser, site);
				for (String path : List.of("/", "/runs", "/stuck")) {
					browser.get(site.url().resolve(path).toString());
					Object paint = browser.executeAsyncScript("""
							const done = arguments[0];
							new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint')
								.forEach((entry) => done(entry.startTime))).observe({ type: 'paint', buffered: true });
							""");
					System.out.printf("First paint of %s with 400 runs and 100,000 rows: %s ms%n", path, paint);
				}
				everyWay(browser, site, "/", "long-history");
				everyWay(browser, site, "/nope", "not-found");
				everyWay(browser, site, "/search?q=deal", "search");
				everyWay(browser, site, "/runs", "runs");
				site.cor("PUT", "behavior", Map.of("latencyMillis", 700, "maxTextLength", 30, "ratePerSecond", 8));
				for (int deal = 0; deal < 80; deal++) {
					site.win((deal % 7 == 0) ? "A campaign with quite a long name " + deal : "Campaign " + deal,
							Map.of());
				}
				site.bean(Conductor.class).begin(new RunRequest.Sync(new TreeSet<>(), null), true, "ana");
				Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
					browser.get(site.url().resolve("/live").toString());
					return !browser.findElements(By.id("refusals")).isEmpty();
				});
				everyWay(browser, site, "/live", "live");
			}
			finally {
				site.cor("PUT", "behavior", Map.of("latencyMillis", 0, "ratePerSecond", 0));
				browser.quit();
			}
		}
	}

	/** Every page before anything has happened, and after all kinds of trouble. */
	@Test
	void lookAtEveryPage() throws IOException {
		Assumptions.assumeTrue(Chromium.present(), "no Chromium here");
		Files.createDirectories(LOOKED_AT);
		try (PageSite site = PageSite.open(this.directory, 60)) {
			ChromeDriver browser = Chromium.open();
			try {
				everyWay(browser, site, "/login", "login");
				logIn(browser, site);
				for (String page : PAGES) {
					everyWay(browser, site, "/" + page, "new-" + page);
				}
				site.sync();
				for (String page : List.of("", "live", "stuck", "runs", "runs/1")) {
					everyWay(browser, site, "/" + page, "first-" + page.replace('/', '-'));
				}
				PageStory story = new PageStory(site).tell();
				for (String page : PAGES) {
					everyWay(browser, site, "/" + page, "story-" + page);
				}
				everyWay(browser, site, "/o/" + story.refused(), "story-deal");
				everyWay(browser, site, "/runs/4", "story-run");
				everyWay(browser, site, "/start/backfill?from=2024-01-01&to=2026-12-31&field=CloseDate&only=missing",
						"story-confirm");
				browser.get(site.url().resolve("/stuck").toString());
				for (String first : List.of("stuck", "approve")) {
					String link = browser.findElement(By.cssSelector("a[href^='/%s/']".formatted(first)))
						.getDomAttribute("href");
					everyWay(browser, site, Objects.requireNonNull(link), "story-one-" + first);
					browser.get(site.url().resolve("/stuck").toString());
				}
			}
			finally {
				browser.quit();
			}
		}
	}

	private static void logIn(ChromeDriver browser, PageSite site) {
		browser.get(site.url().resolve("/login").toString());
		browser.findElement(By.id("username")).sendKeys("ana");
		browser.findElement(By.id("password")).sendKeys("ana" + Keys.ENTER);
		browser.findElement(By.cssSelector(".account span"));
	}

	private static void everyWay(ChromeDriver browser, PageSite site, String path, String name) throws IOException {
		for (int width : new int[] { 1280, 390 }) {
			for (String scheme : List.of("light", "dark")) {
				take(browser, site, path, width, scheme,
						LOOKED_AT.resolve("%s-%d-%s.png".formatted(name, width, scheme)), true);
			}
		}
	}

	private static void take(ChromeDriver browser, PageSite site, String path, int width, String scheme, String file)
			throws IOException {
		take(browser, site, path, width, scheme, PICTURES.resolve(file), false);
	}

	private static void take(ChromeDriver browser, PageSite site, String path, int width, String scheme, Path file,
			boolean whole) throws IOException {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
		browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		browser.get(site.url().resolve(path).toString());
		Files.write(file, whole ? whole(browser) : browser.getScreenshotAs(OutputType.BYTES));
	}

	private static byte[] whole(ChromeDriver browser) {
		Object data = browser
			.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
			.get("data");
		return Base64.getDecoder().decode((String) data);
	}

}
