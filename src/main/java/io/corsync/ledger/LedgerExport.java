package io.corsync.ledger;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything that the program knows as lines of JSON, as it stands at one moment.
 */
public final class LedgerExport {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int BATCH = 1000;

	/** Elsewhere, nobody holds the lease and no process goes on. */
	private static final Map<String, String> SELECT = Map.of("lease",
			"SELECT target_id, fence, command, host, machine, pid, process_start, acquired_at, heartbeat_at FROM lease",
			"run",
			"""
					SELECT run_number, target_id, command, selection, fingerprint, mapping_version, window_from, window_to, filter,
					  CASE WHEN state IN ('RUNNING', 'FAILED', 'STOPPED') THEN 'INTERRUPTED' ELSE state END AS state,
					  exit_code, message, host, pid, fence, started_at, ended_at FROM run""",
			"audit",
			"SELECT began_at, ended_at, os_user, host, pid, command, runs, exit_code FROM audit ORDER BY audit_id");

	private final DataSource database;

	private final Schema schema;

	LedgerExport(DataSource database, Schema schema) {
		this.database = database;
		this.schema = schema;
	}

	/**
	 * Writes all rows.
	 * @param out where to
	 * @return how many rows
	 * @throws IOException when the disk does not take them
	 */
	public long write(Writer out) throws IOException {
		try (Connection connection = this.database.getConnection()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			connection.setAutoCommit(false);
			try {
				return write(connection, out);
			}
			finally {
				connection.rollback();
			}
		}
		catch (SQLException ex) {
			throw new DatabaseException("The database could not be read: " + ex.getMessage(), true, ex);
		}
	}

	private long write(Connection connection, Writer out) throws SQLException, IOException {
		Map<String, String> head = new LinkedHashMap<>();
		head.put(LedgerFile.HEAD, LedgerFile.FORMAT);
		head.put(LedgerFile.TABLES, this.schema.version(this.database));
		line(out, head);
		long rows = 0;
		for (String table : LedgerFile.ORDER) {
			try (Statement statement = connection.createStatement()) {
				statement.setFetchSize(BATCH);
				try (ResultSet row = statement.executeQuery(SELECT.getOrDefault(table, "SELECT * FROM " + table))) {
					while (row.next()) {
						Map<String, Object> line = new LinkedHashMap<>();
						line.put(LedgerFile.TABLE, table);
						line.put(LedgerFile.ROW, values(row));
						line(out, line);
						rows++;
					}
				}
			}
		}
		line(out, Map.of(LedgerFile.END, rows));
		return rows;
	}

	private static void line(Writer out, Map<String, ?> line) throws IOException {
		out.write(JSON.writeValueAsString(line));
		out.write('\n');
	}

	private static Map<String, @Nullable Object> values(ResultSet row) throws SQLException {
		ResultSetMetaData columns = row.getMetaData();
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			Object value = value(row, i, columns.getColumnType(i));
			if (value != null) {
				values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
			}
		}
		return values;
	}

	// PostgreSQL's driver calls an instant a timestamp without a zone.
	private static @Nullable Object value(ResultSet row, int column, int type) throws SQLException {
		return switch (type) {
			case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> {
				OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
				yield (time != null) ? time.toInstant().toString() : null;
			}
			case Types.DATE -> row.getString(column);
			case Types.BIGINT, Types.INTEGER -> {
				BigDecimal number = row.getBigDecimal(column);
				yield (number != null) ? number.longValueExact() : null;
			}
			case Types.BOOLEAN, Types.BIT -> row.getBoolean(column);
			default -> row.getString(column);
		};
	}

}
