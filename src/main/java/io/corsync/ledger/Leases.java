package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One holder per target. Times are the database's, since the clocks of two hosts may
 * differ.
 */
public final class Leases {

	/** Whoever asks does so twice a second: one that has not for so long has given up. */
	private static final Duration ASKING = Duration.ofSeconds(15);

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	Leases(JdbcClient jdbc, TransactionOperations transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/**
	 * Takes the lease when it is free, expired, or its holder has surely ended.
	 * @param targetId the target
	 * @param command what will be run, for whoever asks next
	 * @param length how long it holds without a heartbeat
	 * @return the lease
	 * @throws LeaseHeldException when another process holds it
	 */
	public Lease acquire(int targetId, String command, Duration length) {
		Holder us = ThisProcess.asking(command);
		Taken taken;
		try {
			taken = inTransaction(() -> acquire(targetId, us, length));
		}
		catch (DuplicateKeyException ex) {
			// Two processes met at the very first lease; now its row is there.
			taken = inTransaction(() -> acquire(targetId, us, length));
		}
		if (taken.lease() == null) {
			throw new LeaseHeldException(Objects.requireNonNull(taken.holder()));
		}
		return taken.lease();
	}

	/** A lease, or who holds it. */
	private record Taken(@Nullable Lease lease, @Nullable Holder holder) {

	}

	private Taken acquire(int targetId, Holder us, Duration length) {
		Optional<Row> row = lock(targetId);
		Optional<Holder> held = row.filter(Row::held)
			.map(Row::holder)
			.filter((holder) -> !ThisProcess.surelyEnded(holder));
		if (held.isPresent()) {
			return new Taken(null, held.get());
		}
		Optional<Holder> worker = Workers.anyAlive(this.jdbc, targetId);
		if (worker.isPresent()) {
			// Its run has ended: it is to notice, and to finish what is in flight.
			this.jdbc.sql("UPDATE lease SET expires_at = NULL WHERE target_id = :target")
				.param("target", targetId)
				.update();
			return new Taken(null, worker.get());
		}
		long fence = row.map(Row::fence).orElse(0L) + 1;
		Instant now = row.map(Row::now).orElseGet(this::now);
		this.jdbc.sql(row.isPresent() ? """
				UPDATE lease SET fence = :fence, command = :command, host = :host, machine = :machine, pid = :pid,
				  process_start = :start, acquired_at = :now, heartbeat_at = :now, expires_at = :expires,
				  asked_at = NULL
				WHERE target_id = :target
				""" : """
				INSERT INTO lease (target_id, fence, command, host, machine, pid, process_start, acquired_at,
				  heartbeat_at, expires_at)
				VALUES (:target, :fence, :command, :host, :machine, :pid, :start, :now, :now, :expires)
				""")
			.param("target", targetId)
			.param("fence", fence)
			.param("command", us.command())
			.param("host", us.host())
			.param("machine", us.machine())
			.param("pid", us.pid())
			.param("start", Columns.utc(us.processStart()))
			.param("now", Columns.utc(now))
			.param("expires", Columns.utc(now.plus(length)))
			.update();
		return new Taken(new Lease(targetId, fence, "%s:%d".formatted(us.host(), us.pid()),
				row.map((former) -> former.gone(length)).orElse(Duration.ZERO)), null);
	}

	/**
	 * Holds the lease for another length.
	 * @param lease the lease
	 * @param length how long from now on
	 * @throws FenceLostException when another process has taken it
	 */
	public void renew(Lease lease, Duration length) {
		inTransaction(() -> {
			Row row = lock(lease.targetId()).filter((locked) -> locked.fence() == lease.fence())
				.orElseThrow(() -> new FenceLostException(lease.fence()));
			return this.jdbc
				.sql("UPDATE lease SET heartbeat_at = :now, expires_at = :expires WHERE target_id = :target")
				.param("now", Columns.utc(row.now()))
				.param("expires", Columns.utc(row.now().plus(length)))
				.param("target", lease.targetId())
				.update();
		});
	}

	/**
	 * Gives the lease back; does nothing when another process has it already.
	 * @param lease the lease
	 */
	public void release(Lease lease) {
		this.jdbc.sql("UPDATE lease SET expires_at = NULL WHERE target_id = :target AND fence = :fence")
			.param("target", lease.targetId())
			.param("fence", lease.fence())
			.update();
	}

	/**
	 * Asks the lease's holder to let it go; to be repeated as long as it is wanted, since
	 * an asker that does not repeat itself counts as gone.
	 * @param targetId the target
	 * @param command what is to be run
	 */
	public void ask(int targetId, String command) {
		Holder us = ThisProcess.asking(command);
		this.jdbc.sql("""
				UPDATE lease SET asker_command = :command, asker_host = :host, asker_machine = :machine,
				  asker_pid = :pid, asker_start = :start, asked_at = CURRENT_TIMESTAMP
				WHERE target_id = :target AND expires_at IS NOT NULL
				""")
			.param("target", targetId)
			.param("command", us.command())
			.param("host", us.host())
			.param("machine", us.machine())
			.param("pid", us.pid())
			.param("start", Columns.utc(us.processStart()))
			.update();
	}

	/**
	 * Who asks for the lease now.
	 * @param targetId the target
	 * @return nobody when nobody does, or whoever did has given up or ended
	 */
	public Optional<Holder> asker(int targetId) {
		return this.jdbc.sql(
				"SELECT lease.*, CURRENT_TIMESTAMP AS now_at FROM lease WHERE target_id = :target AND asked_at IS NOT NULL")
			.param("target", targetId)
			.query(Leases::asker)
			.optional()
			.filter((asker) -> !asker.gone() && !ThisProcess.surelyEnded(asker.holder()))
			.map(Asker::holder);
	}

	private static Asker asker(ResultSet row, int number) throws SQLException {
		Instant askedAt = Columns.instant(row, "asked_at");
		return new Asker(
				new Holder(row.getString("asker_command"), row.getString("asker_host"), row.getString("asker_machine"),
						row.getLong("asker_pid"), Columns.instant(row, "asker_start"), null, null),
				askedAt.plus(ASKING).isBefore(Columns.instant(row, "now_at")));
	}

	private record Asker(Holder holder, boolean gone) {

	}

	/**
	 * Who holds the lease now.
	 * @param targetId the target
	 * @return the holder unless it is free, expired, or its holder has surely ended
	 */
	public Optional<Holder> holder(int targetId) {
		return read(targetId, "").filter(Row::held)
			.map(Row::holder)
			.filter((holder) -> !ThisProcess.surelyEnded(holder));
	}

	private Optional<Row> lock(int targetId) {
		return read(targetId, " FOR UPDATE");
	}

	private Optional<Row> read(int targetId, String suffix) {
		return this.jdbc
			.sql("SELECT lease.*, CURRENT_TIMESTAMP AS now_at FROM lease WHERE target_id = :target" + suffix)
			.param("target", targetId)
			.query(Leases::row)
			.optional();
	}

	private Instant now() {
		return this.jdbc.sql("SELECT CURRENT_TIMESTAMP").query(OffsetDateTime.class).single().toInstant();
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		Holder holder = new Holder(row.getString("command"), row.getString("host"), row.getString("machine"),
				row.getLong("pid"), Columns.instant(row, "process_start"), Columns.instantOrNull(row, "acquired_at"),
				Columns.instantOrNull(row, "heartbeat_at"));
		return new Row(row.getLong("fence"), holder, Columns.instantOrNull(row, "expires_at"),
				Columns.instant(row, "now_at"));
	}

	private record Row(long fence, Holder holder, @Nullable Instant expiresAt, Instant now) {

		// A call begins only when the lease outlives it, so none goes on behind its end.
		// Who
		// gave it back may have left calls behind that did not end in time.
		Duration gone(Duration length) {
			Instant end = this.expiresAt;
			if (end == null) {
				Instant last = this.holder.heartbeatAt();
				end = (last != null) ? last.plus(length) : this.now;
			}
			return end.isBefore(this.now) ? Duration.between(end, this.now) : Duration.ZERO;
		}

		boolean held() {
			return this.expiresAt != null && this.expiresAt.isAfter(this.now);
		}

	}

}
