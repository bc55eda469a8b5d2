package io.corsync.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.report.CsvFile;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Explanation;
import io.corsync.sync.LeftOutValue;
import io.corsync.sync.Preview;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
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
			try (Signals signals = new Signals(preview::stop, this.screen::talk)) {
				Progress progress = this.screen.progress();
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
			this.screen.warn(this.screen.wrap((last.run().state() == Run.Status.STOPPED)
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

	/**
	 * A run as it would be.
	 *
	 * @param number its number
	 * @param continued whether it was begun earlier
	 * @param selection what it reads, in words
	 * @param windowFrom begin of its window, null for none or an open one
	 * @param windowTo end of its window, null for none
	 * @param exitCode its exit code
	 * @param counts its certificate
	 */
	record PreviewedRun(long number, boolean continued, String selection, @Nullable Instant windowFrom,
			@Nullable Instant windowTo, int exitCode, List<Runs.Count> counts, List<LeftOutValue> leftOut) {

		static List<PreviewedRun> of(List<RunReport> reports) {
			return reports.stream().map(PreviewedRun::of).toList();
		}

		private static PreviewedRun of(RunReport report) {
			Run run = report.run();
			return new PreviewedRun(run.number(), report.continued(), run.selection(), run.windowFrom(), run.windowTo(),
					report.exitCode().code(), report.counts(), report.leftOut());
		}

	}

	private void json(Preview preview, Preview.Result result, Supplier<Optional<Preview.History>> history) {
		try (JsonGenerator json = this.screen.json()) {
			json.writeStartObject();
			json.writeBooleanProperty("nothingSynced", result.nothingSynced());
			json.writeBooleanProperty("firstRun", result.firstRun());
			json.writeStringProperty("running", result.running());
			json.writeStringProperty("rule", result.rule());
			json.writePOJOProperty("outsideRule", result.outsideRule());
			json.writePOJOProperty("runs", PreviewedRun.of(result.runs()));
			json.writePOJOProperty("changed", preview.changed(result.runs()));
			json.writeArrayPropertyStart("rows");
			result.skipped().forEach(json::writePOJO);
			preview.each(json::writePOJO);
			json.writeEndArray();
			Preview.History over = history.get().orElse(null);
			if (over != null) {
				json.writeObjectPropertyStart("history");
				json.writeStringProperty("because", over.because());
				json.writePOJOProperty("runs", PreviewedRun.of(over.runs()));
				json.writePOJOProperty("changed", over.changed());
				json.writeEndObject();
			}
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
