package io.corsync.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.corsync.CorSync;
import io.corsync.cli.Opener;
import io.corsync.ledger.DatabaseAccess;
import io.corsync.sandbox.Sandbox;
import io.corsync.sync.RunRequest;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The page over a real ledger, with a Salesforce and a COR in this process.
 */
final class PageSite implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Sandbox sandbox;

	private final ConfigurableApplicationContext context;

	private PageSite(Sandbox sandbox, ConfigurableApplicationContext context) {
		this.sandbox = sandbox;
		this.context = context;
	}

	static PageSite open(Path directory, int opportunities, String... more) {
		return open(directory, opportunities, 0, more);
	}

	static PageSite open(Path directory, int opportunities, int port, String... more) {
		Sandbox sandbox;
		try {
			sandbox = Sandbox.start(new Sandbox.Options(0, opportunities, 1, 0, 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> settings = new ArrayList<>();
		sandbox.settings().forEach((name, value) -> settings.add("--%s=%s".formatted(key(name), value)));
		settings.add("--spring.datasource.url=jdbc:h2:file:" + directory.resolve("data").resolve("cor-sync"));
		settings.add("--reports.directory=" + directory.resolve("reports"));
		List<String> web = new ArrayList<>(settings);
		web.addAll(List.of("--spring.main.web-application-type=servlet", "--cor-sync.site=true",
				"--server.address=127.0.0.1", "--server.port=" + port, "--sync.zone=Europe/Madrid",
				"--sync.schedule=0 0 4 1 1 *", "--sync.reconcile-schedule=0 0 6 1 1 *"));
		account(web, 0, "ana", "operator");
		account(web, 1, "vic", "viewer");
		web.addAll(List.of(more));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CorSync.class, ServeConfiguration.class)
			.web(WebApplicationType.SERVLET)
			.lazyInitialization(true)
			.registerShutdownHook(false)
			.initializers((made) -> {
				made.getBeanFactory().registerSingleton("databaseAccess", DatabaseAccess.MIGRATE);
				made.getBeanFactory().registerSingleton("opener", (Opener) (access) -> parts(settings, access));
			})
			.run(web.toArray(String[]::new));
		return new PageSite(sandbox, context);
	}

	private static String key(String name) {
		int first = name.indexOf('_');
		return (name.substring(0, first) + "." + name.substring(first + 1).replace('_', '-')).toLowerCase();
	}

	private static void account(List<String> settings, int number, String name, String role) {
		String key = "--serve.accounts[%d].".formatted(number);
		settings.addAll(List.of(key + "name=" + name, key + "hash=" + new BCryptPasswordEncoder(4).encode(name),
				key + "role=" + role));
	}

	private static Opener.Parts parts(List<String> settings, DatabaseAccess access) {
		List<String> arguments = new ArrayList<>(settings);
		arguments.add("--cor-sync.copy=" + (access == DatabaseAccess.COPY));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CorSync.class)
			.web(WebApplicationType.NONE)
			.lazyInitialization(true)
			.registerShutdownHook(false)
			.initializers((made) -> made.getBeanFactory().registerSingleton("databaseAccess", access))
			.run(arguments.toArray(String[]::new));
		return new Opener.Parts() {

			@Override
			public <T> T get(Class<T> type) {
				return context.getBean(type);
			}

			@Override
			public void close() {
				context.close();
			}

		};
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port"));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * A night.
	 */
	void sync() {
		run(new RunRequest.Sync(new TreeSet<>(), null));
	}

	void run(RunRequest request) {
		Conductor conductor = bean(Conductor.class);
		if (!conductor.begin(request, true, "schedule")) {
			throw new IllegalStateException("Another run goes on");
		}
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> conductor.live().isEmpty());
	}

	/**
	 * Somebody does something in COR.
	 */
	JsonNode cor(String verb, String path, Object body) {
		return call(verb, "/sandbox/cor/" + path, body);
	}

	/**
	 * Somebody does something in Salesforce.
	 */
	JsonNode salesforce(String verb, String path, Object body) {
		return call(verb, "/sandbox/salesforce/" + path, body);
	}

	String win(String name, Map<String, ?> more) {
		Map<String, Object> fields = new java.util.LinkedHashMap<>(
				Map.of("Name", name, "StageName", "Closed Won", "CloseDate", "2026-11-20", "Amount", "1500.50"));
		fields.putAll(more);
		return salesforce("POST", "rows/Opportunity", fields).get("id").stringValue();
	}

	/**
	 * Salesforce and COR are not there any more.
	 */
	void cutOff() {
		this.sandbox.close();
	}

	private JsonNode call(String verb, String path, Object body) {
		try {
			HttpRequest request = HttpRequest.newBuilder(this.sandbox.url().resolve(path))
				.header("Content-Type", "application/json")
				.method(verb,
						(body != null) ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
								: HttpRequest.BodyPublishers.noBody())
				.build();
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException("%s %s: %s".formatted(verb, path, response.body()));
			}
			return JSON.readTree(response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Somebody who looks at the page, with cookies of their own.
	 */
	Visitor visitor(String language) {
		return new Visitor(url(), language);
	}

	/**
	 * A browser as simple as can be.
	 */
	static final class Visitor {

		private final HttpClient http = HttpClient.newBuilder()
			.cookieHandler(new CookieManager())
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();

		private final URI url;

		private final String language;

		Visitor(URI url, String language) {
			this.url = url;
			this.language = language;
		}

		Visitor login(String name) {
			get("/login");
			post("/login", Map.of("username", name, "password", name));
			return this;
		}

		HttpResponse<String> get(String path) {
			return send(request(path).GET().build());
		}

		HttpResponse<String> post(String path, Map<String, String> fields) {
			String page = get("/login").body();
			String token = page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
			Map<String, String> all = new java.util.LinkedHashMap<>(fields);
			all.put("_csrf", token);
			return bare(path, all);
		}

		/** Without what proves that the form was the page's own. */
		HttpResponse<String> bare(String path, Map<String, String> fields) {
			String body = fields.entrySet()
				.stream()
				.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
				.collect(Collectors.joining("&"));
			return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build());
		}

		private HttpRequest.Builder request(String path) {
			return HttpRequest.newBuilder(this.url.resolve(path))
				.header("Accept", "text/html")
				.header("Accept-Language", this.language);
		}

		private HttpResponse<String> send(HttpRequest request) {
			try {
				return this.http.send(request, HttpResponse.BodyHandlers.ofString());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

	}

	@Override
	public void close() {
		this.context.close();
		this.sandbox.close();
	}

}
