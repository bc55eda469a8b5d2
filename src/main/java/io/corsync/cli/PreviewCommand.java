package io.corsync.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.ExitCode;
import io.corsync.sync.FrozenDeal;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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

	@Option(names = "--as-test", paramLabel = "FILE",
			description = "With one --id: writes the Opportunity and what the mapping makes of it into a new file, as a mapping test, instead.")
	private @Nullable Path asTest;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-q", "--quiet" }, description = Screen.QUIET)
	void quiet(boolean quiet) {
		this.screen.quiet(quiet);
	}

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
		if (this.asTest != null) {
			return freeze(this.asTest);
		}
		RunRequest request = new RunRequest.Sync(Ids.opportunities(this.ids, this.spec.commandLine()), this.limit);
		return new PreviewPrinting(this.screen, this.form).run(this.opener, request);
	}

	private int freeze(Path file) {
		CommandLine line = this.spec.commandLine();
		if (this.ids.size() != 1 || this.limit != null) {
			throw new ParameterException(line, "--as-test wants one Opportunity. Give one --id beside it.");
		}
		String id = Ids.opportunities(this.ids, line).first();
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
			new TestFile(file, line).write(() -> parts.get(FrozenDeal.class).asTest(id));
		}
		this.screen.answerLine(this.screen.wrap(
				"%s has Opportunity %s as it is now, and what the mapping makes of it. check --mapping tries all tests of config/mapping-tests. The values are a real deal's: change what must not be passed on."
					.formatted(file, id),
				""));
		return ExitCode.DONE.code();
	}

}
