package io.corsync.archfixtures.cli;

import io.corsync.archfixtures.ledger.Row;
import io.corsync.archfixtures.sync.Job;

/** Keeps to every rule. */
public final class ShowsRows {

	String show(Job job, Row row) {
		return job + row.name();
	}

}
