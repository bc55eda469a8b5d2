package io.corsync.prove;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty PostgreSQL database, in which each case has a schema of its own. The server is
 * never restarted, and nothing is touched but those schemas.
 */
final class PostgresPlace implements Place {

	private static final String PREFIX = "jdbc:postgresql:";

	private static final String SCHEMAS = "cor_sync_prove_";

	/** The tables of a ledger, whoever made them. */
	private static final String TABLES = """
			SELECT table_schema || '.' || table_name FROM information_schema.tables
			WHERE table_schema NOT IN ('information_schema', 'pg_catalog') AND table_schema NOT LIKE '%s%%'
			  AND (table_name IN ('ledger', 'run', 'run_count', 'lease', 'target', 'watermark', 'attempt',
			    'flyway_schema_history') OR table_name LIKE 'batch\\_%%')
			ORDER BY 1
			""".formatted(SCHEMAS.replace("_", "\\_"));

	private final String url;

	private final Map<String, String> credentials;

	private final String session;

	private final AtomicInteger schemas = new AtomicInteger();

	private final Set<String> open = ConcurrentHashMap.newKeySet();

	private PostgresPlace(String url, Map<String, String> credentials) {
		this.url = url;
		this.credentials = credentials;
		this.session = SCHEMAS + ProcessHandle.current().pid() + "_" + System.currentTimeMillis() % 1_000_000 + "_";
	}

	/**
	 * Opens a database that is empty.
	 * @param url its URL
	 * @param environment user and password, named as everywhere
	 * @throws Unfit when it is none that may be used
	 */
	static PostgresPlace at(String url, Map<String, String> environment) throws Unfit {
		if (!url.startsWith(PREFIX)) {
			throw new Unfit("--database-url is %s, but must be a PostgreSQL database: jdbc:postgresql://host/database. "
				.formatted(url.replaceFirst("\\?.*", "?…")) + "Without it, a scratch file is used for each case.");
		}
		if (url.contains("currentSchema=")) {
			throw new Unfit(
					"--database-url names a schema. Leave currentSchema away: each case makes a schema of its own.");
		}
		Map<String, String> credentials = new HashMap<>();
		for (String name : List.of("SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD")) {
			String value = environment.get(name);
			if (value != null) {
				credentials.put(name, value);
			}
		}
		PostgresPlace place = new PostgresPlace(url, Map.copyOf(credentials));
		place.requireEmpty();
		return place;
	}

	private void requireEmpty() throws Unfit {
		List<String> tables = new ArrayList<>();
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			try (ResultSet rows = statement.executeQuery(TABLES)) {
				while (rows.next()) {
					tables.add(rows.getString(1));
				}
			}
			if (tables.isEmpty()) {
				String trial = schema();
				statement.execute("CREATE SCHEMA " + trial);
				statement.execute("DROP SCHEMA " + trial);
			}
		}
		catch (SQLException ex) {
			throw new Unfit(
					"The database of --database-url cannot be used: %s. Check URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that the user may create schemas there."
						.formatted(String.valueOf(ex.getMessage()).lines().findFirst().orElse("no reason given")));
		}
		if (!tables.isEmpty()) {
			throw new Unfit(
					"The database of --database-url is in use: it holds %s. Nothing was changed. Create an empty database for the proof."
						.formatted(String.join(", ", tables.subList(0, Math.min(3, tables.size())))));
		}
	}

	private String schema() {
		return this.session + this.schemas.incrementAndGet();
	}

	private Connection connect() throws SQLException {
		Properties properties = new Properties();
		String user = this.credentials.get("SPRING_DATASOURCE_USERNAME");
		String password = this.credentials.get("SPRING_DATASOURCE_PASSWORD");
		if (user != null) {
			properties.put("user", user);
		}
		if (password != null) {
			properties.put("password", password);
		}
		return DriverManager.getConnection(this.url, properties);
	}

	private void execute(String sql) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("PostgreSQL: " + ex.getMessage(), ex);
		}
	}

	@Override
	public String database() {
		return "PostgreSQL";
	}

	@Override
	public String option() {
		return " --database-url " + this.url.replaceFirst("\\?.*", "?…");
	}

	@Override
	public Scratch scratch() {
		String schema = schema();
		this.open.add(schema);
		execute("CREATE SCHEMA " + schema);
		Map<String, String> settings = new HashMap<>(this.credentials);
		settings.put("SPRING_DATASOURCE_URL",
				this.url + (this.url.contains("?") ? "&" : "?") + "currentSchema=" + schema);
		return new Scratch() {

			@Override
			public Map<String, String> settings() {
				return settings;
			}

			@Override
			public void close() {
				drop(schema);
			}

		};
	}

	private void drop(String schema) {
		execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
		this.open.remove(schema);
	}

	@Override
	public void close() {
		this.open.forEach(this::drop);
	}

	/**
	 * The database may not be used, in words for the user.
	 */
	static final class Unfit extends Exception {

		Unfit(String words) {
			super(words);
		}

	}

}
