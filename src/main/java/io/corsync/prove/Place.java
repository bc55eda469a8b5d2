package io.corsync.prove;

import java.util.Map;

/**
 * Where the ledgers of the cases are kept.
 */
interface Place extends AutoCloseable {

	/** The file that the program uses when nothing is set, in each case's directory. */
	Place EMBEDDED = new Place() {

		@Override
		public String database() {
			return "H2";
		}

		@Override
		public String option() {
			return "";
		}

		@Override
		public Scratch scratch() {
			return Map::of;
		}

	};

	/** The database's name in reports. */
	String database();

	/** What must be said to repeat a case here. */
	String option();

	/** An empty database for one case. */
	Scratch scratch();

	/** Leaves nothing of all scratch databases behind. */
	@Override
	default void close() {
		// Files go with their directories.
	}

	/**
	 * The database of one case.
	 */
	interface Scratch extends AutoCloseable {

		/** The environment that leads the program there. */
		Map<String, String> settings();

		/** Leaves nothing of it behind. */
		@Override
		default void close() {
			// A file goes with its directory.
		}

	}

}
