package io.corsync.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.corsync.cor.CorException;
import io.corsync.ledger.Workers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;

/**
 * Receives the slices that a run hands out, has them executed several at a time, and
 * gives each back as it ended.
 */
final class SliceReceiver {

	private static final Logger log = LoggerFactory.getLogger(SliceReceiver.class);

	private static final Duration GLANCE = Duration.ofMillis(500);

	private final RunLauncher.SharedSlices shared;

	private final LeaseKeeper keeper;

	private final SliceBoard board;

	private final StepExecutionRequestHandler handler;

	private final Semaphore free = new Semaphore(SliceBoard.AT_ONCE);

	/**
	 * Creates a receiver.
	 * @param shared where slices are handed out
	 * @param keeper holds the worker's lease
	 * @param board how each slice stands
	 * @param handler executes a slice
	 */
	SliceReceiver(RunLauncher.SharedSlices shared, LeaseKeeper keeper, SliceBoard board,
			StepExecutionRequestHandler handler) {
		this.shared = shared;
		this.keeper = keeper;
		this.board = board;
		this.handler = handler;
	}

	/**
	 * Ends when all slices of this worker have ended, and none is to begin any more.
	 */
	void receive(Workers.Shared run) {
		ExecutorService slices = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(RunLines.about(run.run(), task), "slice");
			thread.setDaemon(true);
			return thread;
		});
		try {
			PollableChannel channel = this.shared.channels().channel(run.run(), run.fence());
			while (this.board.going() && !this.keeper.lost()) {
				if (!this.shared.workers().wanted(this.keeper.lease())) {
					this.keeper.stop();
				}
				else if (free()) {
					begin(request(channel.receive(0)), slices);
				}
				this.board.noteProgress();
			}
			this.keeper.stop();
			this.free.acquireUninterruptibly(SliceBoard.AT_ONCE);
		}
		finally {
			slices.shutdown();
		}
	}

	private void begin(@Nullable StepExecutionRequest request, ExecutorService slices) {
		if (request == null) {
			this.free.release();
			this.keeper.pause(GLANCE);
			return;
		}
		slices.execute(() -> {
			try {
				execute(request);
			}
			finally {
				this.free.release();
			}
		});
	}

	private boolean free() {
		try {
			return this.free.tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CorException.Stopped("Interrupted while slices were under way.");
		}
	}

	private static @Nullable StepExecutionRequest request(@Nullable Message<?> message) {
		return (message != null && message.getPayload() instanceof StepExecutionRequest request) ? request : null;
	}

	private void execute(StepExecutionRequest request) {
		try {
			if (!this.shared.slices().claim(this.keeper.lease(), request.getStepExecutionId())) {
				return;
			}
			StepExecution ended = Objects.requireNonNull(this.handler.handle(request));
			Slice slice = Slice.of(ended.getExecutionContext());
			ExitCode failure = this.board.failure(slice);
			boolean done = this.board.finished(slice) || failure != null;
			this.shared.slices()
				.giveBack(this.keeper.lease(), request.getStepExecutionId(), done,
						(failure != null) ? failure.code() : null);
		}
		catch (RuntimeException ex) {
			log.error("A slice could not be given back; the run finds out", ex);
		}
	}

}
