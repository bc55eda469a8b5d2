package io.corsync.cli;

import java.util.List;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code sync} command.
 */
@Command(name = "sync", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Brings the Opportunities that changed since the last run to COR; with --id, just these deals with their parents, now.")
final class SyncCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--id", paramLabel = "ID",
			description = "An Opportunity: 15 or 18 characters or its address. May be given several times.")
	private List<String> ids = List.of();

	@Option(names = "--limit", paramLabel = "N",
			description = "Reads at most N Opportunities of what a sync would read, for a try. Unchanged ones count: the next run begins where this one began.")
	private @Nullable Long limit;

	@Option(names = "--yes", description = "Says yes beforehand to what the first run would send.")
	private boolean yes;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	SyncCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		if (this.limit != null && this.limit < 1) {
			throw new ParameterException(this.spec.commandLine(),
					"--limit is %d. Give a number from 1 on.".formatted(this.limit));
		}
		RunRequest request = new RunRequest.Sync(Ids.opportunities(this.ids, this.spec.commandLine()), this.limit);
		return new RunPrinting(this.screen, this.output, this.spec).run(this.opener, DatabaseAccess.MIGRATE, request,
				this.yes);
	}

}
