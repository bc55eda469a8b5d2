package io.corsync.ledger;

import java.time.Clock;
import java.time.Duration;

/**
 * A process of its own that takes a lease, says so, and goes on until somebody ends it.
 */
final class LeaseTaker {

	private LeaseTaker() {
	}

	/**
	 * Takes the lease.
	 * @param args the database's URL and the target
	 * @throws Exception when it cannot
	 */
	public static void main(String[] args) throws Exception {
		try (TestDatabase database = TestDatabase.open(args[0], Clock.systemUTC())) {
			int target = args[1].isEmpty() ? database.newTarget().id() : Integer.parseInt(args[1]);
			Lease lease = database.leases().acquire(target, "backfill", Duration.ofHours(1));
			try (LedgerWriter writer = database.store().writer(lease)) {
				writer.save(Rows.sending(Rows.project(1)), null);
			}
			System.out.println("taken " + target);
			System.in.read();
		}
	}

}
