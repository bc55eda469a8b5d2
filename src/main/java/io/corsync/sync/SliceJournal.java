package io.corsync.sync;

import java.util.List;

import io.corsync.ledger.Slices;

/**
 * A run's slices in the ledger, for whoever holds the run or works for it.
 *
 * @param slices where they are kept
 * @param keeper holds the lease under which they are written
 * @param run the run's number
 */
record SliceJournal(Slices slices, LeaseKeeper keeper, long run) implements SliceBoard.Journal {

	@Override
	public List<Slices.Line> lines() {
		return this.slices.of(this.run);
	}

	@Override
	public void note(Slices.Line line) {
		this.slices.note(this.keeper.lease(), this.run, line);
	}

}
