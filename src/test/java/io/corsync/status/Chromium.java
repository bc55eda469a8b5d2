package io.corsync.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The browser of this machine, if it has one.
 */
final class Chromium {

	private static final String[] BROWSERS = { "chromium", "google-chrome", "chromium-browser" };

	private static final String DRIVER = "chromedriver";

	private Chromium() {
	}

	/**
	 * Whether there is one; that there is none must not go unnoticed.
	 */
	static boolean present() {
		boolean present = program(BROWSERS).isPresent() && program(DRIVER).isPresent();
		if (!present) {
			System.err.println("""
					*********************************************************************
					* NO BROWSER: chromium and chromedriver are not installed, so what  *
					* people do on the pages was NOT tested (apt-get install chromium   *
					* chromium-driver).                                                 *
					*********************************************************************""");
		}
		return present;
	}

	/**
	 * Opens a window, without a screen.
	 * @return to be quit by the caller
	 */
	static ChromeDriver open() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(program(BROWSERS).orElseThrow().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en",
				"--accept-lang=en", "--window-size=1280,900");
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(program(DRIVER).orElseThrow().toFile())
			.build();
		ChromeDriver browser = new ChromeDriver(service, options);
		browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(10));
		return browser;
	}

	private static Optional<Path> program(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(":")).map((path) -> Path.of(path, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
