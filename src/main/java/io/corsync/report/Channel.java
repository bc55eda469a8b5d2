package io.corsync.report;

import io.corsync.sync.Notice;

/**
 * A way to tell people something.
 */
interface Channel {

	/** What people call it, without secrets. */
	String name();

	/**
	 * Tells them.
	 * @param notice what
	 * @throws UntoldException in words when it did not get there
	 */
	void tell(Notice notice) throws UntoldException;

}
