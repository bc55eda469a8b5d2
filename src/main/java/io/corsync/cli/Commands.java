package io.corsync.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;

import io.corsync.sync.ExitCode;
import io.corsync.sync.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * Assembles the command line.
 */
public final class Commands {

	private static final Logger log = LoggerFactory.getLogger(Commands.class);

	private Commands() {
	}

	/**
	 * The command line.
	 * @param opener opens the program's parts
	 * @param databaseUrl tells the database's URL, for its troubles
	 * @param console the terminal, null when there is none
	 * @param out where answers go
	 * @param err where talk goes
	 * @param others commands that need none of the program's parts
	 * @return ready to execute
	 */
	public static CommandLine line(Opener opener, DatabaseUrl databaseUrl, @Nullable Console console, PrintWriter out,
			PrintWriter err, List<Object> others) {
		Screen screen = new Screen(out, err, console);
		CommandLine line = new CommandLine(new CorSyncCommand());
		line.addSubcommand(new CheckCommand(opener, screen));
		line.addSubcommand(new PreviewCommand(opener, screen));
		line.addSubcommand(new SyncCommand(opener, screen));
		line.addSubcommand(new BackfillCommand(opener, screen));
		line.addSubcommand(new ReconcileCommand(opener, screen));
		line.addSubcommand(new WorkerCommand(opener, screen));
		line.addSubcommand(new RetryCommand(opener, screen));
		line.addSubcommand(new ApproveCommand(opener, screen));
		line.addSubcommand(new ParkCommand(opener, screen));
		line.addSubcommand(new UnparkCommand(opener, screen));
		line.addSubcommand(new RunsCommand(opener, screen));
		line.addSubcommand(new FailuresCommand(opener, screen));
		line.addSubcommand(new ExplainCommand(opener, screen));
		line.addSubcommand(new AuditCommand(opener, screen));
		line.addSubcommand(new ForgetCommand(opener, screen));
		line.addSubcommand(new CommandLine(new LedgerCommand()).addSubcommand(new LedgerExportCommand(opener, screen))
			.addSubcommand(new LedgerImportCommand(opener, screen)));
		line.addSubcommand(new CommandLine(new DbCommand()).addSubcommand(new DbMigrateCommand(opener, screen)));
		line.addSubcommand(new CompletionCommand(screen));
		others.forEach(line::addSubcommand);
		line.registerConverter(Long.class, new WholeNumber<>(Long::valueOf));
		line.registerConverter(long.class, new WholeNumber<>(Long::valueOf));
		line.registerConverter(Integer.class, new WholeNumber<>(Integer::valueOf));
		line.registerConverter(int.class, new WholeNumber<>(Integer::valueOf));
		line.setOut(out);
		line.setErr(err);
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setColorScheme(Help.defaultColorScheme(screen.coloured() ? Help.Ansi.ON : Help.Ansi.OFF));
		line.setUsageHelpWidth(screen.width());
		line.setExecutionExceptionHandler((thrown, command, parsed) -> fail(thrown, databaseUrl.get(), screen));
		line.setParameterExceptionHandler((thrown, args) -> {
			CommandLine failed = thrown.getCommandLine();
			screen.warn(String.valueOf(thrown.getMessage()));
			CommandLine.UnmatchedArgumentException.printSuggestions(thrown, failed.getErr());
			screen.warn("See: %s --help".formatted(failed.getCommandSpec().qualifiedName()));
			return ExitCode.REFUSED.code();
		});
		return line;
	}

	/**
	 * Tells which database is set.
	 */
	@FunctionalInterface
	public interface DatabaseUrl {

		String get();

	}

	private static int fail(Exception thrown, String databaseUrl, Screen screen) {
		Failure failure = Failure.of(thrown, databaseUrl);
		log.error("The command failed", thrown);
		failure.lines().forEach(screen::warn);
		return failure.code().code();
	}

}
