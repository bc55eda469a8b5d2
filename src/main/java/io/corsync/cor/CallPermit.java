package io.corsync.cor;

import java.time.Duration;

/**
 * Asked last before every call, after all waiting for the limiter, whether it may still
 * begin.
 */
@FunctionalInterface
public interface CallPermit {

	/**
	 * Returns when the call may begin.
	 * @param deadline how long the call may take in all before the client gives it up
	 * @throws CorException.Stopped when no call may begin any more
	 */
	void require(Duration deadline);

}
