package io.corsync.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of all tables as they stand at one moment into an H2 database that has
 * the same tables and no rows yet.
 */
final class TableCopy {

	private static final int BATCH = 1000;

	private static final String NONE = " WHERE 1 = 0";

	/**
	 * Of the calls made so far only those count that belong to a run that goes on; who
	 * ran it does not matter.
	 */
	private static final Map<String, String> ONLY = Map.of("attempt",
			" WHERE run_number IN (SELECT run_number FROM run WHERE state IN ('RUNNING', 'FAILED', 'STOPPED'))",
			"audit", NONE, "due_time", NONE, "worker", NONE, "handed_slice", NONE, "guard_count", NONE, "call_budget",
			NONE, "int_channel_message", NONE);

	private final Connection source;

	private final Connection target;

	private TableCopy(Connection source, Connection target) {
		this.source = source;
		this.target = target;
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type its JDBC type
	 * @param counted whether the database gives its values
	 */
	private record Column(String name, int type, boolean counted) {

	}

	/**
	 * Copies them.
	 * @param source only read, in one transaction
	 * @param target gets the rows
	 * @param leftOut a table of the target that is not copied
	 */
	static void copy(Connection source, Connection target, String leftOut) throws SQLException {
		source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		source.setAutoCommit(false);
		try {
			new TableCopy(source, target).copy(leftOut);
		}
		finally {
			source.rollback();
		}
	}

	private void copy(String leftOut) throws SQLException {
		Map<String, List<Column>> tables = tables();
		tables.remove(leftOut);
		execute("SET REFERENTIAL_INTEGRITY FALSE");
		for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
			copy(table.getKey(), table.getValue());
		}
		execute("SET REFERENTIAL_INTEGRITY TRUE");
		for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
			for (Column column : table.getValue()) {
				countOn(table.getKey(), column);
			}
		}
	}

	private Map<String, List<Column>> tables() throws SQLException {
		Map<String, List<Column>> tables = new TreeMap<>();
		try (ResultSet row = this.target.getMetaData().getColumns(null, "PUBLIC", null, null)) {
			while (row.next()) {
				tables.computeIfAbsent(lower(row.getString("TABLE_NAME")), (table) -> new ArrayList<>())
					.add(new Column(lower(row.getString("COLUMN_NAME")), row.getInt("DATA_TYPE"),
							row.getString("IS_AUTOINCREMENT").equals("YES")));
			}
		}
		return tables;
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private void copy(String table, List<Column> columns) throws SQLException {
		String names = String.join(", ", columns.stream().map(Column::name).toList());
		String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
		try (Statement statement = this.source.createStatement();
				PreparedStatement insert = this.target
					.prepareStatement("INSERT INTO %s (%s) VALUES (%s)".formatted(table, names, marks))) {
			statement.setFetchSize(BATCH);
			try (ResultSet row = statement
				.executeQuery("SELECT %s FROM %s%s".formatted(names, table, ONLY.getOrDefault(table, "")))) {
				for (int rows = 1; row.next(); rows++) {
					for (int i = 0; i < columns.size(); i++) {
						insert.setObject(i + 1, value(row, i + 1, columns.get(i).type()));
					}
					insert.addBatch();
					if (rows % BATCH == 0) {
						insert.executeBatch();
					}
				}
				insert.executeBatch();
			}
		}
	}

	// As java.sql.Timestamp it would go through the time zone of this machine.
	private static @Nullable Object value(ResultSet row, int column, int type) throws SQLException {
		return switch (type) {
			case Types.TIMESTAMP_WITH_TIMEZONE -> row.getObject(column, OffsetDateTime.class);
			case Types.TIMESTAMP -> row.getObject(column, LocalDateTime.class);
			default -> row.getObject(column);
		};
	}

	// What is added to the copy gets the numbers that it would get in the original.
	private void countOn(String table, Column column) throws SQLException {
		if (!column.counted()) {
			return;
		}
		long next = next(table, column.name());
		execute("ALTER TABLE %s ALTER COLUMN %s RESTART WITH %d".formatted(table, column.name(), next));
		if (table.startsWith("batch_")) {
			execute("ALTER SEQUENCE %s_seq RESTART WITH %d".formatted(table, next));
		}
	}

	private long next(String table, String column) throws SQLException {
		try (Statement statement = this.target.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT COALESCE(MAX(%s), 0) + 1 FROM %s".formatted(column, table))) {
			row.next();
			return row.getLong(1);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.target.createStatement()) {
			statement.execute(sql);
		}
	}

}
