package io.corsync.cli;

import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.RunRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The {@code reconcile} command.
 */
@Command(name = "reconcile", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Compares everything in scope with what COR accepted, whether or not Salesforce says that it changed, and sends what differs; names what Salesforce does not show any more.")
final class ReconcileCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--cor",
			description = "Also looks at COR afterwards, and names projects and clients that are missing, archived or renamed there. Changes nothing.")
	private boolean cor;

	@Option(names = "--remote",
			description = "Hands the Opportunities in slices to workers on other machines (cor-sync worker); needs PostgreSQL.")
	private boolean remote;

	@Option(names = "--yes", description = "Says yes beforehand to what the first run would send.")
	private boolean yes;

	@Option(names = "--dry-run", description = "Shows what it would do, as preview does; nothing is sent or changed.")
	private boolean dryRun;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	ReconcileCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		RunRequest request = new RunRequest.Reconcile(this.remote);
		if (this.dryRun) {
			return new PreviewPrinting(this.screen, PreviewPrinting.form(this.output)).run(this.opener, request);
		}
		RunPrinting printing = this.cor
				? new RunPrinting(this.screen, this.output, this.spec, new Comparing(this.screen, this.output.json()))
				: new RunPrinting(this.screen, this.output, this.spec);
		return printing.run(this.opener, DatabaseAccess.WRITE, request, this.yes);
	}

}
