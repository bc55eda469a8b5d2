package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The two databases that the program keeps its ledger in.
 */
enum Database {

	/** A file in the working directory, by setting nothing. */
	H2 {

		@Override
		Map<String, String> create() {
			return Map.of();
		}

	},

	/** A real server, by setting URL, user and password. */
	POSTGRESQL {

		@Override
		Map<String, String> create() {
			String name = "corsync_" + UUID.randomUUID().toString().replace("-", "");
			try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return Map.of("SPRING_DATASOURCE_URL", Server.RUNNING.getJdbcUrl("postgres", name),
					"SPRING_DATASOURCE_USERNAME", "postgres", "SPRING_DATASOURCE_PASSWORD", "postgres");
		}

	};

	/**
	 * Creates an empty database.
	 * @return the settings that lead to it
	 */
	abstract Map<String, String> create();

	/**
	 * The program with an empty database of this kind.
	 */
	Program program(Path directory, Map<String, String> settings) {
		Program program = Program.in(directory, settings);
		for (Map.Entry<String, String> setting : create().entrySet()) {
			program = program.with(setting.getKey(), setting.getValue());
		}
		return program;
	}

	/**
	 * Opens the database that a program uses, while the program does not run.
	 */
	static Connection open(Program program) throws SQLException, IOException {
		Map<String, String> settings = program.environment();
		if (settings.containsKey("SPRING_DATASOURCE_URL")) {
			return DriverManager.getConnection(settings.get("SPRING_DATASOURCE_URL"),
					settings.get("SPRING_DATASOURCE_USERNAME"), settings.get("SPRING_DATASOURCE_PASSWORD"));
		}
		Path file = program.directory().resolve("data").resolve("cor-sync");
		String password = java.nio.file.Files.readString(file.resolveSibling("cor-sync.password")).strip();
		return DriverManager.getConnection("jdbc:h2:file:" + file, "corsync", password);
	}

	/**
	 * Started when the first test asks, ended with this process.
	 */
	private static final class Server {

		static final EmbeddedPostgres RUNNING = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
