package io.corsync.sandbox;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running Salesforce and COR on one port of loopback; what they hold is asked and
 * changed under {@code /sandbox/salesforce/} and {@code /sandbox/cor/}.
 */
public final class Sandbox implements AutoCloseable {

	private final CorWorld cor;

	private final SandboxServer server;

	private final OrgCredentials credentials;

	private Sandbox(CorWorld cor, SandboxServer server, OrgCredentials credentials) {
		this.cor = cor;
		this.server = server;
		this.credentials = credentials;
	}

	/**
	 * Starts a sandbox.
	 * @param options how
	 * @return the sandbox, serving
	 * @throws IOException when its port cannot be had
	 */
	public static Sandbox start(Options options) throws IOException {
		Clock clock = Clock.systemUTC();
		OrgCredentials credentials = OrgCredentials.sample();
		SalesforceWorld salesforce = new SalesforceWorld(
				SampleOrg.of(options.opportunities(), options.seed()).withTextSize(options.descriptionSize()), clock,
				credentials);
		CorWorld cor = new CorWorld(clock, options.seed(), CorBehavior.defaults(options.latencyMillis()));
		List<Side> sides = List.of(new SalesforceSide(salesforce), new CorSide(cor), new CorPage(cor));
		return new Sandbox(cor, SandboxServer.start(options.port(), sides), credentials);
	}

	/**
	 * Where it serves.
	 * @return its address without a path
	 */
	public URI url() {
		return this.server.url();
	}

	/**
	 * What to set to use it.
	 * @return environment variables by name
	 */
	public Map<String, String> settings() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("SALESFORCE_LOGIN_URL", url().toString());
		settings.put("SALESFORCE_CLIENT_ID", this.credentials.clientId());
		settings.put("SALESFORCE_CLIENT_SECRET", this.credentials.clientSecret());
		settings.put("COR_BASE_URL", url().toString());
		settings.put("COR_TOKEN_URL", url() + "/v1/oauth/token");
		settings.put("COR_API_KEY", CorTokens.API_KEY);
		settings.put("COR_CLIENT_SECRET", CorTokens.CLIENT_SECRET);
		// What is brought here is gone with it anyway.
		settings.put("LEDGER_ALLOW_EPHEMERAL", "true");
		return Collections.unmodifiableMap(settings);
	}

	@Override
	public void close() {
		this.cor.close();
		this.server.close();
	}

	/**
	 * How to start.
	 *
	 * @param port the port on loopback, 0 for any free one
	 * @param opportunities how many Opportunities the org has
	 * @param seed where its differences and COR's chances come from
	 * @param descriptionSize characters of each description, 0 for all sizes
	 * @param latencyMillis how long COR takes for each call
	 */
	public record Options(int port, int opportunities, long seed, int descriptionSize, long latencyMillis) {

		/** Refuses what makes no sandbox, in words for the command line. */
		public Options {
			require(port >= 0 && port <= 65_535, "--port", port, "0 to 65535");
			require(opportunities >= 0, "--opportunities", opportunities, "0 or more");
			require(descriptionSize >= 0 && descriptionSize <= 32_000, "--description-size", descriptionSize,
					"0 to 32000");
			require(latencyMillis >= 0, "--latency", latencyMillis, "0 or more");
		}

		private static void require(boolean met, String option, long value, String range) {
			if (!met) {
				throw new IllegalArgumentException("%s is %d, but must be %s".formatted(option, value, range));
			}
		}

		/**
		 * A small sandbox on any free port.
		 * @return the options
		 */
		public static Options small() {
			return new Options(0, 250, 1, 0, 0);
		}

	}

}
