package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.corsync.ledger.Audit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a line in the database for a command that writes: who ran it, how it was called,
 * and how it ended. The line is there before the command does anything, so that one that
 * was killed is known too.
 */
public final class AuditTrail {

	private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

	private final Audit audit;

	private final String databaseUrl;

	AuditTrail(Audit audit, String databaseUrl) {
		this.audit = audit;
		this.databaseUrl = databaseUrl;
	}

	/**
	 * What a command does.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does it.
		 * @param runs takes the numbers of the runs that it began or took up
		 * @return the exit code
		 */
		int run(Collection<Long> runs);

	}

	/**
	 * Runs a command between the two halves of its line.
	 * @param command the command with its arguments, without secrets
	 * @param work what it does
	 * @return the exit code
	 */
	public int record(String command, Work work) {
		return record(command, null, work);
	}

	/**
	 * Runs a command between the two halves of its line.
	 * @param command the command with its arguments, without secrets
	 * @param account who asked this process to run it, null for its user
	 * @param work what it does
	 * @return the exit code
	 */
	public int record(String command, @Nullable String account, Work work) {
		long line = this.audit.begin(command, account);
		List<Long> runs = new ArrayList<>();
		try {
			int code = work.run(runs);
			end(line, runs, code);
			return code;
		}
		catch (RuntimeException ex) {
			end(line, runs, Failure.of(ex, this.databaseUrl).code().code());
			throw ex;
		}
	}

	private void end(long line, List<Long> runs, int code) {
		try {
			this.audit.end(line, runs, code);
		}
		catch (RuntimeException ex) {
			log.warn("The end of the command (exit code {}) is missing in line {} of audit", code, line, ex);
		}
	}

	/**
	 * The last commands.
	 * @param limit how many
	 * @return newest first
	 */
	public List<Audit.Line> last(int limit) {
		return this.audit.last(limit);
	}

}
