package io.corsync.cli;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Run;
import io.corsync.report.CsvFile;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Explanation;
import io.corsync.sync.Preview;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import tools.jackson.core.JsonGenerator;

/**
 * Shows what a run would do, as people and programs read it.
 */
final class PreviewPrinting {

	private static final String[] TITLES = { "action", "kind", "external_id", "name", "link", "field", "old", "new",
			"cause", "message" };

	private final Screen screen;

	private final Form form;

	PreviewPrinting(Screen screen, Form form) {
		this.screen = screen;
		this.form = form;
	}

	enum Form {

		TABLE, JSON, CSV;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	static Form form(Output output) {
		return output.json() ? Form.JSON : Form.TABLE;
	}

	int run(Opener opener, RunRequest request) {
		try (Opener.Parts parts = opener.open(DatabaseAccess.COPY)) {
			Preview preview = parts.get(Preview.class);
			Progress progress = this.screen.terminal() ? new TerminalProgress(this.screen)
					: new PlainProgress(this.screen, Clock.systemUTC());
			try (Signals signals = new Signals(preview::stop, this.screen)) {
				Preview.Result result = preview.run(request, new Questions(this.screen, true), progress);
				boolean night = request instanceof RunRequest.Sync sync && sync.whole();
				ExitCode code = tell(preview, result, () -> night ? preview.overHistory(progress) : Optional.empty());
				return signals.code(code.code());
			}
		}
	}

	private ExitCode tell(Preview preview, Preview.Result result, Supplier<Optional<Preview.History>> history) {
		if (!result.complete()) {
			RunReport last = result.runs().get(result.runs().size() - 1);
			this.screen.talk(this.screen.wrap((last.run().state() == Run.Status.STOPPED)
					? "The preview was stopped. Nothing was sent, nothing was changed."
					: "The preview was not finished: " + last.problem(), ""));
			return last.exitCode();
		}
		switch (this.form) {
			case TABLE -> new PreviewScreen(this.screen).print(preview, result, history);
			case JSON -> json(preview, result, history);
			case CSV -> csv(preview, result);
		}
		return ExitCode.DONE;
	}

	private void json(Preview preview, Preview.Result result, Supplier<Optional<Preview.History>> history) {
		try (JsonGenerator json = this.screen.json()) {
			json.writeStartObject();
			json.writeBooleanProperty("nothingSynced", result.nothingSynced());
			json.writeBooleanProperty("firstRun", result.firstRun());
			json.writeStringProperty("running", result.running());
			json.writeStringProperty("rule", result.rule());
			json.writePOJOProperty("outsideRule", result.outsideRule());
			runs(json, result.runs());
			json.writePOJOProperty("changed", preview.changed(result.runs()));
			json.writeArrayPropertyStart("rows");
			result.skipped().forEach(json::writePOJO);
			preview.each(json::writePOJO);
			json.writeEndArray();
			Preview.History over = history.get().orElse(null);
			if (over != null) {
				json.writeObjectPropertyStart("history");
				json.writeStringProperty("because", over.because());
				runs(json, over.runs());
				json.writePOJOProperty("changed", over.changed());
				json.writeEndObject();
			}
			json.writeEndObject();
			json.writeRaw(System.lineSeparator());
		}
	}

	private static void runs(JsonGenerator json, List<RunReport> runs) {
		json.writeArrayPropertyStart("runs");
		for (RunReport report : runs) {
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
