package io.corsync.salesforce;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Salesforce session: where to send calls, and the secret that goes with them.
 */
final class Session {

	private final URI endpoint;

	private final String id;

	private final AtomicBoolean served = new AtomicBoolean();

	Session(URI endpoint, String id) {
		this.endpoint = endpoint;
		this.id = id;
	}

	URI endpoint() {
		return this.endpoint;
	}

	/**
	 * Where people and calls reach the org.
	 * @return scheme, host and port
	 */
	URI instance() {
		return SettingsCheck.address(this.endpoint.getScheme() + "://" + this.endpoint.getRawAuthority());
	}

	String id() {
		return this.id;
	}

	/** Notes that a call with this session succeeded. */
	void markServed() {
		this.served.set(true);
	}

	boolean served() {
		return this.served.get();
	}

	@Override
	public String toString() {
		return "Session at " + this.endpoint;
	}

}
