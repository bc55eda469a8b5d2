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
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code park} command.
 */
@Command(name = "park", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Sets a stuck row aside: it counts in no exit code and no message any more until it is in COR or unparked.")
final class ParkCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "ID", description = "15 or 18 characters, or the record's address in Salesforce.")
	@SuppressWarnings("NullAway.Init")
	private String id;

	@Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for whoever asks later.")
	@SuppressWarnings("NullAway.Init")
	private String reason;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	ParkCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		String externalId = Ids.parse(this.id, this.spec.commandLine());
		if (this.reason.isBlank()) {
			throw new ParameterException(this.spec.commandLine(), "--reason is empty. Say why it is set aside.");
		}
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			return Audited.run(parts, this.spec,
					(runs) -> tell(parts.get(Parking.class).park(externalId, this.reason.strip())));
		}
	}

	private int tell(List<Entry> parked) {
		if (this.output.json()) {
			this.screen.json(parked);
			return ExitCode.DONE.code();
		}
		parked.forEach((entry) -> this.screen
			.doneLine(this.screen.wrap("Parked: %s \"%s\". It is still in failures --parked; unpark %s takes it back."
				.formatted(entry.key(), entry.name(), entry.key().externalId()), "")));
		return ExitCode.DONE.code();
	}

}
