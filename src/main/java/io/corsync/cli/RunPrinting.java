package io.corsync.cli;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.report.Messenger;
import io.corsync.report.RunFiles;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Notices;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import io.corsync.sync.Synchronizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a request with everything that a person at a command line expects: progress, a
 * question before the first run, an end by signal, a summary, an exit code.
 */
final class RunPrinting {

	private static final Logger log = LoggerFactory.getLogger(RunPrinting.class);

	private final Screen screen;

	private final boolean json;

	RunPrinting(Screen screen, boolean json) {
		this.screen = screen;
		this.json = json;
	}

	int run(Opener opener, DatabaseAccess access, RunRequest request, boolean yes) {
		try (Opener.Parts parts = opener.open(access)) {
			try {
				return run(parts, request, yes);
			}
			catch (RuntimeException ex) {
				tell(parts, (messenger) -> messenger.failed(request, ex));
				throw ex;
			}
		}
	}

	private int run(Opener.Parts parts, RunRequest request, boolean yes) {
		Synchronizer synchronizer = parts.get(Synchronizer.class);
		Progress progress = this.screen.terminal() ? new TerminalProgress(this.screen)
				: new PlainProgress(this.screen, Clock.systemUTC());
		try (Signals signals = new Signals(synchronizer::stop, this.screen)) {
			List<RunReport> reports = synchronizer.run(request, new Questions(this.screen, yes), progress);
			ExitCode code = print(reports);
			String trouble = parts.get(RunFiles.class)
				.writeAfter(reports.stream().map((report) -> report.run().number()).toList());
			if (trouble != null) {
				this.screen.talk(this.screen.wrap(trouble, ""));
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
				.forEach((trouble) -> this.screen.talk(this.screen.wrap(trouble, "")));
		}
		catch (RuntimeException ex) {
			log.warn("Nobody could be told", ex);
			this.screen.talk("Nobody could be told; the log has the reason.");
		}
	}

	private ExitCode print(List<RunReport> reports) {
		Summary summary = new Summary(this.screen);
		ExitCode code = ExitCode.DONE;
		for (RunReport report : reports) {
			code = code.and(report.exitCode());
			if (!this.json) {
				summary.print(report);
			}
		}
		if (this.json) {
			this.screen.json(reports);
		}
		return code;
	}

}
