package io.corsync.cli;

import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.Worker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The {@code worker} command.
 */
@Command(name = "worker", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Works for runs that are started with --remote, until it is stopped: start it on as many machines as you like, with the same settings and the same PostgreSQL database.")
final class WorkerCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--once", description = "Ends after the first run that it has worked for.")
	private boolean once;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	WorkerCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
	}

	@Override
	public Integer call() {
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			return Audited.run(parts, this.spec, (runs) -> work(parts));
		}
	}

	private int work(Opener.Parts parts) {
		Worker worker = parts.get(Worker.class);
		try (Signals signals = new Signals(worker::stop, this.screen::talk)) {
			return signals.code(worker.work(this.once, this.screen.progress()).code());
		}
	}

}
