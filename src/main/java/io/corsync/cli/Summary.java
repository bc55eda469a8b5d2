package io.corsync.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import io.corsync.sync.ChangedRows;
import io.corsync.sync.ExitCode;
import io.corsync.sync.FoundPace;
import io.corsync.sync.LeftOutValue;
import io.corsync.sync.Overview;
import io.corsync.sync.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * A run's end as people read it: how it ended, its certificate, and what is stuck.
 */
final class Summary {

	/** Of each field; --output json has them all. */
	private static final int MOST_VALUES = 10;

	private final Screen screen;

	Summary(Screen screen) {
		this.screen = screen;
	}

	void print(RunReport report) {
		Run run = report.run();
		this.screen.answerLine(this.screen.paint(paint(report.exitCode()),
				"Run %d (%s) %s in %s, with %,d %s to COR.".formatted(run.number(), run.command(), ending(report),
						Screen.duration(report.duration()), report.calls(), (report.calls() == 1) ? "call" : "calls")));
		if (report.problem() != null) {
			this.screen.answerLine(this.screen.wrap(report.problem(), "  "));
		}
		String pace = pace(report.pace());
		if (pace != null) {
			this.screen.answerLine(this.screen.wrap(pace, "  "));
		}
		this.screen.answer(certificate(report.counts()));
		slices(report.slices());
		stuck(report.stuck());
		held(report.held());
		report.heldChanges().forEach((changed) -> this.screen.answerLine(this.screen.wrap(byField(changed), "  ")));
		leftOut(report.leftOut()).forEach((line) -> this.screen.answerLine(this.screen.wrap(line, "  ")));
	}

	/**
	 * What was found out about COR's limits.
	 * @return a line; null when COR refused nothing as too many
	 */
	static @Nullable String pace(FoundPace pace) {
		if (pace.refused() == 0) {
			return null;
		}
		String found = "";
		if (pace.callsPerSecond() != null) {
			found = "%s calls/s found".formatted((pace.callsPerSecond() < 10) ? String.valueOf(pace.callsPerSecond())
					: String.valueOf(Math.round(pace.callsPerSecond())));
		}
		if (pace.atOnce() != null) {
			found += "%s%d at once".formatted(found.isEmpty() ? "" : ", ", pace.atOnce());
		}
		return "COR's pace: %s; COR refused %,d %s as too many.".formatted(found.isEmpty() ? "no limit found" : found,
				pace.refused(), (pace.refused() == 1) ? "call" : "calls");
	}

	static Paint paint(ExitCode code) {
		return switch (code) {
			case DONE -> Paint.GOOD;
			case UNSETTLED, APPROVAL_NEEDED, STOPPED, LEASE_HELD -> Paint.CARE;
			case DEFECT, REFUSED, UNAVAILABLE -> Paint.BAD;
		};
	}

	// The row tells of whoever has the run now.
	private static String ending(RunReport report) {
		return (report.exitCode() == ExitCode.LEASE_HELD) ? "was taken over" : words(report.run().state());
	}

	static String words(Run.Status state) {
		return switch (state) {
			case COMPLETED -> "finished";
			case FAILED -> "ended early";
			case STOPPED -> "was stopped";
			case INTERRUPTED -> "was given up";
			case RUNNING -> "is running";
		};
	}

	/**
	 * The certificate: a line per kind of what the run itself read, and one of what it
	 * took up from earlier.
	 */
	String certificate(List<Runs.Count> counts) {
		List<Overview.Line> lines = Overview.certificate(counts);
		if (lines.isEmpty()) {
			return "  Nothing to do: no row was read." + System.lineSeparator();
		}
		List<String> columns = Overview.columns(lines);
		String table = table(lines, columns);
		boolean fits = table.lines().allMatch((line) -> line.codePointCount(0, line.length()) <= this.screen.width());
		return fits ? table : sentences(lines, columns);
	}

	private static String table(List<Overview.Line> lines, List<String> columns) {
		String[] titles = new String[columns.size() + 1];
		titles[0] = "";
		for (int i = 0; i < columns.size(); i++) {
			titles[i + 1] = columns.get(i);
		}
		Table table = new Table(0, titles);
		for (Overview.Line line : lines) {
			Object[] cells = new Object[columns.size() + 1];
			cells[0] = "  " + name(line);
			for (int i = 0; i < columns.size(); i++) {
				cells[i + 1] = line.rows().getOrDefault(columns.get(i), 0L);
			}
			table.row(cells);
		}
		return table.toString();
	}

	// A day on which everything happens has more columns than a screen.
	private String sentences(List<Overview.Line> lines, List<String> columns) {
		StringBuilder sentences = new StringBuilder();
		for (Overview.Line line : lines) {
			String counts = columns.stream()
				.filter(line.rows()::containsKey)
				.map((column) -> "%,d %s".formatted(line.rows().get(column), column))
				.collect(Collectors.joining(", "));
			sentences.append(this.screen.wrap("%s: %s".formatted(name(line), counts), "  "))
				.append(System.lineSeparator());
		}
		return sentences.toString();
	}

	private static String name(Overview.Line line) {
		return line.kind() + (line.settled() ? "s settled" : "s");
	}

	/**
	 * The slices, those first that need somebody.
	 */
	void slices(List<Slices.Line> slices) {
		List<Slices.Line> open = slices.stream().filter((line) -> line.state() != Slices.Status.FINISHED).toList();
		if (!slices.isEmpty()) {
			this.screen
				.answerLine("  %d of %d slices are finished.".formatted(slices.size() - open.size(), slices.size()));
		}
		open.forEach((line) -> this.screen.answerLine(this.screen.wrap(
				"%s is %s, with %,d rows so far%s".formatted(line.slice(), line.state().name().toLowerCase(Locale.ROOT),
						line.rows(), (line.reason() != null) ? ": " + line.reason() : "."),
				"  ")));
	}

	/**
	 * Rows that would change, by field.
	 */
	static String byField(ChangedRows changed) {
		String held = (changed.held() == changed.rows()) ? "held" : "%,d of them held".formatted(changed.held());
		return "%,d %s%s in COR would change%s: %s".formatted(changed.rows(), changed.kind(),
				(changed.rows() == 1) ? "" : "s", (changed.held() > 0) ? " (" + held + ")" : "",
				changed.fields()
					.entrySet()
					.stream()
					.map((field) -> "%s %,d".formatted(field.getKey(), field.getValue()))
					.collect(Collectors.joining(", ")));
	}

	/**
	 * What was left out, field by field.
	 */
	static List<String> leftOut(List<LeftOutValue> values) {
		Map<String, List<LeftOutValue>> fields = new LinkedHashMap<>();
		values.forEach((value) -> fields
			.computeIfAbsent("%s.%s".formatted(value.kind(), value.field()), (field) -> new ArrayList<>())
			.add(value));
		List<String> lines = new ArrayList<>();
		fields.forEach((field,
				some) -> lines.add("%s was left out where its table has no line for the value: %s%s".formatted(field,
						some.stream()
							.limit(MOST_VALUES)
							.map((value) -> "\"%s\" (such as %s)".formatted(value.value(), value.example()))
							.collect(Collectors.joining(", ")),
						(some.size() > MOST_VALUES) ? " and %d others".formatted(some.size() - MOST_VALUES) : "")));
		return lines;
	}

	private void stuck(List<Ledger.StuckGroup> groups) {
		long rows = groups.stream().mapToLong(Ledger.StuckGroup::rows).sum();
		if (rows == 0) {
			return;
		}
		this.screen.answerLine("%,d %s stuck (see: failures):".formatted(rows, (rows == 1) ? "row is" : "rows are"));
		for (Ledger.StuckGroup group : groups.subList(0, Math.min(5, groups.size()))) {
			this.screen.answerLine("  %,d %s%s %s: %s".formatted(group.rows(), group.kind(),
					(group.rows() == 1) ? "" : "s", group.state().name().toLowerCase(Locale.ROOT), group.cause()));
			this.screen.answerLine(this.screen.wrap(group.message(), "    "));
		}
	}

	private void held(List<Ledger.Held> held) {
		Map<Long, String> runs = new TreeMap<>();
		held.forEach((some) -> runs.merge(some.run(),
				"%,d %s%s".formatted(some.rows(), some.kind(), (some.rows() == 1) ? "" : "s"), "%s, %s"::formatted));
		runs.forEach((run, rows) -> this.screen.answerLine(this.screen
			.wrap("Held until somebody says yes: %s. Send them with: approve %d".formatted(rows, run), "")));
	}

}
