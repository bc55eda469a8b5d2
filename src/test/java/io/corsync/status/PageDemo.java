package io.corsync.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The page to look at, with everything on it.
 */
final class PageDemo {

	private PageDemo() {
	}

	/**
	 * Opens it at the port that is given, and stays.
	 * @param args the port
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("sun.net.httpserver.nodelay", "true");
		Path directory = Files.createTempDirectory("page");
		PageSite site = PageSite.open(directory, (args.length > 1) ? Integer.parseInt(args[1]) : 120,
				Integer.parseInt(args[0]), "--spring.thymeleaf.cache=false",
				"--spring.thymeleaf.prefix=file:src/main/resources/templates/",
				"--spring.web.resources.static-locations=file:src/main/resources/static/,classpath:/META-INF/resources/");
		if (args.length < 3) {
			new PageStory(site).tell();
		}
		System.out.println("READY " + site.url() + " " + directory);
		new CountDownLatch(1).await();
	}

}
