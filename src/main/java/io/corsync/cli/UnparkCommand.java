package io.corsync.cli;

import java.util.List;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Entry;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Parking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code unpark} command.
 */
@Command(name = "unpark", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Takes a parked row back: it counts again.")
final class UnparkCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "ID", description = "15 or 18 characters, or the record's address in Salesforce.")
	@SuppressWarnings("NullAway.Init")
	private String id;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	UnparkCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		String externalId = Ids.parse(this.id, this.spec.commandLine());
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			return Audited.run(parts, this.spec, (runs) -> tell(parts.get(Parking.class).unpark(externalId)));
		}
	}

	private int tell(List<Entry> taken) {
		if (this.output.json()) {
			this.screen.json(taken);
			return ExitCode.DONE.code();
		}
		taken.forEach(
				(entry) -> this.screen.doneLine("No longer parked: %s \"%s\".".formatted(entry.key(), entry.name())));
		return ExitCode.DONE.code();
	}

}
