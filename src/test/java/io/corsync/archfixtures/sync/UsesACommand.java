package io.corsync.archfixtures.sync;

import io.corsync.archfixtures.cli.ShowsRows;

/** Makes a circle of two packages. */
final class UsesACommand {

	String use(ShowsRows command) {
		return command.toString();
	}

}
