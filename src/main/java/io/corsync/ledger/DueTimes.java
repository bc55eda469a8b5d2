package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The times of the schedule that processes have taken up: a row is there once, so a time
 * is taken up once. Heartbeats are by the database's clock, since those of two hosts may
 * differ.
 */
public final class DueTimes {

	/** Whoever sees to a time says so several times a minute. */
	private static final Duration SILENCE = Duration.ofSeconds(60);

	private static final String SELECT = "SELECT due_time.*, CURRENT_TIMESTAMP AS now_at FROM due_time WHERE subject = :subject";

	private final JdbcClient jdbc;

	DueTimes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The latest time of a schedule that anybody has taken up.
	 * @param subject what is due
	 * @return nothing when there was none yet
	 */
	public Optional<DueTime> last(String subject) {
		return this.jdbc.sql(SELECT + " ORDER BY due_at DESC FETCH FIRST 1 ROWS ONLY")
			.param("subject", subject)
			.query(DueTimes::dueTime)
			.optional();
	}

	/**
	 * The oldest time of a schedule that is not done with.
	 * @param subject what is due
	 * @return nothing when there is none
	 */
	public Optional<DueTime> open(String subject) {
		return this.jdbc.sql(SELECT + " AND ended_at IS NULL ORDER BY due_at FETCH FIRST 1 ROWS ONLY")
			.param("subject", subject)
			.query(DueTimes::dueTime)
			.optional();
	}

	/**
	 * Takes a time up.
	 * @param subject what is due
	 * @param dueAt when
	 * @return nothing when somebody has taken it up already
	 */
	public Optional<DueTime> take(String subject, Instant dueAt) {
		Holder us = ThisProcess.asking(subject);
		try {
			this.jdbc
				.sql("""
						INSERT INTO due_time (subject, due_at, fence, host, machine, pid, process_start, taken_at, heartbeat_at)
						VALUES (:subject, :due, 1, :host, :machine, :pid, :start, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
						""")
				.param("subject", subject)
				.param("due", Columns.utc(dueAt))
				.param("host", us.host())
				.param("machine", us.machine())
				.param("pid", us.pid())
				.param("start", Columns.utc(us.processStart()))
				.update();
			return Optional.of(new DueTime(subject, dueAt, 1, us, false, null, null));
		}
		catch (DuplicateKeyException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Takes a time up whose owner is gone.
	 * @param dead as it was read
	 * @return nothing when somebody else was faster
	 */
	public Optional<DueTime> takeOver(DueTime dead) {
		Holder us = ThisProcess.asking(dead.subject());
		int taken = this.jdbc.sql("""
				UPDATE due_time SET fence = fence + 1, host = :host, machine = :machine, pid = :pid,
				  process_start = :start, taken_at = CURRENT_TIMESTAMP, heartbeat_at = CURRENT_TIMESTAMP
				WHERE subject = :subject AND due_at = :due AND fence = :fence AND ended_at IS NULL
				""")
			.param("host", us.host())
			.param("machine", us.machine())
			.param("pid", us.pid())
			.param("start", Columns.utc(us.processStart()))
			.param("subject", dead.subject())
			.param("due", Columns.utc(dead.dueAt()))
			.param("fence", dead.fence())
			.update();
		return (taken == 1)
				? Optional.of(new DueTime(dead.subject(), dead.dueAt(), dead.fence() + 1, us, false, null, null))
				: Optional.empty();
	}

	/**
	 * Says that somebody still sees to a time.
	 * @param ours as it was taken up
	 * @return false when another process has taken it over
	 */
	public boolean beat(DueTime ours) {
		return update("heartbeat_at = CURRENT_TIMESTAMP", ours).update() == 1;
	}

	/**
	 * Lets another process take a time over at once, or the next start of this one.
	 * @param ours as it was taken up
	 */
	public void letGo(DueTime ours) {
		update("heartbeat_at = :long_ago", ours).param("long_ago", Columns.utc(Instant.EPOCH)).update();
	}

	/**
	 * Is done with a time, and forgets those that are older than a week.
	 * @param ours as it was taken up
	 * @param exitCode how it ended
	 */
	public void end(DueTime ours, int exitCode) {
		update("ended_at = CURRENT_TIMESTAMP, exit_code = :code", ours).param("code", exitCode).update();
		this.jdbc.sql("DELETE FROM due_time WHERE subject = :subject AND due_at < :before AND ended_at IS NOT NULL")
			.param("subject", ours.subject())
			.param("before", Columns.utc(ours.dueAt().minus(Duration.ofDays(7))))
			.update();
	}

	private JdbcClient.StatementSpec update(String change, DueTime ours) {
		return this.jdbc
			.sql("UPDATE due_time SET " + change
					+ " WHERE subject = :subject AND due_at = :due AND fence = :fence AND ended_at IS NULL")
			.param("subject", ours.subject())
			.param("due", Columns.utc(ours.dueAt()))
			.param("fence", ours.fence());
	}

	/**
	 * Notes from when on a schedule counts.
	 * @param subject what will be due
	 * @param from nothing was due before
	 */
	public void begin(String subject, Instant from) {
		take(subject, from).ifPresent((time) -> update("ended_at = CURRENT_TIMESTAMP", time).update());
	}

	private static DueTime dueTime(ResultSet row, int number) throws SQLException {
		Instant heartbeat = Columns.instant(row, "heartbeat_at");
		Holder owner = new Holder(row.getString("subject"), row.getString("host"), row.getString("machine"),
				row.getLong("pid"), Columns.instant(row, "process_start"), Columns.instant(row, "taken_at"), heartbeat);
		int code = row.getInt("exit_code");
		Integer exitCode = row.wasNull() ? null : code;
		boolean silent = heartbeat.plus(SILENCE).isBefore(Columns.instant(row, "now_at"));
		return new DueTime(row.getString("subject"), Columns.instant(row, "due_at"), row.getLong("fence"), owner,
				silent || ThisProcess.surelyEnded(owner), Columns.instantOrNull(row, "ended_at"), exitCode);
	}

}
