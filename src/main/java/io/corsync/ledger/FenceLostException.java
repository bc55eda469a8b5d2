package io.corsync.ledger;

/**
 * Another run holds the lease now: nothing more may be written or called.
 */
public final class FenceLostException extends RuntimeException {

	/**
	 * A lost lease.
	 * @param fence the number of the holder that lost it
	 */
	public FenceLostException(long fence) {
		super("The lease with fence %d was taken over by another run".formatted(fence));
	}

}
