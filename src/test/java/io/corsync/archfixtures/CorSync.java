package io.corsync.archfixtures;

import io.corsync.archfixtures.sandbox.FakeServer;
import io.corsync.archfixtures.sync.Job;

/** The main class may use all rooms, the sandbox too. */
final class CorSync {

	private final FakeServer server = new FakeServer();

	private final Job job = new Job();

	@Override
	public String toString() {
		return this.server + " " + this.job;
	}

}
