package io.corsync.cli;

import java.time.Clock;
import java.util.List;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.report.RunFiles;
import io.corsync.sync.ExitCode;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import io.corsync.sync.Synchronizer;

/**
 * Runs a request with everything that a person at a command line expects: progress, a
 * question before the first run, an end by signal, a summary, an exit code.
 */
final class RunPrinting {

	private final Screen screen;

	private final boolean json;

	RunPrinting(Screen screen, boolean json) {
		this.screen = screen;
		this.json = json;
	}

	int run(Opener opener, DatabaseAccess access, RunRequest request, boolean yes) {
		try (Opener.Parts parts = opener.open(access)) {
			Synchronizer synchronizer = parts.get(Synchronizer.class);
			Progress progress = this.screen.terminal() ? new TerminalProgress(this.screen)
					: new PlainProgress(this.screen, Clock.systemUTC());
			try (Signals signals = new Signals(synchronizer::stop, this.screen)) {
				List<RunReport> reports = synchronizer.run(request, new Questions(this.screen, yes), progress);
				int code = print(reports);
				String trouble = parts.get(RunFiles.class)
					.writeAfter(reports.stream().map((report) -> report.run().number()).toList());
				if (trouble != null) {
					this.screen.talk(this.screen.wrap(trouble, ""));
				}
				return signals.code(code);
			}
		}
	}

	private int print(List<RunReport> reports) {
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
		return code.code();
	}

}
