package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Who ran which command that writes, when, and how it ended.
 */
public final class Audit {

	private final JdbcClient jdbc;

	private final Clock clock;

	Audit(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A command that was run.
	 *
	 * @param beganAt when it began
	 * @param endedAt when it ended, null as long as it goes on, or when it was killed
	 * @param user who ran it, as the operating system knows them
	 * @param host where
	 * @param pid its process
	 * @param command the command with its arguments
	 * @param runs numbers of the runs that it began or took up
	 * @param exitCode its exit code, null as {@code endedAt}
	 */
	public record Line(Instant beganAt, @Nullable Instant endedAt, String user, String host, long pid, String command,
			List<Long> runs, @Nullable Integer exitCode) {

	}

	/**
	 * Notes that a command begins.
	 * @param command the command with its arguments, without secrets
	 * @return the line's number
	 */
	public long begin(String command) {
		return begin(command, null);
	}

	/**
	 * Notes that a command begins.
	 * @param command the command with its arguments, without secrets
	 * @param account who asked this process to run it, null for its user
	 * @return the line's number
	 */
	public long begin(String command, @Nullable String account) {
		Holder us = ThisProcess.asking(command);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				INSERT INTO audit (began_at, os_user, host, pid, command, runs)
				VALUES (:now, :user, :host, :pid, :command, '')
				""")
			.param("now", Columns.utc(this.clock.instant()))
			.param("user",
					(account != null) ? "%s (serve for %s)".formatted(ThisProcess.user(), account) : ThisProcess.user())
			.param("host", us.host())
			.param("pid", us.pid())
			.param("command", us.command())
			.update(key, "audit_id");
		return Objects.requireNonNull(key.getKey()).longValue();
	}

	/**
	 * Notes how a command ended.
	 * @param line the line's number
	 * @param runs numbers of the runs that it began or took up
	 * @param exitCode its exit code
	 */
	public void end(long line, Collection<Long> runs, int exitCode) {
		this.jdbc.sql("UPDATE audit SET ended_at = :now, runs = :runs, exit_code = :code WHERE audit_id = :line")
			.param("now", Columns.utc(this.clock.instant()))
			.param("runs", runs.stream().map(String::valueOf).collect(Collectors.joining(",")))
			.param("code", exitCode)
			.param("line", line)
			.update();
	}

	/**
	 * The last commands.
	 * @param limit how many
	 * @return newest first
	 */
	public List<Line> last(int limit) {
		return this.jdbc.sql("SELECT * FROM audit ORDER BY began_at DESC, audit_id DESC FETCH FIRST :limit ROWS ONLY")
			.param("limit", limit)
			.query(Audit::line)
			.list();
	}

	/**
	 * Removes some of the lines that began before a time.
	 * @param before the time
	 * @param most how many at most
	 * @return how many were removed
	 */
	public int remove(Instant before, int most) {
		return this.jdbc.sql("""
				DELETE FROM audit WHERE audit_id IN (
				  SELECT audit_id FROM audit WHERE began_at < :before ORDER BY audit_id FETCH FIRST :most ROWS ONLY)
				""").param("before", Columns.utc(before)).param("most", most).update();
	}

	private static Line line(ResultSet row, int number) throws SQLException {
		int code = row.getInt("exit_code");
		Integer exitCode = row.wasNull() ? null : code;
		List<Long> runs = Arrays.stream(row.getString("runs").split(","))
			.filter((run) -> !run.isEmpty())
			.map(Long::valueOf)
			.toList();
		return new Line(Columns.instant(row, "began_at"), Columns.instantOrNull(row, "ended_at"),
				row.getString("os_user"), row.getString("host"), row.getLong("pid"), row.getString("command"), runs,
				exitCode);
	}

}
