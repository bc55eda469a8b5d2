package io.corsync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.corsync.ledger.State;
import io.corsync.ledger.Target;
import io.corsync.sync.FailureReport;
import io.corsync.sync.FailureReport.CauseGroup;
import io.corsync.sync.FailureReport.Item;
import io.corsync.sync.FailureReport.Row;
import io.corsync.sync.FailureReport.Totals;
import io.corsync.sync.Remedies;

/**
 * Stuck rows for people: causes with their remedies first, and below each one some of its
 * rows with what waits for them.
 */
final class FailuresScreen {

	/** Rows of a cause. */
	private static final int SHOWN = 10;

	/** Rows that wait for one of them. */
	private static final int WAITING_SHOWN = 3;

	private static final int LONGEST_MESSAGE = 400;

	private final Screen screen;

	private final FailureReport report;

	FailuresScreen(Screen screen, FailureReport report) {
		this.screen = screen;
		this.report = report;
	}

	boolean stuck(Target target) {
		Totals totals = this.report.totals(target);
		if (totals.rows() == 0) {
			if (totals.parked() > 0) {
				line("", "Nothing is stuck but what was parked (%,d): failures --parked.".formatted(totals.parked()));
			}
			return totals.parked() > 0;
		}
		line("", headline(totals));
		for (CauseGroup group : totals.groups()) {
			this.screen.answerLine("");
			print(target, group);
		}
		if (totals.parked() > 0) {
			this.screen.answerLine("");
			line("", "Besides, %,d %s parked: failures --parked.".formatted(totals.parked(),
					(totals.parked() == 1) ? "row is" : "rows are"));
		}
		return true;
	}

	private static String headline(Totals totals) {
		String own = "%,d %s stuck".formatted(totals.own(), (totals.own() == 1) ? "row is" : "rows are");
		if (totals.waiting().isEmpty()) {
			return own + ".";
		}
		long waiting = totals.waiting().values().stream().mapToLong(Long::longValue).sum();
		String waits = "%s %s for %,d %s".formatted(kinds(totals.waiting()), (waiting == 1) ? "waits" : "wait",
				totals.waitedFor(), (totals.waitedFor() == 1) ? "thing" : "things");
		return (totals.own() > totals.waitedFor())
				? "%s; in all %s for reasons of %s own.".formatted(waits, own, (totals.own() == 1) ? "its" : "their")
				: waits + ".";
	}

	private void print(Target target, CauseGroup group) {
		String waiting = group.waiting().isEmpty() ? ""
				: "%s for %s".formatted(wait(group.waiting()), (sum(group.own()) == 1) ? "it" : "them");
		String own = group.own().isEmpty() ? "" : "%s %s".formatted(kinds(group.own()), group.state());
		this.screen.answerLine(this.screen.paint(Paint.STRONG, this.screen.wrap(
				"%s: %s%s%s".formatted(group.cause(), own, (own.isEmpty() || waiting.isEmpty()) ? "" : "; ", waiting),
				"")));
		line("  ", group.remedy().means() + ".");
		line("  ", "Says: " + shorten(group.message(), LONGEST_MESSAGE));
		line("  ", "Do: " + group.remedy().remedy());
		line("  ", "Goes on: " + Remedies.next(State.valueOf(group.state().toUpperCase(Locale.ROOT))));
		List<Item> items = this.report.items(target, group, SHOWN, WAITING_SHOWN);
		items.forEach(this::print);
		long rest = sum(group.own()) - items.size();
		if (rest > 0) {
			line("  ", "… and %,d more; --csv FILE writes all.".formatted(rest));
		}
	}

	private void print(Item item) {
		Row row = item.row();
		this.screen.answerLine("");
		print(row);
		if (item.waiting() > 0) {
			List<String> some = new ArrayList<>(item.some()
				.stream()
				.map((child) -> "%s \"%s\"".formatted(child.externalId(), child.name()))
				.toList());
			if (item.waiting() > some.size()) {
				some.add("… and %,d more".formatted(item.waiting() - some.size()));
			}
			line("    ", "%,d %s for it: %s".formatted(item.waiting(), (item.waiting() == 1) ? "waits" : "wait",
					String.join(", ", some)));
		}
		if (item.without() > 0) {
			line("    ", "%,d %s sent without it; it follows by itself.".formatted(item.without(),
					(item.without() == 1) ? "project was" : "projects were"));
		}
	}

	private void print(Row row) {
		line("  ", "%s %s \"%s\"%s".formatted(row.kind(), row.externalId(), row.name(),
				(row.parked() != null) ? ", parked" : ""));
		List<String> about = new ArrayList<>();
		if (row.account() != null && !row.account().equals(row.name())) {
			about.add(row.account());
		}
		if (row.owner() != null) {
			about.add("owner " + row.owner());
		}
		about.add("since " + (row.since().isEmpty() ? "?" : Screen.time(Instant.parse(row.since()))));
		line("    ", String.join(" · ", about));
		if (row.link() != null) {
			this.screen.answerLine("    " + row.link());
		}
	}

	boolean parked(Target target) {
		AtomicLong rows = new AtomicLong();
		this.report.each(target, true, (row) -> {
			rows.incrementAndGet();
			line("", "%s %s \"%s\" %s: %s".formatted(row.kind(), row.externalId(), row.name(), row.state(),
					row.cause()));
			line("  ", shorten(String.valueOf(row.message()), LONGEST_MESSAGE));
			line("  ", "Parked: " + row.parked());
		});
		return rows.get() > 0;
	}

	private void line(String indent, String text) {
		this.screen.answerLine(this.screen.wrap(text, indent));
	}

	private static String wait(Map<String, Long> rows) {
		return "%s %s".formatted(kinds(rows), (sum(rows) == 1) ? "waits" : "wait");
	}

	static String kinds(Map<String, Long> rows) {
		return rows.entrySet()
			.stream()
			.map((some) -> "%,d %s%s".formatted(some.getValue(), some.getKey(), (some.getValue() == 1) ? "" : "s"))
			.collect(Collectors.joining(", "));
	}

	private static long sum(Map<String, Long> rows) {
		return rows.values().stream().mapToLong(Long::longValue).sum();
	}

	static String shorten(String text, int most) {
		return (text.codePointCount(0, text.length()) > most)
				? text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…" : text;
	}

}
