package io.corsync.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings what was exported into a database that knows nothing yet: all of it or nothing.
 */
public final class LedgerImport {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int BATCH = 1000;

	/** Whose numbers the database gives. */
	private static final Map<String, String> COUNTED = Map.of("target", "target_id", "run", "run_number", "attempt",
			"attempt_id");

	private final DataSource database;

	private final Schema schema;

	LedgerImport(DataSource database, Schema schema) {
		this.database = database;
		this.schema = schema;
	}

	/**
	 * Why a file cannot be imported.
	 */
	public static final class UnfitException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UnfitException(String message) {
			super(message);
		}

	}

	/**
	 * Reads all rows.
	 * @param in the lines
	 * @return how many rows
	 * @throws IOException when the file cannot be read
	 * @throws UnfitException when the file is no export of these tables, or the database
	 * is not empty; then nothing is changed
	 */
	public long read(BufferedReader in) throws IOException {
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			boolean complete = false;
			try {
				requireEmpty(connection);
				long rows = new Loading(connection).all(in);
				connection.commit();
				complete = true;
				return rows;
			}
			finally {
				if (!complete) {
					connection.rollback();
				}
			}
		}
		catch (SQLException ex) {
			throw new DatabaseException("The database did not take the rows, and is as it was: "
					+ String.valueOf(ex.getMessage()).lines().findFirst().orElse(""), false, ex);
		}
	}

	private static void requireEmpty(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM target")) {
			row.next();
			if (row.getLong(1) > 0) {
				throw new UnfitException(
						"The database is in use: a run has written to it. Import into a new one, see spring.datasource.url (SPRING_DATASOURCE_URL).");
			}
		}
	}

	/**
	 * One import under way.
	 */
	private final class Loading {

		private final Connection connection;

		private @Nullable Table table;

		private long rows;

		Loading(Connection connection) {
			this.connection = connection;
		}

		long all(BufferedReader in) throws IOException, SQLException {
			requireHead(line(in, 1));
			int number = 2;
			JsonNode line = line(in, number);
			while (!line.has(LedgerFile.END)) {
				add(line, number);
				number++;
				line = line(in, number);
			}
			if (line.get(LedgerFile.END).asLong(-1) != this.rows) {
				throw new UnfitException("The file is damaged: it holds %,d rows and says %s. Export again."
					.formatted(this.rows, line.get(LedgerFile.END)));
			}
			if (this.table != null) {
				this.table.close();
			}
			for (Map.Entry<String, String> counted : COUNTED.entrySet()) {
				countOn(counted.getKey(), counted.getValue());
			}
			return this.rows;
		}

		private JsonNode line(BufferedReader in, int number) throws IOException {
			String text = in.readLine();
			if (text == null) {
				throw new UnfitException(
						"The file ends in the middle, after line %d. Export again.".formatted(number - 1));
			}
			try {
				return JSON.readTree(text);
			}
			catch (JacksonException ex) {
				throw new UnfitException(
						"Line %d is no JSON: the file is damaged, or no export of ledger export.".formatted(number));
			}
		}

		private void requireHead(JsonNode head) {
			if (!head.path(LedgerFile.HEAD).asString("").equals(LedgerFile.FORMAT)) {
				throw new UnfitException("The file is no export of ledger export: its first line names no format.");
			}
			String tables = head.path(LedgerFile.TABLES).asString("");
			String ours = LedgerImport.this.schema.version(LedgerImport.this.database);
			if (!tables.equals(ours)) {
				throw new UnfitException(
						"The file is of version %s of the tables, this program has %s. Export and import with the same version of the program; upgrade before or after."
							.formatted(tables, ours));
			}
		}

		private void add(JsonNode line, int number) throws SQLException {
			String name = line.path(LedgerFile.TABLE).asString("");
			JsonNode row = line.path(LedgerFile.ROW);
			if (!LedgerFile.ORDER.contains(name) || !row.isObject()) {
				throw new UnfitException("Line %d is no row of a known table. Export again.".formatted(number));
			}
			if (this.table == null || !this.table.name.equals(name)) {
				if (this.table != null) {
					this.table.close();
				}
				this.table = new Table(this.connection, name);
			}
			this.table.add(row, number);
			this.rows++;
		}

		private void countOn(String table, String column) throws SQLException {
			try (Statement statement = this.connection.createStatement()) {
				long next;
				try (ResultSet row = statement
					.executeQuery("SELECT COALESCE(MAX(%s), 0) + 1 FROM %s".formatted(column, table))) {
					row.next();
					next = row.getLong(1);
				}
				statement.execute("ALTER TABLE %s ALTER COLUMN %s RESTART WITH %d".formatted(table, column, next));
			}
		}

	}

	/**
	 * A table that is being filled.
	 */
	private static final class Table implements AutoCloseable {

		private final String name;

		private final Map<String, Integer> types;

		private final PreparedStatement insert;

		private int batched;

		Table(Connection connection, String name) throws SQLException {
			this.name = name;
			this.types = types(connection, name);
			this.types.remove(LedgerFile.RENUMBERED.getOrDefault(name, ""));
			this.insert = connection.prepareStatement(
					"INSERT INTO %s (%s) VALUES (%s)".formatted(name, String.join(", ", this.types.keySet()),
							String.join(", ", Collections.nCopies(this.types.size(), "?"))));
		}

		private static Map<String, Integer> types(Connection connection, String name) throws SQLException {
			DatabaseMetaData meta = connection.getMetaData();
			Map<String, Integer> types = new TreeMap<>();
			for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
				try (ResultSet row = meta.getColumns(connection.getCatalog(), connection.getSchema(), spelling, null)) {
					while (row.next()) {
						types.put(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), row.getInt("DATA_TYPE"));
					}
				}
			}
			return types;
		}

		void add(JsonNode row, int number) throws SQLException {
			for (String column : row.propertyNames()) {
				if (!this.types.containsKey(column)) {
					throw new UnfitException("Line %d: %s has no column %s.".formatted(number, this.name, column));
				}
			}
			int position = 1;
			for (Map.Entry<String, Integer> column : this.types.entrySet()) {
				try {
					set(position++, column.getValue(), row.get(column.getKey()));
				}
				catch (RuntimeException ex) {
					throw new UnfitException("Line %d: %s.%s does not take %s.".formatted(number, this.name,
							column.getKey(), row.get(column.getKey())));
				}
			}
			this.insert.addBatch();
			if (++this.batched % BATCH == 0) {
				this.insert.executeBatch();
			}
		}

		private void set(int position, int type, @Nullable JsonNode value) throws SQLException {
			if (value == null || value.isNull()) {
				this.insert.setObject(position, null);
				return;
			}
			switch (type) {
				case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP ->
					this.insert.setObject(position, Instant.parse(value.stringValue()).atOffset(ZoneOffset.UTC));
				case Types.DATE -> this.insert.setObject(position, LocalDate.parse(value.stringValue()));
				case Types.BIGINT, Types.INTEGER -> this.insert.setLong(position, value.longValue());
				case Types.BOOLEAN, Types.BIT -> this.insert.setBoolean(position, value.booleanValue());
				default -> this.insert.setString(position, value.stringValue());
			}
		}

		@Override
		public void close() throws SQLException {
			this.insert.executeBatch();
			this.insert.close();
		}

	}

}
