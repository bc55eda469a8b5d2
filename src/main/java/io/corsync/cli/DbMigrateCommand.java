package io.corsync.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Upgrade;
import io.corsync.sync.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The {@code db migrate} command.
 */
@Command(name = "migrate", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Makes the tables, or brings those of an older version up to date, as the next sync would do by itself. Of an H2 file a backup is kept beside it; back a PostgreSQL database up before.")
final class DbMigrateCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	/**
	 * The answer.
	 *
	 * @param backup where the database is as it was, null when there is no copy
	 */
	record Migrated(@Nullable String backup) {

	}

	DbMigrateCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.MIGRATE)) {
			// The database is opened, and with that up to date, before the line of who
			// did it is written.
			return Audited.run(parts, this.spec, (runs) -> tell(parts.get(Upgrade.class).backup()));
		}
	}

	private int tell(@Nullable Path backup) {
		if (this.output.json()) {
			this.screen.json(new Migrated((backup != null) ? backup.toString() : null));
			return ExitCode.DONE.code();
		}
		this.screen.doneLine("The tables are of this version.");
		if (backup != null) {
			this.screen.doneLine(this.screen.wrap("As it was, the database is kept in " + backup, ""));
		}
		return ExitCode.DONE.code();
	}

}
