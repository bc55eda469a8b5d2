package io.corsync.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes an H2 file and its tables, or brings them up to date: always beside the file that
 * is in use, which is then replaced as a whole. H2 commits each change of a table by
 * itself, so that whoever is killed in the middle would leave a file that nobody can use.
 */
final class EmbeddedSchema {

	private static final String FILE = ".mv.db";

	private final EmbeddedDatabase database;

	private final String user;

	private final String password;

	private final Schema schema;

	EmbeddedSchema(EmbeddedDatabase database, String user, String password, Schema schema) {
		this.database = database;
		this.user = user;
		this.password = password;
		this.schema = schema;
	}

	/**
	 * Makes the file with its tables, unless somebody else does so at the same time.
	 */
	void create() {
		this.database.clearDrafts();
		Path draft = draft();
		try {
			migrate(draft);
			// A link appears whole or not at all, and never over another one.
			Files.createLink(this.database.part(FILE), part(draft, FILE));
		}
		catch (FileAlreadyExistsException ex) {
			// Somebody else was quicker.
		}
		catch (SQLException | IOException ex) {
			throw refused("made", ex);
		}
		finally {
			clear(draft);
		}
	}

	/**
	 * Brings the file up to date and keeps what it was as a backup beside it.
	 * @return the backup
	 * @throws DatabaseException when another program has it open, or the disk refuses
	 */
	Path upgrade() {
		this.database.clearDrafts();
		Path draft = draft();
		// Held until its successor is in place: nobody else can open it meanwhile.
		try (Connection old = this.database.openAlone(this.user, this.password)) {
			String version = this.schema.version(new SingleConnectionDataSource(old, true));
			Path backup = backup(old, version);
			unpack(backup, part(draft, FILE));
			migrate(draft);
			Files.move(part(draft, FILE), this.database.part(FILE), StandardCopyOption.ATOMIC_MOVE);
			return backup;
		}
		catch (SQLException | IOException ex) {
			DatabaseException trouble = DatabaseTrouble.in(ex, this.database.url());
			throw (trouble != null) ? trouble : refused("brought up to date", ex);
		}
		finally {
			clear(draft);
		}
	}

	private Path backup(Connection old, String version) throws SQLException, IOException {
		Path backup = this.database.part(".before-upgrade-from-%s.zip".formatted(version));
		Path unfinished = part(draft(), ".zip");
		try {
			try (Statement statement = old.createStatement()) {
				statement.execute("BACKUP TO '" + unfinished.toString().replace("'", "''") + "'");
			}
			if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
				Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
			}
			// What an attempt that was killed has left is the same.
			Files.move(unfinished, backup, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
		return backup;
	}

	private void unpack(Path backup, Path file) throws IOException {
		try (InputStream stream = Files.newInputStream(backup); ZipInputStream zip = new ZipInputStream(stream)) {
			Objects.requireNonNull(zip.getNextEntry(), "a backup has one entry");
			Files.copy(zip, file);
		}
	}

	private void migrate(Path draft) throws SQLException {
		EmbeddedDatabase drafted = this.database.at(draft);
		try (Connection connection = drafted.openAlone(this.user, this.password)) {
			this.schema.migrate(new SingleConnectionDataSource(connection, true));
			try (Statement statement = connection.createStatement()) {
				statement.execute("SHUTDOWN");
			}
		}
		drafted.protect();
	}

	private Path draft() {
		return this.database.part(EmbeddedDatabase.DRAFT + UUID.randomUUID());
	}

	private static Path part(Path draft, String ending) {
		return draft.resolveSibling(draft.getFileName() + ending);
	}

	private static void clear(Path draft) {
		try {
			Files.deleteIfExists(part(draft, FILE));
			Files.deleteIfExists(part(draft, ".trace.db"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private DatabaseException refused(String what, Exception reason) {
		return new DatabaseException("The database %s cannot be %s: %s. Nothing of it was changed."
			.formatted(this.database.url(), what, reason.getMessage()), false, reason);
	}

}
