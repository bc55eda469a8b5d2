package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who works for a run beside its coordinator. A worker has a lease of its own beneath the
 * run's: whoever was found dead, or was silent for too long, writes nothing more, and
 * nobody takes the run's lease while a worker's is alive.
 */
public final class Workers {

	private static final String ALIVE = "ended_at IS NULL AND expires_at > CURRENT_TIMESTAMP";

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final Clock clock;

	Workers(JdbcClient jdbc, TransactionOperations transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * A run that hands its slices out.
	 *
	 * @param run its number
	 * @param fence the fence it runs under
	 * @param fit what a worker must have
	 * @param request what it does
	 */
	public record Shared(long run, long fence, String fit, String request) {

	}

	/**
	 * One worker of a run.
	 *
	 * @param id its number
	 * @param host name of its host
	 * @param pid its process id
	 * @param alive whether it works now
	 * @param trouble why it left early, null when it did not
	 * @param exitCode what that means, null when it did not
	 */
	public record Member(long id, String host, long pid, boolean alive, @Nullable String trouble,
			@Nullable Integer exitCode) {

		/**
		 * The worker as people read it.
		 * @return process id and host
		 */
		public String describe() {
			return "worker %d (process %d on %s)".formatted(this.id, this.pid, this.host);
		}

	}

	/**
	 * Lets workers join a run.
	 * @param lease the lease that the run goes on under
	 * @param run the run
	 * @param fit what a worker must have
	 * @param request what it does
	 */
	public void share(Lease lease, long run, String fit, String request) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("DELETE FROM worker WHERE target_id = :target AND fence < :fence")
				.param("target", lease.targetId())
				.param("fence", lease.fence())
				.update();
			for (String table : List.of("guard_count", "handed_slice")) {
				this.jdbc.sql("DELETE FROM %s WHERE run_number = :run".formatted(table)).param("run", run).update();
			}
			this.jdbc.sql("UPDATE run SET shared_fit = :fit, shared_request = :request WHERE run_number = :run")
				.param("fit", fit)
				.param("request", request)
				.param("run", run)
				.update();
		});
	}

	/**
	 * Calls the workers of a run back: they end what is in flight and leave.
	 * @param lease the lease that the run goes on under
	 * @param run the run
	 */
	public void recall(Lease lease, long run) {
		this.jdbc.sql("UPDATE run SET shared_fit = NULL WHERE run_number = :run AND fence = :fence")
			.param("run", run)
			.param("fence", lease.fence())
			.update();
	}

	/**
	 * The run that hands its slices out now.
	 * @param targetId the target
	 * @return nothing when none does
	 */
	public Optional<Shared> open(int targetId) {
		return this.jdbc.sql("""
				SELECT run.run_number, run.fence, run.shared_fit, run.shared_request FROM run
				JOIN lease ON lease.target_id = run.target_id AND lease.fence = run.fence
				WHERE run.target_id = :target AND run.state = 'RUNNING' AND run.shared_fit IS NOT NULL
				  AND lease.expires_at > CURRENT_TIMESTAMP
				ORDER BY run.run_number DESC FETCH FIRST 1 ROWS ONLY
				""")
			.param("target", targetId)
			.query((row, number) -> new Shared(row.getLong("run_number"), row.getLong("fence"),
					row.getString("shared_fit"), row.getString("shared_request")))
			.optional();
	}

	/**
	 * Joins a run.
	 * @param targetId the target
	 * @param shared the run
	 * @param length how long the lease holds without a heartbeat
	 * @return the worker's lease
	 * @throws FenceLostException when the run does not hand out any more
	 */
	public Lease join(int targetId, Shared shared, Duration length) {
		Holder us = ThisProcess.asking(Holder.WORKER);
		return inTransaction(() -> {
			Instant now = requireShared(targetId, shared.fence());
			GeneratedKeyHolder key = new GeneratedKeyHolder();
			this.jdbc
				.sql("""
						INSERT INTO worker (target_id, fence, host, machine, pid, process_start, joined_at, heartbeat_at, expires_at)
						VALUES (:target, :fence, :host, :machine, :pid, :start, :now, :now, :expires)
						""")
				.param("target", targetId)
				.param("fence", shared.fence())
				.param("host", us.host())
				.param("machine", us.machine())
				.param("pid", us.pid())
				.param("start", Columns.utc(us.processStart()))
				.param("now", Columns.utc(now))
				.param("expires", Columns.utc(now.plus(length)))
				.update(key, "worker_id");
			long id = Objects.requireNonNull(key.getKey()).longValue();
			return new Lease(targetId, shared.fence(), owner(us.host(), us.pid(), id), Duration.ZERO, id);
		});
	}

	private static String owner(String host, long pid, long worker) {
		return "%s:%d, worker %d".formatted(host, pid, worker);
	}

	// Whoever takes the lease over locks its row as well: either it sees the worker, or
	// the worker sees that it is gone.
	private Instant requireShared(int targetId, long fence) {
		return this.jdbc
			.sql("""
					SELECT CURRENT_TIMESTAMP AS now_at FROM lease
					WHERE target_id = :target AND fence = :fence AND expires_at > CURRENT_TIMESTAMP
					  AND EXISTS (SELECT 1 FROM run WHERE run.target_id = :target AND run.fence = :fence AND shared_fit IS NOT NULL)
					FOR SHARE
					""")
			.param("target", targetId)
			.param("fence", fence)
			.query((row, number) -> Columns.instant(row, "now_at"))
			.optional()
			.orElseThrow(() -> new FenceLostException(fence));
	}

	/**
	 * Holds a worker's lease for another length.
	 * @param lease the worker's lease
	 * @param length how long from now on
	 * @throws FenceLostException when the run's lease is not held any more, or the worker
	 * was taken for dead
	 */
	public void renew(Lease lease, Duration length) {
		inTransaction(() -> {
			Instant now = this.jdbc.sql("""
					SELECT CURRENT_TIMESTAMP AS now_at FROM lease
					WHERE target_id = :target AND fence = :fence AND expires_at > CURRENT_TIMESTAMP FOR SHARE
					""")
				.param("target", lease.targetId())
				.param("fence", lease.fence())
				.query((row, number) -> Columns.instant(row, "now_at"))
				.optional()
				.orElseThrow(() -> new FenceLostException(lease.fence()));
			int renewed = this.jdbc
				.sql("UPDATE worker SET heartbeat_at = :now, expires_at = :expires WHERE worker_id = :worker AND "
						+ ALIVE)
				.param("now", Columns.utc(now))
				.param("expires", Columns.utc(now.plus(length)))
				.param("worker", lease.worker())
				.update();
			if (renewed == 0) {
				throw new FenceLostException(lease.fence());
			}
			return renewed;
		});
	}

	/**
	 * Whether a worker is still wanted.
	 * @param lease the worker's lease
	 * @return false when the run has called its workers back or is over
	 */
	public boolean wanted(Lease lease) {
		return open(lease.targetId()).filter((shared) -> shared.fence() == lease.fence()).isPresent();
	}

	/**
	 * Makes sure, within the transaction that is open, that a worker was not taken for
	 * dead, and is not until that transaction ends.
	 * @param lease the worker's lease
	 * @throws FenceLostException when it was
	 */
	public void requireAlive(Lease lease) {
		boolean alive = this.jdbc
			.sql("SELECT worker_id FROM worker WHERE worker_id = :worker AND " + ALIVE + " FOR SHARE")
			.param("worker", lease.worker())
			.query(Long.class)
			.optional()
			.isPresent();
		if (!alive) {
			throw new FenceLostException(lease.fence());
		}
	}

	/**
	 * A worker leaves; no call of it is under way.
	 * @param lease the worker's lease
	 * @param trouble why it leaves early, null when it does not
	 * @param exitCode what that means, null when it does not
	 */
	public void leave(Lease lease, @Nullable String trouble, @Nullable Integer exitCode) {
		this.transaction.executeWithoutResult((status) -> {
			end(Objects.requireNonNull(lease.worker()), trouble, exitCode);
			free(lease.worker());
		});
	}

	private void end(long worker, @Nullable String trouble, @Nullable Integer exitCode) {
		this.jdbc.sql("""
				UPDATE worker SET ended_at = CURRENT_TIMESTAMP, trouble = :trouble, exit_code = :code
				WHERE worker_id = :worker AND ended_at IS NULL
				""").param("trouble", trouble).param("code", exitCode).param("worker", worker).update();
	}

	private void free(long worker) {
		this.jdbc.sql("UPDATE handed_slice SET worker_id = NULL WHERE worker_id = :worker")
			.param("worker", worker)
			.update();
	}

	/**
	 * The workers of a run, those included that have left.
	 * @param lease the lease that the run goes on under
	 * @return in the order in which they joined
	 */
	public List<Member> of(Lease lease) {
		return this.jdbc.sql("""
				SELECT worker.*, CURRENT_TIMESTAMP AS now_at FROM worker
				WHERE target_id = :target AND fence = :fence ORDER BY worker_id
				""")
			.param("target", lease.targetId())
			.param("fence", lease.fence())
			.query(Workers::row)
			.list()
			.stream()
			.map(Row::member)
			.toList();
	}

	/**
	 * Buries the workers of a run that have died or were silent for too long: they write
	 * nothing more, what they were sending is in doubt, and their slices are nobody's.
	 * @param lease the lease that the run goes on under
	 * @return who was buried
	 */
	public List<Member> bury(Lease lease) {
		List<Member> buried = new ArrayList<>();
		for (Row row : this.jdbc.sql("""
				SELECT worker.*, CURRENT_TIMESTAMP AS now_at FROM worker
				WHERE target_id = :target AND fence = :fence AND ended_at IS NULL
				""").param("target", lease.targetId()).param("fence", lease.fence()).query(Workers::row).list()) {
			if (!row.member().alive() && bury(lease, row)) {
				buried.add(row.member());
			}
		}
		return buried;
	}

	private boolean bury(Lease lease, Row row) {
		return inTransaction(() -> {
			int ended = this.jdbc.sql("""
					UPDATE worker SET ended_at = CURRENT_TIMESTAMP
					WHERE worker_id = :worker AND ended_at IS NULL AND heartbeat_at = :heartbeat
					""").param("worker", row.member().id()).param("heartbeat", Columns.utc(row.heartbeatAt())).update();
			if (ended == 1) {
				doubtClaims(lease, owner(row.member().host(), row.member().pid(), row.member().id()));
				free(row.member().id());
			}
			return ended == 1;
		});
	}

	private void doubtClaims(Lease lease, String owner) {
		this.jdbc.sql("""
				UPDATE ledger SET state = 'UNKNOWN', cause = 'INTERRUPTED', waits_for_kind = NULL, waits_for_id = NULL,
				  message = 'The worker that was sending this ended; whether it arrived is found out next.',
				  stuck_since = COALESCE(stuck_since, :now), pending_since = GREATEST(pending_since, :now),
				  version = version + 1, updated_at = :now
				WHERE target_id = :target AND state = 'SENDING' AND fence = :fence AND owner = :owner
				""")
			.param("now", Columns.utc(this.clock.instant()))
			.param("target", lease.targetId())
			.param("fence", lease.fence())
			.param("owner", owner)
			.update();
	}

	/**
	 * A worker of any run of a target that is alive.
	 * @param jdbc where to ask
	 * @param targetId the target
	 * @return nothing when none is
	 */
	static Optional<Holder> anyAlive(JdbcClient jdbc, int targetId) {
		return jdbc
			.sql("SELECT worker.*, CURRENT_TIMESTAMP AS now_at FROM worker WHERE target_id = :target AND " + ALIVE)
			.param("target", targetId)
			.query(Workers::row)
			.list()
			.stream()
			.filter((row) -> row.member().alive())
			.map(Row::holder)
			.findFirst();
	}

	/**
	 * Lets one more row pass a guard, if all workers together have let fewer pass.
	 * @param run the run
	 * @param kind the kind
	 * @param action what is done
	 * @param before how many had passed before the first worker joined
	 * @param limit how many may pass
	 * @return whether it passes
	 */
	public boolean admit(long run, String kind, String action, long before, long limit) {
		if (passes(run, kind, action, limit)) {
			return true;
		}
		this.jdbc.sql("""
				INSERT INTO guard_count (run_number, kind, action, row_total)
				SELECT run_number, :kind, :action, CAST(:before AS BIGINT) FROM run
				WHERE run_number = :run AND NOT EXISTS (
				  SELECT 1 FROM guard_count WHERE run_number = :run AND kind = :kind AND action = :action)
				ON CONFLICT DO NOTHING
				""").param("run", run).param("kind", kind).param("action", action).param("before", before).update();
		return passes(run, kind, action, limit);
	}

	private boolean passes(long run, String kind, String action, long limit) {
		return this.jdbc.sql("""
				UPDATE guard_count SET row_total = row_total + 1
				WHERE run_number = :run AND kind = :kind AND action = :action AND row_total < :limit
				""").param("run", run).param("kind", kind).param("action", action).param("limit", limit).update() == 1;
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		Instant expires = Columns.instant(row, "expires_at");
		Instant now = row.getObject("now_at", OffsetDateTime.class).toInstant();
		boolean ended = row.getObject("ended_at") != null;
		int code = row.getInt("exit_code");
		Integer exitCode = row.wasNull() ? null : code;
		Instant heartbeat = Columns.instant(row, "heartbeat_at");
		Holder holder = new Holder(Holder.WORKER, row.getString("host"), row.getString("machine"), row.getLong("pid"),
				Columns.instant(row, "process_start"), Columns.instant(row, "joined_at"), heartbeat);
		boolean alive = !ended && expires.isAfter(now) && !ThisProcess.surelyEnded(holder);
		return new Row(new Member(row.getLong("worker_id"), holder.host(), holder.pid(), alive,
				row.getString("trouble"), exitCode), holder, heartbeat);
	}

	private record Row(Member member, Holder holder, Instant heartbeatAt) {

	}

}
