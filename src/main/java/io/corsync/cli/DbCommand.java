package io.corsync.cli;

import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Inspection;
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

	private final Opener opener;

	private final Screen screen;

	@Spec
	private CommandSpec spec;

	DbCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.spec = CommandSpec.create();
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "What is to be done is missing: migrate");
	}

	/**
	 * Makes the tables, or brings those of an older version up to date.
	 */
	@Command(name = "migrate", mixinStandardHelpOptions = true,
			description = "Makes the tables, or brings those of an older version up to date, as the next sync would do by itself. Of an H2 file a backup is kept beside it; back a PostgreSQL database up before.")
	int migrate() {
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.MIGRATE)) {
			// The database is opened, and with that up to date, before a question is
			// answered.
			parts.get(Inspection.class).targets();
			this.screen.answerLine("The tables are of this version.");
			return ExitCode.DONE.code();
		}
	}

}
