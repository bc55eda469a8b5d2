package io.corsync.archfixtures;

import io.corsync.archfixtures.sandbox.FakeServer;

/** Not the main class. */
final class StartsTheSandbox {

	private final FakeServer server = new FakeServer();

	@Override
	public String toString() {
		return this.server.toString();
	}

}
