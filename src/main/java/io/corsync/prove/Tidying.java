package io.corsync.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Leaves nothing behind when the proof is ended by a signal: no process, no schema, no
 * file.
 */
final class Tidying implements AutoCloseable {

	private final Thread hook;

	Tidying(Place place, Path directory) {
		this.hook = new Thread(() -> tidy(place, directory), "tidying");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	private static void tidy(Place place, Path directory) {
		ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
		place.close();
		try {
			Prover.delete(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The proof has come to its end. */
	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// It is tidying already.
		}
	}

}
