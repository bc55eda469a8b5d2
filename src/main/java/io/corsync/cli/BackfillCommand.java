package io.corsync.cli;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.Only;
import io.corsync.sync.RunRequest;
import io.corsync.sync.SliceLength;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code backfill} command.
 */
@Command(name = "backfill", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Brings history over, by dates and in slices; a slice in trouble stops no other, and the same command again does only what is unfinished.")
final class BackfillCommand implements Callable<Integer> {

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--from", paramLabel = "D", required = true, converter = Day.class,
			description = "First day, as 2024-01-31.")
	@SuppressWarnings("NullAway.Init")
	private LocalDate from;

	@Option(names = "--to", paramLabel = "D", required = true, converter = Day.class,
			description = "Last day; it is read too.")
	@SuppressWarnings("NullAway.Init")
	private LocalDate to;

	@Option(names = "--field", paramLabel = "F", defaultValue = "CloseDate",
			description = "The date that counts: CloseDate (default), CreatedDate or LastModifiedDate.")
	@SuppressWarnings("NullAway.Init")
	private String field;

	@Option(names = "--only", paramLabel = "O", defaultValue = "missing",
			description = "missing (default): what COR never accepted; failed: what is stuck, sent again even unchanged; all: also what COR has, if it differs.")
	@SuppressWarnings("NullAway.Init")
	private Only only;

	@Option(names = "--set", paramLabel = "FIELD=VALUE",
			description = "Creates projects with this value instead of the mapping's, as status=finished; only fields that are sent once. May be given several times.")
	private Map<String, String> values = new TreeMap<>();

	@Option(names = "--slice", paramLabel = "L", defaultValue = "month",
			description = "How long a slice is: week, month (default) or year.")
	@SuppressWarnings("NullAway.Init")
	private SliceLength length;

	@Option(names = "--remote",
			description = "Hands the slices to workers on other machines (cor-sync worker); needs PostgreSQL.")
	private boolean remote;

	@Option(names = "--yes", description = "Says yes beforehand to what is asked before it begins.")
	private boolean yes;

	@Option(names = "--dry-run", description = "Shows what it would do, as preview does; nothing is sent or changed.")
	private boolean dryRun;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	BackfillCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		if (this.from.isAfter(this.to)) {
			throw new ParameterException(this.spec.commandLine(),
					"--from %s is after --to %s. Give the earlier day first.".formatted(this.from, this.to));
		}
		RunRequest request = new RunRequest.Backfill(field(), this.from, this.to, this.length, this.only,
				new TreeMap<>(this.values), this.remote);
		if (this.dryRun) {
			return new PreviewPrinting(this.screen, PreviewPrinting.form(this.output)).run(this.opener, request);
		}
		return new RunPrinting(this.screen, this.output, this.spec).run(this.opener, DatabaseAccess.MIGRATE, request,
				this.yes);
	}

	private RunRequest.DateField field() {
		return Arrays.stream(RunRequest.DateField.values())
			.filter((known) -> known.apiName().equalsIgnoreCase(this.field))
			.findFirst()
			.orElseThrow(() -> new ParameterException(this.spec.commandLine(),
					"--field is %s. Give one of %s.".formatted(this.field,
							Arrays.stream(RunRequest.DateField.values())
								.map(RunRequest.DateField::apiName)
								.collect(Collectors.joining(", ")))));
	}

}
