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
import picocli.CommandLine.Spec;

/**
 * The {@code retry} command.
 */
@Command(name = "retry", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Reads what is stuck anew and sends it again, parents first. What was refused for its own data and has not changed is sent only when it is named, or with --all.")
final class RetryCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--cause", paramLabel = "C", description = "Only rows with this cause, as failures shows it.")
	private @Nullable String cause;

	@Option(names = "--kind", paramLabel = "K", description = "Only rows of this kind: ${COMPLETION-CANDIDATES}.")
	private @Nullable KindName kind;

	@Option(names = "--id", paramLabel = "ID",
			description = "Only this row: 15 or 18 characters or its address. May be given several times.")
	private List<String> ids = List.of();

	@Option(names = "--run", paramLabel = "N", description = "Only rows that got stuck in this run.")
	private @Nullable Long run;

	@Option(names = "--all", description = "Also what was refused for its own data and has not changed since.")
	private boolean all;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	RetryCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	enum KindName {

		client, contract, brand, product, project

	}

	@Override
	public Integer call() {
		RunRequest request = new RunRequest.Retry(this.cause, (this.kind != null) ? this.kind.name() : null,
				Ids.parse(this.ids, this.spec.commandLine()), this.run, this.all);
		return new RunPrinting(this.screen, this.output, this.spec).run(this.opener, DatabaseAccess.WRITE, request,
				false);
	}

}
