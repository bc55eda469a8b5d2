package io.corsync.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both services behind one port, as the printed settings reach them.
 */
class SandboxTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void servesBothServicesAndThePageOnOnePort() throws Exception {
		try (Sandbox sandbox = Sandbox.start(Sandbox.Options.small())) {
			Map<String, String> settings = sandbox.settings();

			assertThat(
					post(settings.get("SALESFORCE_LOGIN_URL") + "/services/oauth2/token?grant_type=client_credentials",
							settings.get("SALESFORCE_CLIENT_ID"), settings.get("SALESFORCE_CLIENT_SECRET"))
						.body())
				.contains("access_token", "instance_url");
			assertThat(post(settings.get("COR_TOKEN_URL") + "?grant_type=client_credentials",
					settings.get("COR_API_KEY"), settings.get("COR_CLIENT_SECRET"))
				.body()).contains("access_token", "expires_in");
			for (String path : new String[] { "/", "/sandbox/cor", "/sandbox/salesforce" }) {
				assertThat(this.client
					.send(HttpRequest.newBuilder(sandbox.url().resolve(path)).build(), BodyHandlers.ofString())
					.statusCode()).as(path).isEqualTo(200);
			}
		}
	}

	@Test
	void listensOnLoopbackOnly() throws Exception {
		try (Sandbox sandbox = Sandbox.start(Sandbox.Options.small())) {
			assertThat(sandbox.url().getHost()).isEqualTo("127.0.0.1");
		}
	}

	private HttpResponse<String> post(String url, String user, String password) throws Exception {
		URI uri = URI.create(url);
		return this.client.send(HttpRequest.newBuilder(uri)
			.header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes()))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(String.valueOf(uri.getQuery())))
			.build(), BodyHandlers.ofString());
	}

}
