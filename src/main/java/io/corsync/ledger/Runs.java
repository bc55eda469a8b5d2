package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The history of runs with their certificates.
 */
public final class Runs {

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final Clock clock;

	Runs(JdbcClient jdbc, TransactionOperations transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * What a new run will do.
	 *
	 * @param command the command
	 * @param selection what it reads, in words
	 * @param fingerprint what must not change for it to be continued
	 * @param mappingVersion version of the mapping
	 * @param windowFrom begin of its window, null for none
	 * @param windowTo end of its window, null for none
	 * @param filter the filter it reads by
	 */
	public record Plan(String command, String selection, String fingerprint, String mappingVersion,
			@Nullable Instant windowFrom, @Nullable Instant windowTo, String filter) {

	}

	/**
	 * How many rows of a kind ended how in a step.
	 *
	 * @param step the step
	 * @param kind the kind
	 * @param outcome the outcome
	 * @param rows how many
	 */
	public record Count(String step, String kind, String outcome, long rows) {

	}

	/**
	 * Begins a run.
	 * @param lease the lease it runs under
	 * @param plan what it will do
	 * @return the run with its number
	 */
	public Run begin(Lease lease, Plan plan) {
		Holder us = ThisProcess.asking(plan.command());
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc
			.sql("""
					INSERT INTO run (target_id, command, selection, fingerprint, mapping_version, window_from, window_to,
					  filter, state, host, pid, fence, started_at)
					VALUES (:target, :command, :selection, :fingerprint, :mapping, :from, :to, :filter, 'RUNNING', :host, :pid,
					  :fence, :now)
					""")
			.param("target", lease.targetId())
			.param("command", plan.command())
			.param("selection", plan.selection())
			.param("fingerprint", plan.fingerprint())
			.param("mapping", plan.mappingVersion())
			.param("from", Columns.utcOrNull(plan.windowFrom()))
			.param("to", Columns.utcOrNull(plan.windowTo()))
			.param("filter", plan.filter())
			.param("host", us.host())
			.param("pid", us.pid())
			.param("fence", lease.fence())
			.param("now", Columns.utc(this.clock.instant()))
			.update(key, "run_number");
		return find(lease.targetId(), Objects.requireNonNull(key.getKey()).longValue()).orElseThrow();
	}

	/**
	 * Takes up an unfinished run.
	 * @param lease the lease it goes on under
	 * @param number the run
	 */
	public void resume(Lease lease, long number) {
		Holder us = ThisProcess.asking("");
		this.jdbc.sql("""
				UPDATE run SET state = 'RUNNING', exit_code = NULL, message = NULL, ended_at = NULL, host = :host,
				  pid = :pid, fence = :fence
				WHERE run_number = :number
				""")
			.param("host", us.host())
			.param("pid", us.pid())
			.param("fence", lease.fence())
			.param("number", number)
			.update();
	}

	/**
	 * Ends a run; a run that another process has taken up since is left alone.
	 * @param lease the lease it ran under
	 * @param number the run
	 * @param state how it ended
	 * @param exitCode its exit code
	 * @param message how it ended, in words
	 * @param counts its certificate
	 */
	public void end(Lease lease, long number, Run.Status state, int exitCode, @Nullable String message,
			List<Count> counts) {
		this.transaction.executeWithoutResult((status) -> {
			int ended = this.jdbc.sql("""
					UPDATE run SET state = :state, exit_code = :code, message = :message, ended_at = :now
					WHERE run_number = :number AND fence = :fence
					""")
				.param("state", state.name())
				.param("code", exitCode)
				.param("message", message)
				.param("now", Columns.utc(this.clock.instant()))
				.param("number", number)
				.param("fence", lease.fence())
				.update();
			if (ended == 1) {
				record(number, counts);
			}
		});
	}

	private void record(long number, List<Count> counts) {
		this.jdbc.sql("DELETE FROM run_count WHERE run_number = :number").param("number", number).update();
		for (Count count : counts) {
			this.jdbc.sql("""
					INSERT INTO run_count (run_number, step, kind, outcome, row_count)
					VALUES (:number, :step, :kind, :outcome, :rows)
					""")
				.param("number", number)
				.param("step", count.step())
				.param("kind", count.kind())
				.param("outcome", count.outcome())
				.param("rows", count.rows())
				.update();
		}
	}

	/**
	 * Gives up an unfinished run for another one.
	 * @param number the run
	 * @param message why
	 */
	public void interrupt(long number, String message) {
		this.jdbc.sql("""
				UPDATE run SET state = 'INTERRUPTED', message = :message, ended_at = COALESCE(ended_at, :now)
				WHERE run_number = :number
				""")
			.param("message", message)
			.param("now", Columns.utc(this.clock.instant()))
			.param("number", number)
			.update();
	}

	/**
	 * Notes that an unfinished run, whose process has ended, goes on with its own
	 * command. To be called under the lease only, when no other run can be alive.
	 * @param lease the lease
	 * @param number the run
	 */
	public void suspend(Lease lease, long number) {
		this.jdbc.sql("""
				UPDATE run SET state = 'STOPPED', ended_at = :now,
				  message = 'Its process ended before it was finished; the same command continues it.'
				WHERE run_number = :number AND state = 'RUNNING' AND fence < :fence
				""")
			.param("now", Columns.utc(this.clock.instant()))
			.param("number", number)
			.param("fence", lease.fence())
			.update();
	}

	/**
	 * Runs that did not come to their end.
	 * @param targetId the target
	 * @return oldest first
	 */
	public List<Run> unfinished(int targetId) {
		return this.jdbc.sql("""
				SELECT * FROM run WHERE target_id = :target AND state IN ('RUNNING', 'FAILED', 'STOPPED')
				ORDER BY run_number
				""").param("target", targetId).query(Runs::run).list();
	}

	/**
	 * The last runs.
	 * @param targetId the target
	 * @param limit how many
	 * @return newest first
	 */
	public List<Run> last(int targetId, int limit) {
		return this.jdbc
			.sql("SELECT * FROM run WHERE target_id = :target ORDER BY run_number DESC FETCH FIRST :limit ROWS ONLY")
			.param("target", targetId)
			.param("limit", limit)
			.query(Runs::run)
			.list();
	}

	/**
	 * The last complete run, from the last pass over all history on, that read by another
	 * filter or mapping.
	 * @param targetId the target
	 * @param filter the filter of now
	 * @param mappingVersion the mapping of now
	 * @return nothing when all history is as these two want it
	 */
	public Optional<Run> lastOtherwise(int targetId, String filter, String mappingVersion) {
		return this.jdbc.sql("""
				SELECT * FROM run
				WHERE target_id = :target AND state = 'COMPLETED'
				  AND (command = 'sync' AND window_to IS NOT NULL OR command = 'reconcile')
				  AND run_number >= (
				    SELECT COALESCE(MAX(run_number), 0) FROM run
				    WHERE target_id = :target AND state = 'COMPLETED'
				      AND (command = 'sync' AND window_to IS NOT NULL AND window_from IS NULL OR command = 'reconcile'))
				  AND (filter <> :filter OR mapping_version <> :mapping)
				ORDER BY run_number DESC FETCH FIRST 1 ROWS ONLY
				""")
			.param("target", targetId)
			.param("filter", filter)
			.param("mapping", mappingVersion)
			.query(Runs::run)
			.optional();
	}

	public Optional<Run> find(int targetId, long number) {
		return this.jdbc.sql("SELECT * FROM run WHERE target_id = :target AND run_number = :number")
			.param("target", targetId)
			.param("number", number)
			.query(Runs::run)
			.optional();
	}

	/**
	 * A run's certificate as it was recorded at its end.
	 * @param number the run
	 * @return the counts
	 */
	public List<Count> counts(long number) {
		return this.jdbc.sql("""
				SELECT step, kind, outcome, row_count AS row_total FROM run_count WHERE run_number = :number
				ORDER BY step, kind, outcome
				""")
			.param("number", number)
			.query((row, index) -> new Count(row.getString("step"), row.getString("kind"), row.getString("outcome"),
					row.getLong("row_total")))
			.list();
	}

	/**
	 * How many rows of a kind ended how in a nightly run.
	 *
	 * @param run the run
	 * @param kind the kind
	 * @param outcome the outcome
	 * @param rows how many, whatever the step
	 */
	public record Night(long run, String kind, String outcome, long rows) {

	}

	/**
	 * The certificates of the nightly runs before a run, those that have ended.
	 * @param targetId the target
	 * @param before the run
	 * @param most how many nights
	 * @return the counts of the last nights
	 */
	public List<Night> nights(int targetId, long before, int most) {
		return this.jdbc.sql("""
				SELECT run_number, kind, outcome, SUM(row_count) AS row_total FROM run_count
				WHERE run_number IN (
				  SELECT run_number FROM run
				  WHERE target_id = :target AND run_number < :before AND command = 'sync' AND window_to IS NOT NULL
				    AND ended_at IS NOT NULL
				  ORDER BY run_number DESC FETCH FIRST :most ROWS ONLY)
				GROUP BY run_number, kind, outcome
				""")
			.param("target", targetId)
			.param("before", before)
			.param("most", most)
			.query((row, index) -> new Night(row.getLong("run_number"), row.getString("kind"), row.getString("outcome"),
					row.getLong("row_total")))
			.list();
	}

	/**
	 * How many Opportunities a nightly run has read.
	 *
	 * @param windowTo end of its window
	 * @param rows how many
	 */
	public record Reading(Instant windowTo, long rows) {

	}

	/**
	 * How many Opportunities the complete nightly runs have read.
	 * @param targetId the target
	 * @param since windows that end then or later
	 * @param step the step that reads them
	 * @return one for each run
	 */
	public List<Reading> readings(int targetId, Instant since, String step) {
		return this.jdbc
			.sql("""
					SELECT r.window_to, COALESCE((
					  SELECT SUM(c.row_count) FROM run_count c
					  WHERE c.run_number = r.run_number AND c.step = :step AND c.kind = 'project' AND c.outcome = 'read'), 0) AS row_total
					FROM run r
					WHERE r.target_id = :target AND r.command = 'sync' AND r.state = 'COMPLETED' AND r.window_to >= :since
					""")
			.param("target", targetId)
			.param("since", Columns.utc(since))
			.param("step", step)
			.query((row, index) -> new Reading(Columns.instant(row, "window_to"), row.getLong("row_total")))
			.list();
	}

	/**
	 * How many rows of a kind a step of a run has called COR for.
	 *
	 * @param step the step
	 * @param kind the kind
	 * @param verb the first call's
	 * @param rows how many
	 */
	public record Called(String step, String kind, Entry.Verb verb, long rows) {

	}

	/**
	 * For which rows a run has called COR so far, those included whose call nobody knows
	 * the end of.
	 * @param targetId the target
	 * @param number the run
	 * @return how many rows, by step, kind and verb
	 */
	public List<Called> called(int targetId, long number) {
		return this.jdbc.sql("""
				SELECT last_step, kind, verb, COUNT(*) AS row_total FROM (
				  SELECT ledger.last_step, ledger.kind, COALESCE((
				      SELECT attempt.verb FROM attempt
				      WHERE attempt.target_id = ledger.target_id AND attempt.kind = ledger.kind
				        AND attempt.external_id = ledger.external_id AND attempt.run_number = :number
				      ORDER BY attempt.attempt_id FETCH FIRST 1 ROWS ONLY), ledger.pending_verb) AS verb
				  FROM ledger WHERE ledger.target_id = :target AND ledger.last_run = :number) called
				WHERE verb IS NOT NULL
				GROUP BY last_step, kind, verb
				""")
			.param("target", targetId)
			.param("number", number)
			.query((row, index) -> new Called(row.getString("last_step"), row.getString("kind"),
					Entry.Verb.valueOf(row.getString("verb")), row.getLong("row_total")))
			.list();
	}

	/**
	 * How many calls a run has made since one of its starts, whoever made them.
	 * @param number the run
	 * @param since when it was started
	 * @return the calls that were recorded
	 */
	public long calls(long number, Instant since) {
		return this.jdbc.sql("SELECT COUNT(*) FROM attempt WHERE run_number = :number AND started_at >= :since")
			.param("number", number)
			.param("since", Columns.utc(since))
			.query(Long.class)
			.single();
	}

	static Run run(ResultSet row, int number) throws SQLException {
		int code = row.getInt("exit_code");
		Integer exitCode = row.wasNull() ? null : code;
		return new Run(row.getLong("run_number"), row.getString("command"), row.getString("selection"),
				row.getString("fingerprint"), row.getString("mapping_version"),
				Columns.instantOrNull(row, "window_from"), Columns.instantOrNull(row, "window_to"),
				row.getString("filter"), Run.Status.valueOf(row.getString("state")), exitCode, row.getString("message"),
				row.getString("host"), row.getLong("pid"), Columns.instant(row, "started_at"),
				Columns.instantOrNull(row, "ended_at"));
	}

}
