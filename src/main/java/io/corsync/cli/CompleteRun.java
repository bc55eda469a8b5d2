package io.corsync.cli;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.corsync.report.Messenger;
import io.corsync.report.RunFiles;
import io.corsync.sync.AuditTrail;
import io.corsync.sync.ExitCode;
import io.corsync.sync.FirstRun;
import io.corsync.sync.Notices;
import io.corsync.sync.Progress;
import io.corsync.sync.RunReport;
import io.corsync.sync.RunRequest;
import io.corsync.sync.Synchronizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run with all that belongs around it, whoever begins it: its line in the audit, its
 * files, and the messages to people.
 */
public final class CompleteRun {

	private static final Logger log = LoggerFactory.getLogger(CompleteRun.class);

	private final Opener.Parts parts;

	private final Watch watch;

	/**
	 * Creates it.
	 * @param parts opened for it alone
	 * @param watch who looks on
	 */
	public CompleteRun(Opener.Parts parts, Watch watch) {
		this.parts = parts;
		this.watch = watch;
	}

	/**
	 * Whoever looks on, answers and stops.
	 */
	public interface Watch {

		/** Asked before what cannot be taken back. */
		FirstRun.Approval approval();

		/** Told how it goes on. */
		Progress progress();

		/**
		 * The run can be stopped from now on.
		 * @param stop asks it to end; tells whether it has something to finish
		 */
		void begun(BooleanSupplier stop);

		/**
		 * The runs have ended; files and messages are still to come.
		 * @param reports how
		 * @param code what that means
		 */
		void ended(List<RunReport> reports, ExitCode code);

		/**
		 * Something beside the run went wrong.
		 * @param trouble what, in words
		 */
		void warn(String trouble);

		/**
		 * The exit code that others are told.
		 * @param code as the run ended
		 * @return the same, unless a signal ended it
		 */
		default int exitCode(ExitCode code) {
			return code.code();
		}

	}

	/**
	 * Runs it.
	 * @param request what was asked for
	 * @param words the command as it was called, without secrets
	 * @param account who asked this process for it, null for its user
	 * @return the exit code
	 */
	public int run(RunRequest request, String words, @Nullable String account) {
		try {
			return this.parts.get(AuditTrail.class).record(words, account, (runs) -> run(request, runs));
		}
		catch (RuntimeException ex) {
			tell((messenger) -> messenger.failed(request, ex));
			throw ex;
		}
	}

	private int run(RunRequest request, Collection<Long> runs) {
		Synchronizer synchronizer = this.parts.get(Synchronizer.class);
		this.watch.begun(synchronizer::stop);
		List<RunReport> reports = synchronizer.run(request, this.watch.approval(), this.watch.progress());
		reports.forEach((report) -> runs.add(report.run().number()));
		ExitCode code = code(reports);
		this.watch.ended(reports, code);
		String trouble = this.parts.get(RunFiles.class).writeAfter(runs);
		if (trouble != null) {
			this.watch.warn(trouble);
		}
		int exitCode = this.watch.exitCode(code);
		List<String> problems = reports.stream().map(RunReport::problem).filter(Objects::nonNull).toList();
		tell((messenger) -> messenger.after(new Notices.End(request, code, reports, problems), exitCode));
		return exitCode;
	}

	private void tell(Function<Messenger, List<String>> telling) {
		try {
			telling.apply(this.parts.get(Messenger.class)).forEach(this.watch::warn);
		}
		catch (RuntimeException ex) {
			log.warn("Nobody could be told", ex);
			this.watch.warn("Nobody could be told; the log has the reason.");
		}
	}

	private static ExitCode code(List<RunReport> reports) {
		ExitCode code = ExitCode.DONE;
		for (RunReport report : reports) {
			code = code.and(report.exitCode());
		}
		return code;
	}

}
