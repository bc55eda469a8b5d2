package io.corsync.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.corsync.ledger.Audit;
import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.AuditTrail;
import io.corsync.sync.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code audit} command.
 */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Shows who ran which command that writes, when, and how it ended.")
final class AuditCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "20",
			description = "The last N commands (default: ${DEFAULT-VALUE}).")
	private int limit;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	AuditCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		if (this.limit < 1) {
			throw new ParameterException(this.spec.commandLine(),
					"--limit is %d. Give a number from 1 on.".formatted(this.limit));
		}
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
			List<Audit.Line> lines = parts.get(AuditTrail.class).last(this.limit);
			if (this.output.json()) {
				this.screen.json(lines);
			}
			else if (lines.isEmpty()) {
				this.screen.answerLine("No command has written anything yet.");
			}
			else {
				lines.forEach(this::print);
			}
			return ExitCode.DONE.code();
		}
	}

	private void print(Audit.Line line) {
		this.screen.answerLine("%s  %s".formatted(Screen.time(line.beganAt()), line.user()));
		this.screen.answerLine(this.screen.wrap(line.command(), "  "));
		String runs = line.runs().isEmpty() ? ""
				: ", run " + line.runs().stream().map(String::valueOf).collect(Collectors.joining(", "));
		this.screen.answerLine(this.screen.wrap("process %d on %s%s: %s".formatted(line.pid(), line.host(), runs,
				(line.exitCode() != null) ? "exit code " + line.exitCode() : "goes on, or was killed"), "  "));
	}

}
