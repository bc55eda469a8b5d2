package io.corsync.cli;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.corsync.ledger.DatabaseAccess;
import io.corsync.sync.ExitCode;
import io.corsync.sync.FirstRun;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a request with everything that a person at a command line expects: progress, a
 * question before the first run, an end by signal, a summary, an exit code.
 */
final class RunPrinting {

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
		try (Opener.Parts parts = opener.open(access); Watching watching = new Watching(parts, yes)) {
			return new CompleteRun(parts, watching).run(request, Audited.words(this.spec), null);
		}
	}

	/**
	 * A person at the command line, with a keyboard for signals.
	 */
	private final class Watching implements CompleteRun.Watch, AutoCloseable {

		private final Opener.Parts parts;

		private final boolean yes;

		private @Nullable Signals signals;

		Watching(Opener.Parts parts, boolean yes) {
			this.parts = parts;
			this.yes = yes;
		}

		@Override
		public FirstRun.Approval approval() {
			return new Questions(RunPrinting.this.screen, this.yes);
		}

		@Override
		public Progress progress() {
			return RunPrinting.this.screen.progress();
		}

		@Override
		public void begun(BooleanSupplier stop) {
			this.signals = new Signals(stop, RunPrinting.this.screen::talk);
		}

		@Override
		public void ended(List<RunReport> reports, ExitCode code) {
			RunPrinting.this.answer.give(this.parts, reports, code);
		}

		@Override
		public void warn(String trouble) {
			RunPrinting.this.screen.warn(RunPrinting.this.screen.wrap(trouble, ""));
		}

		@Override
		public int exitCode(ExitCode code) {
			return (this.signals != null) ? this.signals.code(code.code()) : code.code();
		}

		@Override
		public void close() {
			if (this.signals != null) {
				this.signals.close();
			}
		}

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
