package io.corsync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stand-in in its own process, and the hand on its settings.
 */
final class StandInProcess implements AutoCloseable {

	static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final int salesforcePort;

	private final int corPort;

	private StandInProcess(Process process, String[] ports) {
		this.process = process;
		this.salesforcePort = Integer.parseInt(ports[0]);
		this.corPort = Integer.parseInt(ports[1]);
	}

	static StandInProcess start() throws IOException {
		Process process = new ProcessBuilder(List.of(JAVA.toString(), "-Xmx512m", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), StandIn.class.getName()))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader reader = process.inputReader();
		String ports = reader.readLine();
		if (ports == null) {
			throw new IOException("The stand-in did not start");
		}
		return new StandInProcess(process, ports.split(" "));
	}

	String salesforceUrl() {
		return "http://127.0.0.1:" + this.salesforcePort;
	}

	String corUrl() {
		return "http://127.0.0.1:" + this.corPort;
	}

	/**
	 * The environment that leads the program here.
	 */
	Map<String, String> settings() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("SALESFORCE_LOGIN_URL", salesforceUrl());
		settings.put("SALESFORCE_CLIENT_ID", "bench");
		settings.put("SALESFORCE_CLIENT_SECRET", "bench");
		settings.put("COR_BASE_URL", corUrl());
		settings.put("COR_TOKEN_URL", corUrl() + "/v1/oauth/token");
		settings.put("COR_API_KEY", "bench");
		settings.put("COR_CLIENT_SECRET", "bench");
		settings.put("LEDGER_ALLOW_EPHEMERAL", "true");
		return settings;
	}

	/**
	 * Changes settings.
	 * @param settings as {@code latency=50&opportunities=1000}, empty to ask only
	 * @return the counters before the change
	 */
	JsonNode set(String settings) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(corUrl() + "/bench?" + settings)).build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IOException("The stand-in answered %d to %s".formatted(answer.statusCode(), settings));
		}
		return JsonMapper.shared().readTree(answer.body());
	}

	JsonNode counters() throws IOException, InterruptedException {
		return set("");
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
