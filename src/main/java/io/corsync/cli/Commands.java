package io.corsync.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.corsync.sync.ExitCode;
import io.corsync.sync.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
	 * @param args what will be executed, as far as known
	 * @return ready to execute
	 */
	public static CommandLine line(Opener opener, DatabaseUrl databaseUrl, @Nullable Console console, PrintWriter out,
			PrintWriter err, List<Object> others, String... args) {
		Screen screen = new Screen(out, err, console);
		CommandLine line = new CommandLine(new CorSyncCommand());
		List<Object> commands = new ArrayList<>(List.of(new CheckCommand(opener, screen),
				new PreviewCommand(opener, screen), new SyncCommand(opener, screen),
				new BackfillCommand(opener, screen), new ReconcileCommand(opener, screen),
				new WorkerCommand(opener, screen), new RetryCommand(opener, screen), new ApproveCommand(opener, screen),
				new ParkCommand(opener, screen), new UnparkCommand(opener, screen), new RunsCommand(opener, screen),
				new FailuresCommand(opener, screen), new ExplainCommand(opener, screen),
				new AuditCommand(opener, screen), new ForgetCommand(opener, screen), new LedgerCommand(),
				new DbCommand(), new CompletionCommand(screen)));
		commands.addAll(others);
		asked(commands, args).forEach(line::addSubcommand);
		Map<String, CommandLine> added = line.getSubcommands();
		if (added.containsKey("ledger")) {
			added.get("ledger")
				.addSubcommand(new LedgerExportCommand(opener, screen))
				.addSubcommand(new LedgerImportCommand(opener, screen));
		}
		if (added.containsKey("db")) {
			added.get("db").addSubcommand(new DbMigrateCommand(opener, screen));
		}
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
		line.setParameterExceptionHandler((thrown, given) -> {
			CommandLine failed = thrown.getCommandLine();
			screen.warn(String.valueOf(thrown.getMessage()));
			CommandLine.UnmatchedArgumentException.printSuggestions(thrown, failed.getErr());
			screen.warn("See: %s --help".formatted(failed.getCommandSpec().qualifiedName()));
			return ExitCode.REFUSED.code();
		});
		return line;
	}

	// To read the options of all takes a tenth of a start, so a line that names a command
	// knows only that one. Whoever misspells one or asks for help sees them all.
	private static List<Object> asked(List<Object> commands, String... args) {
		List<Object> named = commands.stream()
			.filter((command) -> args.length > 0 && name(command).equals(args[0]))
			.toList();
		return (named.isEmpty() || named.get(0) instanceof CompletionCommand) ? commands : named;
	}

	private static String name(Object command) {
		return command.getClass().getAnnotation(Command.class).name();
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
