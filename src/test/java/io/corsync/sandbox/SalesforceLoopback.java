package io.corsync.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sun.net.httpserver.HttpServer;

/**
 * The sandbox's Salesforce on a port of its own, and the real stubs as its client.
 */
final class SalesforceLoopback implements AutoCloseable {

	static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

	static final HttpClient CLIENT = HttpClient.newHttpClient();

	final SalesforceWorld world;

	final String address;

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	SalesforceLoopback(SalesforceWorld world) throws IOException {
		this.world = world;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		new SalesforceSide(world).register(this.server);
		this.server.start();
		this.address = "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	static SalesforceWorld world(int opportunities) {
		return new SalesforceWorld(SampleOrg.of(opportunities, 42), Clock.fixed(NOW, ZoneOffset.UTC),
				OrgCredentials.sample());
	}

	PartnerConnection connection() throws ConnectionException {
		return connection(this.world.sessions().open(), false);
	}

	PartnerConnection connection(String session, boolean compression) throws ConnectionException {
		ConnectorConfig config = new ConnectorConfig();
		config.setServiceEndpoint(this.address + "/services/Soap/u/65.0");
		config.setAuthEndpoint(this.address + "/services/Soap/u/65.0");
		config.setSessionId(session);
		config.setCompression(compression);
		config.setConnectionTimeout(2000);
		config.setReadTimeout(5000);
		return new PartnerConnection(config);
	}

	HttpResponse<String> send(String method, String path, String type, String body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.address + path))
			.header("Content-Type", type)
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> soap(String path, String session, String operation) throws IOException, InterruptedException {
		return send("POST", path, "text/xml;charset=UTF-8", envelope(session, operation), "SOAPAction", "\"\"");
	}

	HttpResponse<String> admin(String method, String path, String body) throws IOException, InterruptedException {
		return send(method, SalesforceAdmin.PATH + path, "application/json", body);
	}

	static String envelope(String session, String operation) {
		return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\">"
				+ "<s:Header><SessionHeader><sessionId>" + session + "</sessionId></SessionHeader></s:Header><s:Body>"
				+ operation + "</s:Body></s:Envelope>";
	}

	@Override
	public void close() {
		this.world.faults().clear();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
