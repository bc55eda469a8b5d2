package io.corsync.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.ledger.Holder;
import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Slices;
import io.corsync.ledger.Target;
import io.corsync.report.RunFiles;
import io.corsync.report.RunSummary;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Inspection;
import io.corsync.sync.Outcome;
import io.corsync.sync.Phase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The {@code runs} command.
 */
@Command(name = "runs", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Lists the last runs; with a number, one run's certificate.")
final class RunsCommand implements Callable<Integer> {

	private static final int SHOWN = 20;

	private static final Set<String> STUCK = Outcome.UNSETTLED.stream()
		.map(Outcome::word)
		.collect(Collectors.toUnmodifiableSet());

	private final Opener opener;

	private final Screen screen;

	@Parameters(arity = "0..1", paramLabel = "N", description = "Number of a run.")
	private @Nullable Long number;

	@Option(names = "--files", description = "Writes the run's files anew, and says where they are.")
	private boolean files;

	@Mixin
	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	RunsCommand(Opener opener, Screen screen) {
		this.opener = opener;
		this.screen = screen;
		this.output = new Output(screen);
	}

	@Override
	public Integer call() {
		if (this.files && this.number == null) {
			throw new ParameterException(this.spec.commandLine(),
					"--files wants a run's number, as in: runs 7 --files");
		}
		try (Opener.Parts parts = this.opener.open(DatabaseAccess.READ)) {
			if (this.files) {
				return write(parts.get(RunFiles.class));
			}
			Inspection inspection = parts.get(Inspection.class);
			List<RunSummary> lines = new ArrayList<>();
			for (Target target : inspection.targets()) {
				for (Run run : inspection.runs(target, (this.number != null) ? Integer.MAX_VALUE : SHOWN)) {
					if (this.number == null || this.number == run.number()) {
						lines.add(RunSummary.of(inspection, run));
					}
				}
				holder(inspection.holder(target));
			}
			return print(lines);
		}
	}

	private int write(RunFiles runFiles) {
		long run = Objects.requireNonNull(this.number);
		try {
			Optional<Path> path = runFiles.write(run);
			path.ifPresentOrElse((files) -> this.screen.answerLine("Written to %s.".formatted(files)),
					() -> this.screen.answerLine("There is no run %d.".formatted(run)));
			return path.isPresent() ? ExitCode.DONE.code() : ExitCode.REFUSED.code();
		}
		catch (IOException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"The files of run %d cannot be written: %s. Mend that, or set reports.directory (REPORTS_DIRECTORY)."
						.formatted(run, RunFiles.reason(ex)),
					ex);
		}
	}

	private void holder(Optional<Holder> holder) {
		holder.ifPresent((held) -> this.screen.talk("Running now: %s, since %s, last sign of life %s."
			.formatted(held.describe(), Screen.time(held.since()), Screen.time(held.heartbeatAt()))));
	}

	private int print(List<RunSummary> lines) {
		if (this.output.json()) {
			this.screen.json(lines);
		}
		else if (lines.isEmpty()) {
			this.screen.answerLine((this.number != null) ? "There is no run %d.".formatted(this.number)
					: "There was no run yet. Start one with: sync");
		}
		else if (this.number != null) {
			lines.forEach(this::print);
		}
		else {
			table(lines);
		}
		return (this.number != null && lines.isEmpty()) ? ExitCode.REFUSED.code() : ExitCode.DONE.code();
	}

	private void table(List<RunSummary> lines) {
		Table table = new Table(this.screen.width(), "run", "command", "outcome", "begun", "took", "read", "sent",
				"stuck");
		for (RunSummary line : lines) {
			Run run = line.run();
			table
				.row(String.valueOf(run.number()), run.command(), outcome(run), Screen.time(run.startedAt()), took(run),
						sum(line, List.of("read")), sum(line, List.of("created", "adopted", "updated", "archived")),
						stuck(line))
				.looking((text) -> paint(run, text));
		}
		this.screen.answer(table);
	}

	private static String outcome(Run run) {
		return Summary.words(run.state()) + ((run.exitCode() != null) ? " (%d)".formatted(run.exitCode()) : "");
	}

	private String paint(Run run, String text) {
		if (run.exitCode() == null || run.exitCode() == ExitCode.DONE.code()) {
			return text;
		}
		return Arrays.stream(ExitCode.values())
			.filter((code) -> code.code() == run.exitCode())
			.findFirst()
			.map((code) -> this.screen.paint(Summary.paint(code), text))
			.orElse(text);
	}

	private static String took(Run run) {
		Instant end = run.endedAt();
		return (end != null) ? Screen.duration(Duration.between(run.startedAt(), end)) : "";
	}

	private static long sum(RunSummary line, List<String> outcomes) {
		return line.counts()
			.stream()
			.filter((count) -> outcomes.contains(count.outcome()))
			.mapToLong(Runs.Count::rows)
			.sum();
	}

	// What the run took up again at its end counts as it ended there.
	private static long stuck(RunSummary line) {
		long open = 0;
		long again = 0;
		for (Runs.Count count : line.counts()) {
			boolean last = count.step().equals(Phase.SETTLE_AGAIN.step());
			boolean stuck = STUCK.contains(count.outcome());
			open += stuck ? count.rows() : 0;
			again += (last && count.outcome().equals("read")) ? count.rows() : 0;
		}
		return Math.max(0, open - again);
	}

	private void slices(List<Slices.Line> slices) {
		if (slices.isEmpty()) {
			return;
		}
		Table table = new Table(this.screen.width(), "slice", "state", "rows", "reason");
		slices.forEach((slice) -> table.row(slice.slice(), slice.state().name().toLowerCase(Locale.ROOT), slice.rows(),
				(slice.reason() != null) ? slice.reason() : ""));
		this.screen.answer(table);
	}

	private void print(RunSummary line) {
		Run run = line.run();
		this.screen.answerLine(paint(run, "Run %d (%s) %s".formatted(run.number(), run.command(), outcome(run))));
		this.screen.answerLine("  begun   " + Screen.time(run.startedAt()));
		this.screen.answerLine("  ended   " + Screen.time(run.endedAt()));
		this.screen.answerLine("  reads   " + run.selection());
		if (run.windowTo() != null) {
			this.screen.answerLine("  window  from %s"
				.formatted((run.windowFrom() != null) ? Screen.time(run.windowFrom()) : "the beginning"));
			this.screen.answerLine("          to   %s".formatted(Screen.time(run.windowTo())));
		}
		if (run.message() != null) {
			this.screen.answerLine(this.screen.wrap(run.message(), "  "));
		}
		this.screen.answer(new Summary(this.screen).certificate(line.counts()));
		slices(line.slices());
	}

}
