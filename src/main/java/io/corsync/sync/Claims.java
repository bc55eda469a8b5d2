package io.corsync.sync;

import java.time.Duration;

import io.corsync.ledger.DatabaseException;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Lease;

/**
 * Whose call it is that the ledger says is under way: several processes may work for one
 * run.
 */
final class Claims {

	private final Ledger ledger;

	private final Lease lease;

	private final Runnable whileOther;

	/**
	 * Creates it.
	 * @param lease this process's
	 * @param whileOther called again and again while somebody else has an entity in their
	 * hands; throws to end the wait
	 */
	Claims(Ledger ledger, Lease lease, Runnable whileOther) {
		this.ledger = ledger;
		this.lease = lease;
		this.whileOther = whileOther;
	}

	static Claims of(Ledger ledger, LeaseKeeper keeper, Duration glance) {
		return new Claims(ledger, keeper.lease(), () -> {
			keeper.pause(glance);
			keeper.require(Duration.ZERO);
		});
	}

	/** Whether this process has claimed an entity and not written down how it ended. */
	boolean ours(Entry.Key key) {
		return this.ledger.sending(this.lease, key);
	}

	/** A moment's wait for whoever is in the call. */
	void awaitOther() {
		this.whileOther.run();
	}

	/**
	 * Ends what would wait for a call of this process that nobody has in hand any more.
	 * @throws DatabaseException since the database did not take how the call ended; the
	 * next run settles it
	 */
	void requireNotLost(Entry.Key key) {
		if (ours(key)) {
			throw DatabaseException.unwritten(key);
		}
	}

}
