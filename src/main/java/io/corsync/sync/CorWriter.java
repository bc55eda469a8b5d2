package io.corsync.sync;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Hands bundles over to the delivery and lets the next one be read while the last one is
 * under way. Each row's outcome is recorded by the delivery; what is thrown here stops
 * the run.
 */
final class CorWriter implements ItemStreamWriter<Bundle<Work>> {

	private final Function<List<Work>, List<CompletableFuture<RowResult>>> delivery;

	private final int mostOpen;

	private final BooleanSupplier exhausted;

	private final IntConsumer progress;

	private final Runnable beforeCommit;

	private @Nullable ConfirmationWindow window;

	private Certificate certificate = new Certificate();

	/**
	 * Creates a writer.
	 * @param delivery starts the delivery of rows
	 * @param mostOpen rows that may still be under way when the next ones are read
	 * @param exhausted tells whether the last row was read
	 * @param progress told of finished rows
	 * @param beforeCommit called when nothing is left to be done but to store the
	 * position; throws when it must not be stored
	 */
	CorWriter(Function<List<Work>, List<CompletableFuture<RowResult>>> delivery, int mostOpen,
			BooleanSupplier exhausted, IntConsumer progress, Runnable beforeCommit) {
		this.delivery = delivery;
		this.mostOpen = mostOpen;
		this.exhausted = exhausted;
		this.progress = progress;
		this.beforeCommit = beforeCommit;
	}

	@Override
	public void open(ExecutionContext context) {
		this.certificate = Certificate.restore(context);
		this.window = new ConfirmationWindow(this.certificate, RowReader.position(context), RowReader.ordinal(context));
	}

	@Override
	public void write(Chunk<? extends Bundle<Work>> chunk) {
		chunk.forEach((bundle) -> write(bundle.rows()));
	}

	private void write(List<Work> works) {
		List<CompletableFuture<RowResult>> results = this.delivery.apply(works);
		for (int i = 0; i < works.size(); i++) {
			results.get(i).thenRun(() -> this.progress.accept(1));
			window().add(works.get(i), results.get(i));
		}
		window().awaitAtMost(this.mostOpen);
	}

	@Override
	public void update(ExecutionContext context) {
		if (this.exhausted.getAsBoolean()) {
			window().awaitAtMost(0);
		}
		this.beforeCommit.run();
		RowReader.save(context, window().position(), window().ordinal());
		this.certificate.save(context);
	}

	@Override
	public void close() {
		if (this.window != null) {
			this.window.awaitQuietly();
		}
	}

	private ConfirmationWindow window() {
		return Objects.requireNonNull(this.window, "opened");
	}

}
