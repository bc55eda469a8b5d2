package io.corsync.cli;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.report.Messenger;
import io.corsync.report.RunFiles;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Notices;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import io.corsync.sync.Synchronizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a request with everything that a person at a command line expects: progress, a
 * question before the first run, an end by signal, a summary, an exit code.
 */
final class RunPrinting {

	private static final Logger log = LoggerFactory.getLogger(RunPrinting.class);

	private final Screen screen;

	private final Output output;

	private final CommandSpec spec;

	private final Answer answer;

	/**
	 * How the command answers when its runs have ended.
	 */
	@FunctionalInterface
	interface Answer {

		void give(Opener.Parts parts, List<RunReport> reports, ExitCode code);

	}

	RunPrinting(Screen screen, Output output, CommandSpec spec) {
		this.screen = screen;
		this.output = output;
		this.spec = spec;
		this.answer = (parts, reports, code) -> print(reports, code);
	}

	RunPrinting(Screen screen, Output output, CommandSpec spec, Answer answer) {
		this.screen = screen;
		this.output = output;
		this.spec = spec;
		this.answer = answer;
	}

	int run(Opener opener, DatabaseAccess access, RunRequest request, boolean yes) {
		try (Opener.Parts parts = opener.open(access)) {
			try {
				return Audited.run(parts, this.spec, (runs) -> run(parts, request, yes, runs));
			}
			catch (RuntimeException ex) {
				tell(parts, (messenger) -> messenger.failed(request, ex));
				throw ex;
			}
		}
	}

	private int run(Opener.Parts parts, RunRequest request, boolean yes, Collection<Long> runs) {
		Synchronizer synchronizer = parts.get(Synchronizer.class);
		try (Signals signals = new Signals(synchronizer::stop, this.screen)) {
			List<RunReport> reports = synchronizer.run(request, new Questions(this.screen, yes),
					this.screen.progress());
			reports.forEach((report) -> runs.add(report.run().number()));
			ExitCode code = code(reports);
			this.answer.give(parts, reports, code);
			String trouble = parts.get(RunFiles.class).writeAfter(runs);
			if (trouble != null) {
				this.screen.warn(this.screen.wrap(trouble, ""));
			}
			int exitCode = signals.code(code.code());
			List<String> problems = reports.stream().map(RunReport::problem).filter(Objects::nonNull).toList();
			tell(parts, (messenger) -> messenger.after(new Notices.End(request, code, reports, problems), exitCode));
			return exitCode;
		}
	}

	private void tell(Opener.Parts parts, Function<Messenger, List<String>> telling) {
		try {
			telling.apply(parts.get(Messenger.class))
				.forEach((trouble) -> this.screen.warn(this.screen.wrap(trouble, "")));
		}
		catch (RuntimeException ex) {
			log.warn("Nobody could be told", ex);
			this.screen.warn("Nobody could be told; the log has the reason.");
		}
	}

	private static ExitCode code(List<RunReport> reports) {
		ExitCode code = ExitCode.DONE;
		for (RunReport report : reports) {
			code = code.and(report.exitCode());
		}
		return code;
	}

	private void print(List<RunReport> reports, ExitCode code) {
		if (this.output.json()) {
			this.screen.json(reports);
		}
		else {
			summarize(this.screen, reports, code);
		}
	}

	/**
	 * Tells how runs ended; when all went well and nobody wants to know, nothing.
	 */
	static void summarize(Screen screen, List<RunReport> reports, ExitCode code) {
		if (code != ExitCode.DONE || !screen.quiet()) {
			Summary summary = new Summary(screen);
			reports.forEach(summary::print);
		}
	}

}
