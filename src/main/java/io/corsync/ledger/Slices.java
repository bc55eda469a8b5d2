package io.corsync.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the slices of runs ended.
 */
public final class Slices {

	private final JdbcClient jdbc;

	Slices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Where a slice stands. */
	public enum Status {

		/** Not begun, or not come to its end: the same command continues it. */
		OPEN,

		/** Went through all its rows. */
		FINISHED,

		/** Ended by trouble of its own: the same command tries it again. */
		FAILED

	}

	/**
	 * One slice of a run.
	 *
	 * @param slice its name
	 * @param state where it stands
	 * @param reason why it failed, null when it did not
	 * @param rows how many rows it has read
	 */
	public record Line(String slice, Status state, @Nullable String reason, long rows) {

		/**
		 * The same with more rows read.
		 * @param more how many in all
		 * @return the line
		 */
		public Line at(long more) {
			return new Line(this.slice, this.state, this.reason, more);
		}

	}

	/**
	 * The slices of a run.
	 * @param run the run
	 * @return ordered by name
	 */
	public List<Line> of(long run) {
		return this.jdbc
			.sql("SELECT slice, state, reason, row_count FROM run_slice WHERE run_number = :run ORDER BY slice")
			.param("run", run)
			.query((row, number) -> new Line(row.getString("slice"), Status.valueOf(row.getString("state")),
					row.getString("reason"), row.getLong("row_count")))
			.list();
	}

	/**
	 * Notes where a slice stands; nothing when another process has taken the run up.
	 * @param lease the lease the run goes on under
	 * @param run the run
	 * @param line the slice
	 */
	public void note(Lease lease, long run, Line line) {
		if (update(lease, run, line) == 0) {
			insert(lease, run, line);
		}
	}

	private int update(Lease lease, long run, Line line) {
		return with(line, this.jdbc.sql("""
				UPDATE run_slice SET state = :state, reason = :reason, row_count = :rows
				WHERE run_number = :run AND slice = :slice
				  AND EXISTS (SELECT 1 FROM run WHERE run_number = :run AND fence = :fence)
				"""), lease, run).update();
	}

	private void insert(Lease lease, long run, Line line) {
		with(line, this.jdbc.sql("""
				INSERT INTO run_slice (run_number, slice, state, reason, row_count)
				SELECT run_number, :slice, :state, :reason, CAST(:rows AS BIGINT) FROM run
				WHERE run_number = :run AND fence = :fence
				  AND NOT EXISTS (SELECT 1 FROM run_slice WHERE run_number = :run AND slice = :slice)
				"""), lease, run).update();
	}

	private static JdbcClient.StatementSpec with(Line line, JdbcClient.StatementSpec statement, Lease lease, long run) {
		return statement.param("slice", line.slice())
			.param("state", line.state().name())
			.param("reason", line.reason())
			.param("rows", line.rows())
			.param("run", run)
			.param("fence", lease.fence());
	}

}
