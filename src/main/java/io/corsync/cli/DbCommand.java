package io.corsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code db} command.
 */
@Command(name = "db", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Looks after the database's tables.")
final class DbCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "What is to be done is missing: migrate");
	}

}
