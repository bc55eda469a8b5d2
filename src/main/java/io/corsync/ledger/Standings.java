package io.corsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps how the commands stand that nobody watches.
 */
public final class Standings {

	private final JdbcClient jdbc;

	Standings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * How a command stands.
	 * @param subject the command
	 * @return well when nothing is known
	 */
	public Standing find(String subject) {
		return this.jdbc.sql("SELECT * FROM standing WHERE subject = :subject")
			.param("subject", subject)
			.query(Standings::standing)
			.optional()
			.orElseGet(() -> Standing.well(subject));
	}

	/**
	 * Keeps how a command stands.
	 * @param standing replaces what was known
	 */
	public void save(Standing standing) {
		String update = """
				UPDATE standing SET trouble = :trouble, since = :since, last_day = :day, nights = :nights, told = :told,
				  told_at = :at, reminded = :reminded WHERE subject = :subject
				""";
		String insert = """
				INSERT INTO standing (subject, trouble, since, last_day, nights, told, told_at, reminded)
				VALUES (:subject, :trouble, :since, :day, :nights, :told, :at, :reminded)
				""";
		if (write(update, standing) == 0) {
			write(insert, standing);
		}
	}

	private int write(String sql, Standing standing) {
		return this.jdbc.sql(sql)
			.param("subject", standing.subject())
			.param("trouble", standing.trouble())
			.param("since", Columns.utcOrNull(standing.since()))
			.param("day", standing.lastDay())
			.param("nights", standing.nights())
			.param("told", String.join(",", new TreeSet<>(standing.told())))
			.param("at", Columns.utcOrNull(standing.toldAt()))
			.param("reminded", standing.reminded())
			.update();
	}

	private static Standing standing(ResultSet row, int number) throws SQLException {
		TreeSet<String> told = new TreeSet<>(Arrays.asList(row.getString("told").split(",")));
		told.remove("");
		return new Standing(row.getString("subject"), row.getString("trouble"), Columns.instantOrNull(row, "since"),
				row.getObject("last_day", java.time.LocalDate.class), row.getInt("nights"), told,
				Columns.instantOrNull(row, "told_at"), row.getBoolean("reminded"));
	}

}
