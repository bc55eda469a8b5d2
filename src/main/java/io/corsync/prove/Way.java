package io.corsync.prove;

import java.io.IOException;
import java.util.Map;

/**
 * How a case's runs are made.
 */
enum Way {

	/** Each by one process. */
	ALONE("sync", "--yes"),

	/** Each shared with workers, in slices that are large enough for a small org. */
	SHARED("backfill", "--from", "2020-01-01", "--to", "2029-12-31", "--slice", "year", "--only", "all", "--remote",
			"--yes");

	private final String[] command;

	Way(String... command) {
		this.command = command;
	}

	/** Starts a run, in a process that may have more in its environment. */
	Program.Started start(Program program, Map<String, String> more) throws IOException {
		return program.start(more, this.command);
	}

	/** The workers that it takes. */
	Crew crew(Program program, int workers, Map<String, String> more) throws IOException {
		Crew crew = new Crew(program);
		for (int i = 0; i < workers && this == SHARED; i++) {
			crew.join(more);
		}
		return crew;
	}

}
