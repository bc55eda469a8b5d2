package io.corsync.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that nobody keeps: a file in the directory for temporary files, so that its
 * size is not the memory's, encrypted with a key that only this process knows, so that
 * what a kill leaves behind tells nothing, and deleted in the end.
 *
 * @param directory where it lies
 * @param pool the way in
 */
record ScratchDatabase(Path directory, HikariDataSource pool) implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ScratchDatabase.class);

	static ScratchDatabase create() {
		try {
			Path directory = Files.createTempDirectory("cor-sync-copy-");
			HikariDataSource pool = new HikariDataSource();
			pool.setPoolName("scratch");
			pool.setMaximumPoolSize(6);
			pool.setConnectionTimeout(5000);
			pool.setJdbcUrl(
					"jdbc:h2:file:" + directory.resolve("scratch") + ";CIPHER=AES;LOCK_TIMEOUT=10000;CACHE_SIZE=16384");
			pool.setUsername("scratch");
			pool.setPassword(key() + " " + key());
			return new ScratchDatabase(directory, pool);
		}
		catch (IOException ex) {
			throw new DatabaseException(
					"There is no place for a copy of the ledger in %s: %s. Free some space there, or name another directory with the environment variable JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY."
						.formatted(System.getProperty("java.io.tmpdir"), ex),
					false, ex);
		}
	}

	private static String key() {
		byte[] random = new byte[24];
		new SecureRandom().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

	@Override
	public void close() {
		this.pool.close();
		try (Stream<Path> files = Files.list(this.directory)) {
			for (Path file : List.copyOf(files.toList())) {
				Files.delete(file);
			}
			Files.delete(this.directory);
		}
		catch (IOException | UncheckedIOException ex) {
			log.warn("The copy in {} is left behind; nobody can read it", this.directory, ex);
		}
	}

}
