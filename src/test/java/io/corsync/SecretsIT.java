package io.corsync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets and tokens stay where they belong, even when everything is logged.
 */
class SecretsIT {

	@TempDir
	Path directory;

	@Test
	void appearNeitherOnTheConsoleNorInTheLogOfEverything() throws IOException {
		try (Agency agency = Agency.of(40); TokenListener tokens = new TokenListener(agency.url())) {
			String lost = agency.win("Rechazado", Map.of());
			agency.cor("POST", "faults",
					Map.of("effect", "UNAUTHORIZED", "verb", "POST", "kind", "projects", "id", lost));
			agency.cor("POST", "faults", Map.of("effect", "EXPIRE_TOKENS", "verb", "POST", "kind", "clients"));
			agency.salesforce("POST", "settings", Map.of("sessionEvery", 3));
			Program program = Program.in(this.directory, agency.settings())
				.with("SALESFORCE_LOGIN_URL", tokens.url())
				.with("COR_TOKEN_URL", tokens.url() + "/v1/oauth/token")
				.with("LOGGING_LEVEL_ROOT", "TRACE")
				.with("LOGGING_LEVEL_ORG_APACHE_HC", "TRACE");
			Ended check = program.run("check").expect(0);
			Ended sync = program.run("sync", "--yes").expect(0);
			agency.requireComplete();

			assertThat(tokens.heard()).hasSizeGreaterThan(4);
			assertThat(program.log()).contains(" TRACE ", " DEBUG ");
			List<String> secrets = List.of("sandbox-secret", "sandbox-client-secret", "sandbox-api-key",
					basic("sandbox-api-key:sandbox-client-secret"), basic("sandbox-client:sandbox-secret"));
			for (String text : List.of(check.toString(), sync.toString(), program.log())) {
				assertThat(secrets).noneMatch(text::contains);
				assertThat(tokens.heard()).noneMatch(text::contains);
			}
		}
	}

	private static String basic(String credentials) {
		return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Passes token requests on and remembers the tokens of the answers.
	 */
	private static final class TokenListener implements AutoCloseable {

		private final HttpClient http = HttpClient.newHttpClient();

		private final Queue<String> heard = new ConcurrentLinkedQueue<>();

		private final URI target;

		private final HttpServer server;

		TokenListener(URI target) throws IOException {
			this.target = target;
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			this.server.createContext("/", this::pass);
			this.server.start();
		}

		String url() {
			return "http://127.0.0.1:" + this.server.getAddress().getPort();
		}

		Queue<String> heard() {
			return this.heard;
		}

		private void pass(HttpExchange exchange) throws IOException {
			try (exchange) {
				HttpRequest.Builder request = HttpRequest.newBuilder(this.target.resolve(exchange.getRequestURI()))
					.method(exchange.getRequestMethod(),
							HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
				for (String header : List.of("Authorization", "Content-Type")) {
					exchange.getRequestHeaders()
						.getOrDefault(header, List.of())
						.forEach((value) -> request.header(header, value));
				}
				HttpResponse<byte[]> answer = this.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
				JsonNode json = JsonMapper.shared().readTree(answer.body());
				for (String token : List.of("access_token", "refresh_token")) {
					if (json.has(token)) {
						this.heard.add(json.get(token).stringValue());
					}
				}
				answer.headers()
					.firstValue("Content-Type")
					.ifPresent((type) -> exchange.getResponseHeaders().set("Content-Type", type));
				exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
				exchange.getResponseBody().write(answer.body());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
