package io.corsync.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.sync.ChangedRows;
import io.corsync.sync.Overview;
import io.corsync.sync.Preview;
import io.corsync.sync.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * What a sync would have done when somebody asked.
 *
 * @param at when it was found out
 * @param who who asked
 * @param result what it says
 * @param books the certificate that each run would have
 * @param actions what would be done, what needs somebody first
 * @param changed how many records that COR has would change, by field
 * @param history what a pass over history would change besides, null when none is due
 */
record PreviewView(Instant at, String who, Preview.Result result, List<BookView> books, List<ActionView> actions,
		List<ChangedRows> changed, Preview.@Nullable History history) {

	/** Rows of each action and kind that are shown. */
	private static final int SHOWN = 20;

	private static final List<String> ACTIONS = List.of("skip", "refuse", "hold", "block", "wait", "archive", "leave",
			"create", "update");

	/**
	 * The books that a run would have.
	 *
	 * @param report the run
	 * @param lines its certificate
	 */
	record BookView(RunReport report, List<Overview.Line> lines) {

	}

	/**
	 * Everything that one action would be done with.
	 *
	 * @param action the action
	 * @param rows how many, by kind
	 * @param shown some of them
	 */
	record ActionView(String action, Map<String, Long> rows, List<Preview.Row> shown) {

		private void add(Preview.Row row) {
			long rows = this.rows.merge(row.kind(), 1L, Long::sum);
			if (rows <= SHOWN) {
				this.shown.add(row);
			}
		}

	}

	static PreviewView of(Instant at, String who, Preview preview, Preview.Result result) {
		Map<String, ActionView> actions = new LinkedHashMap<>();
		ACTIONS.forEach((action) -> actions.put(action, new ActionView(action, new TreeMap<>(), new ArrayList<>())));
		List<Preview.Row> all = new ArrayList<>(result.skipped());
		all.forEach((row) -> add(actions, row));
		if (result.complete()) {
			preview.each((row) -> add(actions, row));
		}
		List<ChangedRows> changed = result.complete() ? preview.changed(result.runs()) : List.of();
		actions.values().removeIf((action) -> action.rows().isEmpty());
		return new PreviewView(at, who, result, books(result.runs()), List.copyOf(actions.values()), changed, null);
	}

	private static void add(Map<String, ActionView> actions, Preview.Row row) {
		ActionView action = actions.get(row.action());
		if (action != null) {
			action.add(row);
		}
	}

	static List<BookView> books(List<RunReport> reports) {
		return reports.stream().map((report) -> new BookView(report, Overview.certificate(report.counts()))).toList();
	}

	PreviewView with(Preview.History over) {
		return new PreviewView(this.at, this.who, this.result, this.books, this.actions, this.changed, over);
	}

}
