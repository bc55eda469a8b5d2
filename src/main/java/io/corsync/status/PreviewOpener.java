package io.corsync.status;

import io.corsync.sync.Preview;

/**
 * Opens what a preview needs: a copy of the database, and a COR that is only pretended.
 */
@FunctionalInterface
public interface PreviewOpener {

	/**
	 * Opens it.
	 * @return to be closed when the preview was looked at
	 */
	Opened open();

	/**
	 * A preview with its parts.
	 */
	interface Opened extends AutoCloseable {

		/**
		 * The preview.
		 * @return not begun yet
		 */
		Preview preview();

		@Override
		void close();

	}

}
