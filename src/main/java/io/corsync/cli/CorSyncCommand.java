package io.corsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program itself: names its commands.
 */
@Command(name = "cor-sync", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
		description = "Makes won Salesforce Opportunities projects in COR, with their client and contract.",
		synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:nothing needs a person", "1:failed by a defect of the program or the machine",
				"2:wrong usage, configuration, credentials or rights",
				"3:finished, and records wait, are blocked, rejected or unsettled", "4:outage or quota: waiting helps",
				"5:another run holds the lease", "6:a guard wants a yes",
				"130, 143:stopped by a signal, continues next time" },
		footer = "%nSettings: config/application.yml or environment variables; see README.md.")
final class CorSyncCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "A command is missing.");
	}

}
