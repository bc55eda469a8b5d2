package io.corsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code ledger} command.
 */
@Command(name = "ledger", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Moves everything the program knows to another database: from a file to PostgreSQL, back, or to another server.")
final class LedgerCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "What is to be done is missing: export or import");
	}

}
