package io.corsync.sync;

import io.corsync.ledger.HandedSlices;
import io.corsync.ledger.SliceChannels;
import io.corsync.ledger.Workers;

import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.repository.JobRepository;

/**
 * How a run hands its slices to workers.
 *
 * @param workers who works for it
 * @param slices who has which slice
 * @param channels where slices are handed out
 * @param keeper the run's lease
 * @param run its number
 * @param progress told how it goes on
 */
record Sharing(Workers workers, HandedSlices slices, SliceChannels channels, LeaseKeeper keeper, long run,
		Progress progress) {

	PartitionHandler handler(Phase phase, SliceBoard board, JobRepository repository) {
		return new RemoteSlices(this, phase, board, repository);
	}

}
