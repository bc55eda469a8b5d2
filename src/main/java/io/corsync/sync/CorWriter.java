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

	private @Nullable ConfirmationWindow window;

	private Certificate certificate = new Certificate();

	CorWriter(Function<List<Work>, List<CompletableFuture<RowResult>>> delivery, int mostOpen,
			BooleanSupplier exhausted, IntConsumer progress) {
		this.delivery = delivery;
		this.mostOpen = mostOpen;
		this.exhausted = exhausted;
		this.progress = progress;
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
