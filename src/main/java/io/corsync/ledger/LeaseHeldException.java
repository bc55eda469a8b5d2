package io.corsync.ledger;

/**
 * Another run holds the lease.
 */
public final class LeaseHeldException extends RuntimeException {

	private final transient Holder holder;

	LeaseHeldException(Holder holder) {
		super("Another run holds the lease: " + holder.describe());
		this.holder = holder;
	}

	public Holder holder() {
		return this.holder;
	}

}
