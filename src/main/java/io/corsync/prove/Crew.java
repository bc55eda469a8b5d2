package io.corsync.prove;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The workers of a shared run, in one case.
 */
final class Crew implements AutoCloseable {

	private final Program program;

	private final List<Program.Started> workers = new ArrayList<>();

	Crew(Program program) {
		this.program = program;
	}

	/** One more joins. */
	Crew join(Map<String, String> more) throws IOException {
		this.workers.add(this.program.start(more, "worker"));
		return this;
	}

	/** All die. */
	void kill() throws InterruptedException {
		for (Program.Started worker : this.workers) {
			worker.kill();
		}
		this.workers.clear();
	}

	@Override
	public void close() throws InterruptedException {
		kill();
	}

}
