package io.corsync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Somebody who opens the status page of a {@code serve} that has just started.
 */
final class PageVisit implements AutoCloseable {

	private static final String PASSWORD = "only for the bench";

	private static final Pattern PLACE = Pattern.compile("Serving at (http://\\S+)");

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final Process process;

	private final URI url;

	private PageVisit(Process process, URI url) {
		this.process = process;
		this.url = url;
	}

	static PageVisit open(Ground.Home home) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(
				List.of(home.ground().root().resolve("scripts/cor-sync").toString(), "serve"))
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		Map<String, String> environment = builder.environment();
		environment.putAll(home.environment());
		environment.put("SYNC_ZONE", "UTC");
		environment.put("SYNC_SCHEDULE", "0 0 0 1 1 *");
		environment.put("SERVER_PORT", "0");
		environment.put("SERVE_ACCOUNTS_0_NAME", "bench");
		environment.put("SERVE_ACCOUNTS_0_ROLE", "viewer");
		environment.put("SERVE_ACCOUNTS_0_HASH", new BCryptPasswordEncoder(4).encode(PASSWORD));
		Process process = builder.start();
		BufferedReader reader = process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			Matcher place = PLACE.matcher(line);
			if (place.find()) {
				return new PageVisit(process, URI.create(place.group(1)));
			}
		}
		throw new IOException("serve does not say where it serves");
	}

	/**
	 * Logs in, and asks for the page for the first time.
	 * @return seconds until it was there
	 */
	double firstPaint() throws IOException, InterruptedException {
		Matcher token = TOKEN.matcher(get("/login").body());
		if (!token.find()) {
			throw new IOException("There is no form to log in");
		}
		String form = "username=bench&password=" + encode(PASSWORD) + "&_csrf=" + encode(token.group(1));
		HttpResponse<Void> answer = this.http.send(HttpRequest.newBuilder(this.url.resolve("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build(), HttpResponse.BodyHandlers.discarding());
		if (answer.statusCode() != 302) {
			throw new IOException("The login was answered with %d".formatted(answer.statusCode()));
		}
		return seconds("/");
	}

	/**
	 * Asks for what the page of a large ledger fetches after it has been shown.
	 * @return seconds until it was there
	 */
	double totals() throws IOException, InterruptedException {
		return seconds("/totals");
	}

	private double seconds(String path) throws IOException, InterruptedException {
		long began = System.nanoTime();
		HttpResponse<String> page = get(path);
		if (page.statusCode() != 200) {
			throw new IOException("%s was answered with %d".formatted(path, page.statusCode()));
		}
		return (System.nanoTime() - began) / 1e9;
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(this.url.resolve(path)).header("Accept", "text/html").build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor();
	}

}
