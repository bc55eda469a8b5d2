package io.corsync.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Target;
import io.corsync.report.CsvFile;
import io.corsync.sync.ExitCode;
import io.corsync.sync.FailureReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code failures} command.
 */
@Command(name = "failures", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Shows what is stuck, by cause, with the remedy and the rows of each cause. Account and owner come from Salesforce, when it answers.")
final class FailuresCommand implements Callable<Integer> {

	private static final String[] TITLES = { "kind", "external_id", "name", "account", "owner", "link", "state",
			"since", "cause", "message", "waits_for", "waits_for_cause", "remedy", "next", "cor_id", "parked" };

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--csv", paramLabel = "FILE",
			description = "Writes every row into a new CSV file instead, for a spreadsheet.")
	private @Nullable Path csv;

	@Option(names = "--parked", description = "Shows what was set aside with park instead.")
	private boolean parked;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	FailuresCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() throws IOException {
		Path file = this.csv;
		if (file != null && Files.exists(file)) {
			throw taken(file);
		}
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
			FailureReport report = parts.get(FailureReport.class);
			if (file != null) {
				write(report, file);
			}
			else if (this.output.json()) {
				json(report);
			}
			else {
				print(report);
			}
			String trouble = report.withoutNames();
			if (trouble != null) {
				this.screen
					.warn(this.screen.wrap("Without Account and owner, which only Salesforce knows: " + trouble, ""));
			}
			return ExitCode.DONE.code();
		}
	}

	private ParameterException taken(Path file) {
		return new ParameterException(this.spec.commandLine(),
				"--csv %s is there already and is not overwritten. Give another name, or remove it.".formatted(file));
	}

	private void print(FailureReport report) {
		FailuresScreen failures = new FailuresScreen(this.screen, report);
		boolean any = false;
		for (Target target : report.targets()) {
			any |= this.parked ? failures.parked(target) : failures.stuck(target);
		}
		if (!any) {
			this.screen.answerLine(this.parked ? "Nothing is parked." : "Nothing is stuck.");
		}
	}

	private void json(FailureReport report) throws IOException {
		try (Screen.JsonList list = this.screen.jsonList()) {
			for (Target target : report.targets()) {
				report.each(target, this.parked, list::add);
			}
		}
	}

	private void write(FailureReport report, Path file) throws IOException {
		AtomicLong rows = new AtomicLong();
		CsvFile created;
		try {
			created = CsvFile.create(file, TITLES);
		}
		catch (FileAlreadyExistsException ex) {
			throw taken(file);
		}
		catch (IOException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"--csv %s cannot be written: %s. Give another name.".formatted(file, ex.getMessage()), ex);
		}
		try (created) {
			for (Target target : report.targets()) {
				report.each(target, this.parked, (row) -> {
					write(created, row);
					rows.incrementAndGet();
				});
			}
		}
		catch (RuntimeException ex) {
			// Half a list would be taken for the whole.
			Files.deleteIfExists(file);
			throw ex;
		}
		this.screen.doneLine(this.screen.wrap(
				"%,d %s written to %s.".formatted(rows.get(), (rows.get() == 1) ? "row was" : "rows were", file), ""));
	}

	private static void write(CsvFile csv, FailureReport.Row row) {
		csv.row(row.kind(), row.externalId(), row.name(), row.account(), row.owner(), row.link(), row.state(),
				row.since(), row.cause(), row.message(), row.waitsFor(), row.waitsForCause(), row.remedy(), row.next(),
				row.corId(), row.parked());
	}

}
