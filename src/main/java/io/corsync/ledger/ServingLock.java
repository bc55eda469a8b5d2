package io.corsync.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a second program from serving on one H2 file: the first one has the file open for
 * both, so the second would end with it. The system gives the lock back when the process
 * ends, however it does.
 */
final class ServingLock implements AutoCloseable {

	private final @Nullable FileChannel channel;

	private ServingLock(@Nullable FileChannel channel) {
		this.channel = channel;
	}

	static ServingLock take(String url) {
		if (!EmbeddedDatabase.isMeantBy(url)) {
			return new ServingLock(null);
		}
		Path file = EmbeddedDatabase.at(url).part(".serving");
		try {
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (tryLock(channel) == null) {
				channel.close();
				throw new DatabaseException(
						"Another serve uses %s. End that one, or set spring.datasource.url (SPRING_DATASOURCE_URL) to a PostgreSQL database, which several may use."
							.formatted(url),
						false, null);
			}
			return new ServingLock(channel);
		}
		catch (IOException ex) {
			throw new DatabaseException("%s cannot be locked: %s. Give this user the right to write there."
				.formatted(file, ex.getMessage()), false, ex);
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		if (this.channel != null) {
			this.channel.close();
		}
	}

}
