package io.corsync.cli;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.report.FileForgetting;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Forgetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code forget} command.
 */
@Command(name = "forget", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Removes what is kept of a record: its values in the ledger, COR's answers, and its lines in the files of runs. Hashes stay, so that nothing is sent twice. Nothing changes in Salesforce or COR: remove it there first.")
final class ForgetCommand implements Callable<Integer> {

	private static final int SHOWN = 10;

	private final Opener opener;

	private final Screen screen;

	@Parameters(paramLabel = "ID", arity = "1..*",
			description = "An Account, a Contract or an Opportunity: 15 or 18 characters, or its address.")
	private List<String> ids = List.of();

	@Option(names = "--with-dependents",
			description = "Also the contracts and projects of a client, and the projects of a contract.")
	private boolean dependents;

	@Option(names = "--yes", description = "Says yes beforehand: it cannot be taken back.")
	private boolean yes;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	ForgetCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		SortedSet<String> named = Ids.parse(this.ids, this.spec.commandLine());
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.WRITE)) {
			return Audited.run(parts, this.spec, (runs) -> forget(parts, named));
		}
	}

	private int forget(Opener.Parts parts, SortedSet<String> named) {
		Forgetting forgetting = parts.get(Forgetting.class);
		List<Forgetting.Known> known = forgetting.find(named, this.dependents);
		if (!this.yes && !approved(known, named)) {
			this.screen.warn(this.screen.wrap(
					"Nothing was forgotten: it cannot be taken back, so it asks. Say yes on a terminal, or start again with --yes.",
					""));
			return ExitCode.APPROVAL_NEEDED.code();
		}
		SortedSet<String> all = new TreeSet<>(named);
		known.forEach((record) -> all.add(record.externalId()));
		Forgetting.Forgotten forgotten = forgetting.forget(all, parts.get(FileForgetting.class));
		tell(forgotten, named);
		return (forgotten.records().isEmpty() && forgotten.files() == 0) ? ExitCode.REFUSED.code()
				: ExitCode.DONE.code();
	}

	private boolean approved(List<Forgetting.Known> known, SortedSet<String> named) {
		if (!this.screen.terminal()) {
			return false;
		}
		this.screen.warn("This cannot be taken back. What is kept of these records is removed:");
		known.stream()
			.limit(SHOWN)
			.forEach((record) -> this.screen.warn(this.screen
				.wrap("%s %s \"%s\"".formatted(record.kind(), record.externalId(), record.name()), "  ")));
		if (known.size() > SHOWN) {
			this.screen.warn("  … and %,d more".formatted(known.size() - SHOWN));
		}
		named.stream()
			.filter((id) -> known.stream().noneMatch((record) -> record.externalId().equals(id)))
			.forEach((id) -> this.screen.warn("  %s, which the ledger does not know".formatted(id)));
		return this.screen.confirm("Forget them?");
	}

	private void tell(Forgetting.Forgotten forgotten, SortedSet<String> named) {
		if (this.output.json()) {
			this.screen.json(forgotten);
			return;
		}
		if (forgotten.records().isEmpty() && forgotten.files() == 0) {
			this.screen.warn(this.screen.wrap("Nothing is kept of %s: neither the ledger nor the files of runs know it."
				.formatted(String.join(", ", named)), ""));
			return;
		}
		this.screen.doneLine(this.screen.wrap("Forgotten: %,d %s of the ledger, and lines in %,d %s of runs.".formatted(
				forgotten.records().size(), (forgotten.records().size() == 1) ? "record" : "records", forgotten.files(),
				(forgotten.files() == 1) ? "file" : "files"), ""));
		this.screen.doneLine(this.screen.wrap(
				"Backups, exports and lists that were made before still have them, and the log may for some days: docs/privacy.md.",
				""));
	}

}
