package io.corsync.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.node.ObjectNode;

/**
 * A COR on loopback with a clock that a test sets, and a client of it.
 */
final class RunningCor implements AutoCloseable {

	static final String METADATA = "\"metadata\":{\"source\":\"SALESFORCE\"}";

	/** A test that would hang fails. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final SettableClock clock = new SettableClock();

	private final CorWorld world = new CorWorld(this.clock, 7, CorBehavior.defaults());

	private final SandboxServer server;

	private String token;

	RunningCor() throws Exception {
		this.server = SandboxServer.start(0, List.of(new CorSide(this.world), new CorPage(this.world)));
		login();
	}

	CorWorld world() {
		return this.world;
	}

	URI url() {
		return this.server.url();
	}

	void login() throws Exception {
		HttpResponse<String> answer = token("grant_type=client_credentials",
				CorTokens.API_KEY + ":" + CorTokens.CLIENT_SECRET);
		this.token = json(answer).path("access_token").stringValue();
	}

	HttpResponse<String> token(String query, String credentials) throws Exception {
		String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
		return this.client.send(request("/v1/oauth/token?" + query).header("Authorization", "Basic " + basic)
			.POST(BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	void pass(Duration time) {
		this.clock.now = this.clock.now.plus(time);
	}

	void behave(String json) {
		this.world.behave(object(json));
	}

	int fault(String json) {
		return this.world.faults().add(CorFault.of(object(json)));
	}

	HttpResponse<String> post(String kind, String fields) throws Exception {
		return integrate("POST", kind, fields);
	}

	HttpResponse<String> put(String kind, String id, String fields) throws Exception {
		return integrate("PUT", kind + "/" + id, fields);
	}

	HttpResponse<String> delete(String kind, String id) throws Exception {
		return integrate("DELETE", kind + "/" + id, "");
	}

	/** A call with metadata and some fields, {@code "name":"x"}. */
	HttpResponse<String> integrate(String verb, String path, String fields) throws Exception {
		return call(verb, "/v2/integrations/" + path, "{" + METADATA + (fields.isEmpty() ? "" : "," + fields) + "}");
	}

	CompletableFuture<HttpResponse<String>> postLater(String kind, String fields) {
		return this.client.sendAsync(
				request("POST", "/v2/integrations/" + kind, "{" + METADATA + "," + fields + "}", "application/json"),
				BodyHandlers.ofString());
	}

	HttpResponse<String> call(String verb, String path, String body) throws Exception {
		return call(verb, path, body, "application/json");
	}

	HttpResponse<String> call(String verb, String path, String body, String contentType) throws Exception {
		return this.client.send(request(verb, path, body, contentType), BodyHandlers.ofString());
	}

	HttpResponse<String> get(String path) throws Exception {
		return call("GET", path, "");
	}

	private HttpRequest request(String verb, String path, String body, String contentType) {
		return request(path).header("Authorization", "Bearer " + this.token)
			.header("Content-Type", contentType)
			.method(verb, BodyPublishers.ofString(body))
			.build();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.server.url().resolve(path)).timeout(PATIENCE);
	}

	static ObjectNode json(HttpResponse<String> answer) throws IOException {
		return object(answer.body());
	}

	static ObjectNode object(String json) {
		return Objects.requireNonNull(CorJson.object(json.getBytes(StandardCharsets.UTF_8)), json);
	}

	@Override
	public void close() {
		this.world.close();
		this.server.close();
	}

	private static final class SettableClock extends Clock {

		private volatile Instant now = Instant.parse("2026-11-23T09:15:30.250Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new IllegalStateException("instants only");
		}

	}

}
