package io.corsync.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which worker has which slice: a request may get lost with a worker, or arrive twice,
 * but a slice is one worker's at a time.
 */
public final class HandedSlices {

	private final JdbcClient jdbc;

	HandedSlices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A slice that was handed out.
	 *
	 * @param stepExecution Spring Batch's step execution
	 * @param slice its name
	 * @param worker who has it, null when nobody does
	 * @param done whether it is over
	 * @param exitCode how it failed, null when it did not
	 */
	public record Handed(long stepExecution, String slice, @Nullable Long worker, boolean done,
			@Nullable Integer exitCode) {

	}

	/**
	 * Hands a slice out to whoever claims it first.
	 * @param lease the lease that the run goes on under
	 * @param run the run
	 * @param stepExecution Spring Batch's step execution
	 * @param slice its name
	 */
	public void offer(Lease lease, long run, long stepExecution, String slice) {
		this.jdbc.sql("""
				INSERT INTO handed_slice (step_execution_id, run_number, fence, slice, done)
				VALUES (:execution, :run, :fence, :slice, FALSE)
				""")
			.param("execution", stepExecution)
			.param("run", run)
			.param("fence", lease.fence())
			.param("slice", slice)
			.update();
	}

	/**
	 * Claims a slice for a worker.
	 * @param lease the worker's lease
	 * @param stepExecution Spring Batch's step execution
	 * @return false when another worker has it, or it is over
	 */
	public boolean claim(Lease lease, long stepExecution) {
		return this.jdbc.sql("""
				UPDATE handed_slice SET worker_id = :worker
				WHERE step_execution_id = :execution AND fence = :fence AND worker_id IS NULL AND NOT done
				  AND EXISTS (SELECT 1 FROM worker WHERE worker.worker_id = :worker AND ended_at IS NULL
				    AND expires_at > CURRENT_TIMESTAMP)
				""")
			.param("worker", lease.worker())
			.param("execution", stepExecution)
			.param("fence", lease.fence())
			.update() == 1;
	}

	/**
	 * Gives a slice back.
	 * @param lease the worker's lease
	 * @param stepExecution Spring Batch's step execution
	 * @param done whether it is over; otherwise another worker goes on with it
	 * @param exitCode how it failed, null when it did not
	 */
	public void giveBack(Lease lease, long stepExecution, boolean done, @Nullable Integer exitCode) {
		this.jdbc.sql("""
				UPDATE handed_slice SET worker_id = NULL, done = :done, exit_code = :code
				WHERE step_execution_id = :execution AND worker_id = :worker
				""")
			.param("done", done)
			.param("code", exitCode)
			.param("execution", stepExecution)
			.param("worker", lease.worker())
			.update();
	}

	/**
	 * What a run has handed out.
	 * @param lease the lease that the run goes on under
	 * @param run the run
	 * @return ordered by name
	 */
	public List<Handed> of(Lease lease, long run) {
		return this.jdbc.sql("SELECT * FROM handed_slice WHERE run_number = :run AND fence = :fence ORDER BY slice")
			.param("run", run)
			.param("fence", lease.fence())
			.query((row, number) -> {
				long worker = row.getLong("worker_id");
				Long whose = row.wasNull() ? null : worker;
				int code = row.getInt("exit_code");
				Integer exitCode = row.wasNull() ? null : code;
				return new Handed(row.getLong("step_execution_id"), row.getString("slice"), whose,
						row.getBoolean("done"), exitCode);
			})
			.list();
	}

}
