package io.corsync.report;

import java.net.URI;
import java.util.Locale;

/**
 * Calls an address after every run that nobody watches, so that silence is noticed there.
 */
final class Heartbeat {

	private final String address;

	private final Outbound outbound;

	Heartbeat(String address, Outbound outbound) {
		this.address = address;
		this.outbound = outbound;
	}

	void beat(int exitCode) throws UntoldException {
		this.outbound.post(URI.create(address(exitCode)), "text/plain", "exit code %d".formatted(exitCode));
	}

	private String address(int exitCode) {
		String code = String.format(Locale.ROOT, "%d", exitCode);
		if (this.address.contains(NotifyProperties.EXIT_CODE)) {
			return this.address.replace(NotifyProperties.EXIT_CODE, code);
		}
		return this.address + (this.address.endsWith("/") ? "" : "/") + code;
	}

}
