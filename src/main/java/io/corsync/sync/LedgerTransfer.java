package io.corsync.sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.corsync.ledger.LedgerExport;
import io.corsync.ledger.LedgerImport;
import io.corsync.ledger.Leases;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;

/**
 * Moves everything that the program knows from one database to another, while no run goes
 * on.
 */
public final class LedgerTransfer {

	private static final Duration LEASE = Duration.ofSeconds(60);

	private final Targets targets;

	private final Leases leases;

	private final LedgerExport exporting;

	private final LedgerImport importing;

	LedgerTransfer(Targets targets, Leases leases, LedgerExport exporting, LedgerImport importing) {
		this.targets = targets;
		this.leases = leases;
		this.exporting = exporting;
		this.importing = importing;
	}

	/**
	 * Writes everything.
	 * @param out where to
	 * @return how many rows
	 * @throws IOException when the disk does not take them
	 * @throws RefusedRequestException when there is nothing
	 */
	public long exportTo(Writer out) throws IOException {
		Deque<LeaseKeeper> held = new ArrayDeque<>();
		try {
			for (Target target : this.targets.all()) {
				held.push(new LeaseKeeper(this.leases, target.id(), "ledger export", LEASE));
			}
			if (held.isEmpty()) {
				throw new RefusedRequestException("There is nothing to export: no run has written to this database.");
			}
			return this.exporting.write(out);
		}
		finally {
			held.forEach(LeaseKeeper::close);
		}
	}

	/**
	 * Reads everything into a database without any run.
	 * @param in what was exported
	 * @return how many rows
	 * @throws IOException when the file cannot be read
	 * @throws RefusedRequestException when the file or the database does not fit
	 */
	public long importFrom(BufferedReader in) throws IOException {
		try {
			return this.importing.read(in);
		}
		catch (LedgerImport.UnfitException ex) {
			throw new RefusedRequestException(String.valueOf(ex.getMessage()));
		}
	}

}
