package io.corsync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Target;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Inspection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The {@code failures} command.
 */
@Command(name = "failures", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Shows what is stuck, by cause, and the rows of each cause.")
final class FailuresCommand implements Callable<Integer> {

	private static final int SHOWN = 200;

	private final Opener opener;

	private final Screen screen;

	@Option(names = "--parked", description = "Shows what was set aside with park instead.")
	private boolean parked;

	@Mixin
	private Output output = new Output();

	FailuresCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
	}

	/**
	 * A stuck row in reports.
	 *
	 * @param kind its kind
	 * @param externalId its Salesforce id
	 * @param name what people call it
	 * @param state where it stands
	 * @param cause why
	 * @param message why, in words
	 * @param since since when
	 * @param parked why it was set aside, null when it was not
	 */
	record Row(String kind, String externalId, String name, String state, @Nullable String cause,
			@Nullable String message, String since, @Nullable String parked) {

		static Row of(Entry entry) {
			Entry.Trouble trouble = entry.trouble();
			return new Row(entry.key().kind(), entry.key().externalId(), entry.name(),
					entry.state().name().toLowerCase(Locale.ROOT), (trouble != null) ? trouble.cause() : null,
					(trouble != null) ? trouble.message() : null, (trouble != null) ? trouble.since().toString() : "",
					entry.parkedReason());
		}

	}

	@Override
	public Integer call() {
		try (Opener.Parts parts = this.opener.open()) {
			Inspection inspection = parts.get(Inspection.class);
			List<Row> all = new ArrayList<>();
			for (Target target : inspection.targets()) {
				List<Entry> stuck = this.parked ? inspection.parked(target, SHOWN) : inspection.stuck(target, SHOWN);
				List<Row> rows = stuck.stream().map(Row::of).toList();
				all.addAll(rows);
				if (this.parked && !this.output.json()) {
					printParked(rows);
				}
				else if (!this.output.json()) {
					inspection.stuckByCause(target).forEach((group) -> print(group, rows));
				}
			}
			if (this.output.json()) {
				this.screen.json(all);
			}
			else if (all.isEmpty()) {
				this.screen.answerLine(this.parked ? "Nothing is parked." : "Nothing is stuck.");
			}
			return ExitCode.DONE.code();
		}
	}

	private void print(Ledger.StuckGroup group, List<Row> rows) {
		String state = group.state().name().toLowerCase(Locale.ROOT);
		this.screen.answerLine("%s: %,d %s%s %s".formatted(group.cause(), group.rows(), group.kind(),
				(group.rows() == 1) ? "" : "s", state));
		this.screen.answerLine(this.screen.wrap(group.message(), "  "));
		Table table = new Table(this.screen.width(), "  " + group.kind(), "name", "since");
		rows.stream()
			.filter((row) -> row.kind().equals(group.kind()) && row.state().equals(state)
					&& group.cause().equals(row.cause()))
			.forEach((row) -> table.row("  " + row.externalId(), shorten(row.name()),
					Screen.time(Instant.parse(row.since()))));
		this.screen.answer(table);
		this.screen.answerLine("");
	}

	private void printParked(List<Row> rows) {
		for (Row row : rows) {
			this.screen.answerLine("%s %s \"%s\" %s: %s".formatted(row.kind(), row.externalId(), shorten(row.name()),
					row.state(), row.cause()));
			this.screen.answerLine(this.screen.wrap(String.valueOf(row.message()), "  "));
			this.screen.answerLine(this.screen.wrap("Parked: " + row.parked(), "  "));
		}
	}

	private static String shorten(String name) {
		return (name.length() > 30) ? name.substring(0, name.offsetByCodePoints(0, 29)) + "…" : name;
	}

}
