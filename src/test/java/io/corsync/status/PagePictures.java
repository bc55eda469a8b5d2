package io.corsync.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
				browser.get(site.url().resolve("/login").toString());
				browser.findElement(By.id("username")).sendKeys("ana");
				browser.findElement(By.id("password")).sendKeys("ana" + Keys.ENTER);
				browser.findElement(By.cssSelector(".account span"));
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

	private static void take(ChromeDriver browser, PageSite site, String path, int width, String scheme, String file)
			throws IOException {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
		browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		browser.get(site.url().resolve(path).toString());
		Files.write(PICTURES.resolve(file), browser.getScreenshotAs(OutputType.BYTES));
	}

}
