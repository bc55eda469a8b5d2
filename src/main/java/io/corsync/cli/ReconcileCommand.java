package io.corsync.cli;

import java.util.Set;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.CorComparison;
import io.corsync.sync.ExitCode;
import io.corsync.sync.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The {@code reconcile} command.
 */
@Command(name = "reconcile", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Compares everything in scope with what COR accepted, whether or not Salesforce says that it changed, and sends what differs; names what Salesforce does not show any more.")
final class ReconcileCommand implements Callable<Integer> {

	/** The run came to its end, whatever waits. */
	private static final Set<Integer> FINISHED = Set.of(ExitCode.DONE.code(), ExitCode.UNSETTLED.code(),
			ExitCode.APPROVAL_NEEDED.code());

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--cor",
			description = "Also looks at COR afterwards, and names projects and clients that are missing, archived or renamed there. Changes nothing.")
	private boolean cor;

	@Option(names = "--yes", description = "Says yes beforehand to what the first run would send.")
	private boolean yes;

	@Option(names = "--dry-run", description = "Shows what it would do, as preview does; nothing is sent or changed.")
	private boolean dryRun;

	@Mixin
	private Output output = new Output();

	ReconcileCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
	}

	@Override
	public Integer call() {
		RunRequest request = new RunRequest.Reconcile();
		if (this.dryRun) {
			return new PreviewPrinting(this.screen, PreviewPrinting.form(this.output)).run(this.opener, request);
		}
		int code = new RunPrinting(this.screen, this.output.json()).run(this.opener, DatabaseAccess.WRITE, request,
				this.yes);
		if (this.cor && FINISHED.contains(code)) {
			try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
				parts.get(CorComparison.class).compare(this.screen::talk);
			}
		}
		return code;
	}

}
