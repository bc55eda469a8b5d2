package io.corsync.cli;

import io.corsync.ledger.DatabaseAccess;

/**
 * Opens the program's parts for one command; nothing is read or called before a part is
 * asked for.
 */
@FunctionalInterface
public interface Opener {

	/**
	 * Opens them.
	 * @param access what the command may do to the database
	 * @return to be closed by the command
	 */
	Parts open(DatabaseAccess access);

	/**
	 * The parts of the program.
	 */
	interface Parts extends AutoCloseable {

		/**
		 * One part.
		 * @param <T> its type
		 * @param type its type
		 * @return the part, made now if it was not asked for before
		 */
		<T> T get(Class<T> type);

		@Override
		void close();

	}

}
