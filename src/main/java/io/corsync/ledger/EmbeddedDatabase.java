package io.corsync.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 file that is used when no other database is set: its directory and files are for
 * the owner only, its password is random and lies beside it, and a second program on this
 * machine may look in while the first one runs, over loopback only.
 *
 * @param url the URL as it was set
 * @param file the database's path without H2's endings
 */
record EmbeddedDatabase(String url, Path file) {

	private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

	/** Who owns the tables, unless somebody else is set. */
	static final String USER = "corsync";

	/** What a file's name goes on with while its tables are made. */
	static final String DRAFT = ".draft-";

	private static final String PREFIX = "jdbc:h2:file:";

	/** No draft takes so long. */
	private static final Duration FORGOTTEN = Duration.ofHours(6);

	static boolean isMeantBy(String url) {
		return url.startsWith(PREFIX);
	}

	static EmbeddedDatabase at(String url) {
		String path = url.substring(PREFIX.length()).split(";", 2)[0];
		Path file = path.startsWith("~/") ? Path.of(System.getProperty("user.home"), path.substring(2)) : Path.of(path);
		return new EmbeddedDatabase(url, file.toAbsolutePath().normalize());
	}

	/**
	 * The URL with what every program that opens the file must agree on.
	 */
	String sharedUrl() {
		// Read once by H2, when its server for other programs starts.
		System.setProperty("h2.bindAddress", "127.0.0.1");
		return with(this.url, "AUTO_SERVER=TRUE", "LOCK_TIMEOUT=10000", "CACHE_SIZE=16384");
	}

	/**
	 * The same for a program that only reads: when it is the last one to close the file,
	 * it does not tidy up in it, which takes longer than what it came for.
	 */
	String readingUrl() {
		return with(sharedUrl(), "MAX_COMPACT_TIME=0");
	}

	private static String with(String url, String... options) {
		String upper = url.toUpperCase(Locale.ROOT);
		String more = url;
		for (String option : options) {
			if (!upper.contains(";" + option.substring(0, option.indexOf('=') + 1))) {
				more += ";" + option;
			}
		}
		return more;
	}

	/**
	 * The same settings for another file.
	 */
	EmbeddedDatabase at(Path other) {
		String options = this.url.contains(";") ? this.url.substring(this.url.indexOf(';')) : "";
		return new EmbeddedDatabase(PREFIX + other + options, other);
	}

	/**
	 * Opens the file for this program alone.
	 */
	Connection openAlone(String user, String password) throws SQLException {
		return DriverManager.getConnection(aloneUrl(), user, password);
	}

	/**
	 * Rewrites the file without what was removed from it; not when somebody else uses it.
	 */
	void compact(String user, String password) {
		try (Connection connection = openAlone(user, password); Statement statement = connection.createStatement()) {
			statement.execute("SHUTDOWN COMPACT");
		}
		catch (SQLException ex) {
			log.info("{} was not compacted", this.file, ex);
		}
	}

	/**
	 * The URL for one program alone.
	 */
	String aloneUrl() {
		return Pattern.compile(";AUTO_SERVER=[A-Z]+", Pattern.CASE_INSENSITIVE).matcher(this.url).replaceAll("");
	}

	/**
	 * One of the files that lie beside each other.
	 */
	Path part(String ending) {
		return this.file.resolveSibling(this.file.getFileName() + ending);
	}

	/**
	 * Removes what killed programs left in the middle of making the tables.
	 */
	void clearDrafts() {
		Instant forgotten = Instant.now().minus(FORGOTTEN);
		try (DirectoryStream<Path> drafts = Files.newDirectoryStream(part("").getParent(),
				this.file.getFileName() + DRAFT + "*")) {
			for (Path draft : drafts) {
				if (Files.getLastModifiedTime(draft).toInstant().isBefore(forgotten)) {
					Files.deleteIfExists(draft);
				}
			}
		}
		catch (IOException ex) {
			throw unusable(ex);
		}
	}

	boolean exists() {
		return Files.exists(part(".mv.db"));
	}

	/**
	 * Creates the directory and the password where they are missing.
	 * @return the password
	 */
	String prepare() {
		Path directory = Objects.requireNonNull(this.file.getParent(), "a file has a directory");
		try {
			if (!Files.isDirectory(directory)) {
				Files.createDirectories(directory,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			}
			return password(part(".password"));
		}
		catch (IOException | UncheckedIOException ex) {
			throw unusable(ex);
		}
	}

	/**
	 * Looks whether the directory and the files could be made.
	 */
	void requireMakeable() {
		Path there = Objects.requireNonNull(this.file.getParent(), "a file has a directory");
		while (!Files.exists(there) && there.getParent() != null) {
			there = there.getParent();
		}
		if (!Files.isDirectory(there)) {
			throw unusable(new FileAlreadyExistsException(there.toString()));
		}
		if (!Files.isWritable(there)) {
			throw unusable(new AccessDeniedException(there.toString()));
		}
	}

	/**
	 * Looks whether the file would be gone with the container.
	 */
	void requireLasting(ContainerFiles container) {
		Path directory = Objects.requireNonNull(this.file.getParent(), "a file has a directory");
		if (container.vanishes(real(directory))) {
			throw new DatabaseException(
					"%s is no volume: the ledger would be gone with this container. Mount one there, or set spring.datasource.url (SPRING_DATASOURCE_URL) to a PostgreSQL database. To try something out only, set ledger.allow-ephemeral (LEDGER_ALLOW_EPHEMERAL) to true."
						.formatted(directory),
					false, null);
		}
	}

	private static Path real(Path directory) {
		Path there = directory;
		while (!Files.exists(there) && there.getParent() != null) {
			there = there.getParent();
		}
		try {
			return there.toRealPath().resolve(there.relativize(directory));
		}
		catch (IOException ex) {
			return directory;
		}
	}

	private DatabaseException unusable(Exception reason) {
		return new DatabaseException(
				"The data directory %s cannot be used: %s. Give this user the right to write there, or set spring.datasource.url (SPRING_DATASOURCE_URL) to another place."
					.formatted(this.file.getParent(), reason(reason)),
				false, reason);
	}

	private static String reason(Exception failure) {
		if (failure instanceof FileAlreadyExistsException ex) {
			return ex.getFile() + " is there and is not a directory";
		}
		if (failure instanceof AccessDeniedException ex) {
			return "no right to write " + ex.getFile();
		}
		return String.valueOf(failure.getMessage());
	}

	private static String password(Path file) throws IOException {
		try {
			byte[] random = new byte[24];
			new SecureRandom().nextBytes(random);
			String password = HexFormat.of().formatHex(random);
			Path draft = Files.createTempFile(file.getParent(), "password", null,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			try {
				Files.writeString(draft, password, StandardOpenOption.TRUNCATE_EXISTING);
				// A link appears whole or not at all, and never over another one.
				Files.createLink(file, draft);
			}
			finally {
				Files.delete(draft);
			}
			return password;
		}
		catch (FileAlreadyExistsException ex) {
			return Files.readString(file, StandardCharsets.UTF_8).strip();
		}
	}

	/**
	 * Takes the database's files from everybody but the owner.
	 */
	void protect() {
		Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
		for (String ending : new String[] { ".mv.db", ".lock.db", ".trace.db" }) {
			Path part = part(ending);
			try {
				if (Files.exists(part)) {
					Files.setPosixFilePermissions(part, owner);
				}
			}
			catch (IOException ex) {
				throw new DatabaseException(
						"The file %s cannot be protected from others: %s".formatted(part, ex.getMessage()), false, ex);
			}
		}
	}

}
