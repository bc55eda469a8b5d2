package io.corsync.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.corsync.ledger.Run;
import io.corsync.sync.ChangedRows;
import io.corsync.sync.Preview;
import io.corsync.sync.RunReport;

/**
 * A preview for people: the certificate that each run would have, then some of the rows
 * of each action.
 */
final class PreviewScreen {

	/** Rows of each action and kind; projects first, which people look for. */
	private static final int SHOWN = 5;

	private static final List<String> KINDS = List.of("project", "product", "brand", "contract", "client");

	private static final int LONGEST_VALUE = 60;

	private static final int LONGEST_MESSAGE = 300;

	/** The actions, what needs somebody first, with what people call them. */
	private static final Map<String, String> ACTIONS = actions();

	private final Screen screen;

	private final Map<String, Map<String, Rows>> rows = new TreeMap<>();

	/**
	 * The rows of one action and kind.
	 */
	private static final class Rows {

		private final List<Preview.Row> shown = new ArrayList<>();

		private long count;

		void add(Preview.Row row) {
			this.count++;
			if (this.shown.size() < SHOWN) {
				this.shown.add(row);
			}
		}

	}

	PreviewScreen(Screen screen) {
		this.screen = screen;
	}

	private static Map<String, String> actions() {
		Map<String, String> actions = new LinkedHashMap<>();
		actions.put("skip", "Not read");
		actions.put("refuse", "Refused by our own checks, not sent");
		actions.put("hold", "Held by a guard until somebody approves");
		actions.put("block", "Held up by a setting in COR; one of them is tried each time");
		actions.put("wait", "Waiting for what they belong to");
		actions.put("archive", "Archived in COR, since they left the rule");
		actions.put("leave", "Left the rule, left alone in COR");
		actions.put("create", "Created, or adopted if COR has them already");
		actions.put("update", "Updated");
		return actions;
	}

	void print(Preview preview, Preview.Result result, Supplier<Optional<Preview.History>> history) {
		if (result.nothingSynced()) {
			line("", "Nothing has been synced yet.");
		}
		if (result.running() != null) {
			line("", "Another run goes on meanwhile: %s. This is what it had left when this preview began."
				.formatted(result.running()));
		}
		line("", "A %s would do this now%s. Nothing was sent, nothing was changed.".formatted(command(result),
				result.firstRun() ? ", after asking" : ""));
		result.runs().forEach(this::print);
		if (result.outsideRule() != null && result.outsideRule() > 0) {
			line("  ", "%,d %s not read, not meeting the rule: %s".formatted(result.outsideRule(),
					(result.outsideRule() == 1) ? "other Opportunity is" : "other Opportunities are", result.rule()));
		}
		result.skipped().forEach(this::add);
		preview.each(this::add);
		ACTIONS.forEach((action, words) -> {
			if (this.rows.containsKey(action)) {
				print(words, this.rows.getOrDefault(action, Map.of()));
			}
		});
		changed(preview.changed(result.runs()));
		result.runs().forEach((report) -> Summary.leftOut(report.leftOut()).forEach((line) -> line("", line)));
		history.get().ifPresent(this::print);
	}

	private void changed(List<ChangedRows> changed) {
		if (!changed.isEmpty()) {
			this.screen.answerLine("");
			changed.forEach((rows) -> line("", Summary.byField(rows)));
		}
	}

	private void print(Preview.History history) {
		this.screen.answerLine("");
		line("", history.because());
		if (!history.complete()) {
			line("", "What it would change could not be counted to the end: %s"
				.formatted(history.runs().get(history.runs().size() - 1).problem()));
			return;
		}
		line("", "Besides the above it would do this now; reconcile --dry-run shows the rows:");
		history.runs().forEach((report) -> this.screen.answer(new Summary(this.screen).certificate(report.counts())));
		changed(history.changed());
	}

	private static String command(Preview.Result result) {
		return result.runs().isEmpty() ? "run" : result.runs().get(0).run().command();
	}

	private void print(RunReport report) {
		Run run = report.run();
		String reads = (run.windowFrom() != null)
				? "what changed from %s to %s".formatted(Screen.time(run.windowFrom()), Screen.time(run.windowTo()))
				: run.selection() + ((run.windowTo() != null) ? ", until " + Screen.time(run.windowTo()) : "");
		line("  ", "run %d%s reads %s:".formatted(run.number(),
				report.continued() ? ", begun earlier and not finished," : "", reads));
		this.screen.answer(new Summary(this.screen).certificate(report.counts()));
	}

	private void add(Preview.Row row) {
		this.rows.computeIfAbsent(row.action(), (any) -> new TreeMap<>())
			.computeIfAbsent(row.kind(), (any) -> new Rows())
			.add(row);
	}

	private void print(String words, Map<String, Rows> kinds) {
		Map<String, Long> counts = new TreeMap<>();
		kinds.forEach((kind, rows) -> counts.put(kind, rows.count));
		this.screen.answerLine("");
		this.screen.answerLine(this.screen.paint(Paint.STRONG,
				this.screen.wrap("%s: %s".formatted(words, FailuresScreen.kinds(counts)), "")));
		for (String kind : KINDS) {
			Rows rows = kinds.get(kind);
			if (rows != null) {
				rows.shown.forEach(this::print);
				if (rows.count > rows.shown.size()) {
					line("  ", "… and %,d more %ss; --output csv has all.".formatted(rows.count - rows.shown.size(),
							kind));
				}
			}
		}
	}

	private void print(Preview.Row row) {
		line("  ", "%s %s%s".formatted(row.kind(), row.externalId(),
				row.name().isEmpty() ? "" : " \"%s\"".formatted(row.name())));
		if (row.message() != null) {
			line("    ", ((row.cause() != null) ? row.cause() + ": " : "")
					+ FailuresScreen.shorten(row.message(), LONGEST_MESSAGE));
		}
		if (!row.action().equals("create")) {
			row.changes()
				.forEach((field, change) -> line("    ",
						"%s: %s → %s".formatted(
								field, (change.before() != null)
										? FailuresScreen.shorten(change.before(), LONGEST_VALUE) : "(nothing)",
								FailuresScreen.shorten(change.after(), LONGEST_VALUE))));
		}
	}

	private void line(String indent, String text) {
		this.screen.answerLine(this.screen.wrap(text, indent));
	}

}
