package io.corsync.cli;

import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code approve} command.
 */
@Command(name = "approve", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Reads the rows that a run's guards held anew and sends them, with what waited for them.")
final class ApproveCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "RUN", description = "Number of the run that held them, as its summary says.")
	private long run;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	ApproveCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		return new RunPrinting(this.screen, this.output, this.spec).run(this.opener, DatabaseAccess.WRITE,
				new RunRequest.Approve(this.run), false);
	}

}
