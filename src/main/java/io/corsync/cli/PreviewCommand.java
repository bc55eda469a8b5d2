package io.corsync.cli;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import io.corsync.ledger.Run;
import io.corsync.sync.ExitCode;
import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.Explanation;
import io.corsync.sync.Preview;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/**
 * The {@code preview} command.
 */
@Command(name = "preview", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Shows what a sync would do now, without calling COR and without changing anything.")
final class PreviewCommand implements Callable<Integer> {

	private static final String[] TITLES = { "action", "kind", "external_id", "name", "link", "field", "old", "new",
			"cause", "message" };

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--limit", paramLabel = "N", description = "Reads at most N Opportunities.")
	private @Nullable Long limit;

	@Option(names = "--id", paramLabel = "ID",
			description = "An Opportunity: 15 or 18 characters or its address. May be given several times.")
	private List<String> ids = List.of();

	@Option(names = "--output", paramLabel = "FORM", defaultValue = "table",
			description = "table, json or csv (default: ${DEFAULT-VALUE}). json and csv have every row.")
	private Form form = Form.TABLE;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	PreviewCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
	}

	enum Form {

		TABLE, JSON, CSV;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	@Override
	public Integer call() {
		if (this.limit != null && this.limit < 1) {
			throw new ParameterException(this.spec.commandLine(),
					"--limit is %d. Give a number from 1 on.".formatted(this.limit));
		}
		var chosen = Ids.parse(this.ids, this.spec.commandLine());
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.COPY)) {
			Preview preview = parts.get(Preview.class);
			Progress progress = this.screen.terminal() ? new TerminalProgress(this.screen)
					: new PlainProgress(this.screen, Clock.systemUTC());
			try (Signals signals = new Signals(preview::stop, this.screen)) {
				Preview.Result result = preview.run(chosen, this.limit, new Questions(this.screen, true)::approve,
						progress);
				return signals.code(tell(preview, result).code());
			}
		}
	}

	private ExitCode tell(Preview preview, Preview.Result result) {
		if (!result.complete()) {
			RunReport last = result.runs().get(result.runs().size() - 1);
			this.screen.talk(this.screen.wrap((last.run().state() == Run.Status.STOPPED)
					? "The preview was stopped. Nothing was sent, nothing was changed."
					: "The preview was not finished: " + last.problem(), ""));
			return last.exitCode();
		}
		switch (this.form) {
			case TABLE -> new PreviewScreen(this.screen).print(preview, result);
			case JSON -> json(preview, result);
			case CSV -> csv(preview, result);
		}
		return ExitCode.DONE;
	}

	private void json(Preview preview, Preview.Result result) {
		try (JsonGenerator json = this.screen.json()) {
			json.writeStartObject();
			json.writeBooleanProperty("nothingSynced", result.nothingSynced());
			json.writeBooleanProperty("firstRun", result.firstRun());
			json.writeStringProperty("running", result.running());
			json.writeStringProperty("rule", result.rule());
			json.writePOJOProperty("outsideRule", result.outsideRule());
			json.writeArrayPropertyStart("runs");
			for (RunReport report : result.runs()) {
				json.writeStartObject();
				json.writeNumberProperty("number", report.run().number());
				json.writeBooleanProperty("continued", report.continued());
				json.writeStringProperty("selection", report.run().selection());
				json.writePOJOProperty("windowFrom", report.run().windowFrom());
				json.writePOJOProperty("windowTo", report.run().windowTo());
				json.writeNumberProperty("exitCode", report.exitCode().code());
				json.writePOJOProperty("counts", report.counts());
				json.writeEndObject();
			}
			json.writeEndArray();
			json.writeArrayPropertyStart("rows");
			result.skipped().forEach(json::writePOJO);
			preview.each(json::writePOJO);
			json.writeEndArray();
			json.writeEndObject();
			json.writeRaw(System.lineSeparator());
		}
	}

	private void csv(Preview preview, Preview.Result result) {
		try (CsvFile csv = CsvFile.on(new Screen.Unclosed(this.screen.out()), TITLES)) {
			result.skipped().forEach((row) -> write(csv, row));
			preview.each((row) -> write(csv, row));
		}
	}

	// A line for each field that would change: what a person filters by.
	private static void write(CsvFile csv, Preview.Row row) {
		if (row.changes().isEmpty()) {
			csv.row(row.action(), row.kind(), row.externalId(), row.name(), row.link(), null, null, null, row.cause(),
					row.message());
		}
		for (Map.Entry<String, Explanation.Change> change : row.changes().entrySet()) {
			csv.row(row.action(), row.kind(), row.externalId(), row.name(), row.link(), change.getKey(),
					change.getValue().before(), change.getValue().after(), row.cause(), row.message());
		}
	}

}
