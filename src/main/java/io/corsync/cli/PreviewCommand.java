package io.corsync.cli;

import java.util.List;
import java.util.concurrent.Callable;

import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code preview} command.
 */
@Command(name = "preview", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Shows what a sync would do now, without calling COR and without changing anything.")
final class PreviewCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--limit", paramLabel = "N", description = "Reads at most N Opportunities.")
	private @Nullable Long limit;

	@Option(names = "--id", paramLabel = "ID",
			description = "An Opportunity: 15 or 18 characters or its address. May be given several times.")
	private List<String> ids = List.of();

	@Option(names = "--output", paramLabel = "FORM", defaultValue = "table",
			description = "table, json or csv (default: ${DEFAULT-VALUE}). json and csv have every row.")
	private PreviewPrinting.Form form = PreviewPrinting.Form.TABLE;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	PreviewCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
	}

	@Override
	public Integer call() {
		if (this.limit != null && this.limit < 1) {
			throw new ParameterException(this.spec.commandLine(),
					"--limit is %d. Give a number from 1 on.".formatted(this.limit));
		}
		RunRequest request = new RunRequest.Sync(Ids.parse(this.ids, this.spec.commandLine()), this.limit);
		return new PreviewPrinting(this.screen, this.form).run(this.opener, request);
	}

}
