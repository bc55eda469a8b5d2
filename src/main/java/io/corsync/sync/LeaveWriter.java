package io.corsync.sync;

import java.util.List;

import io.corsync.salesforce.Position;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Takes Opportunities that changed, deleted ones too, and brings out of the scope those
 * of them that the ledger knows and that have left it. The position moves when a bundle
 * is done.
 */
final class LeaveWriter implements ItemStreamWriter<Bundle<RowReader.Numbered>> {

	private final Leaving leaving;

	private final Progress progress;

	private Certificate certificate = new Certificate();

	private @Nullable Position position;

	private long ordinal;

	LeaveWriter(Leaving leaving, Progress progress) {
		this.leaving = leaving;
		this.progress = progress;
	}

	@Override
	public void open(ExecutionContext context) {
		this.certificate = Certificate.restore(context);
		this.position = RowReader.position(context);
		this.ordinal = RowReader.ordinal(context);
	}

	@Override
	public void write(Chunk<? extends Bundle<RowReader.Numbered>> chunk) {
		for (Bundle<RowReader.Numbered> bundle : chunk) {
			List<String> ids = bundle.rows().stream().map((numbered) -> numbered.row().id()).distinct().toList();
			for (int from = 0; from < ids.size(); from += Reading.PAGE_OF_IDS) {
				this.leaving.page(ids.subList(from, Math.min(ids.size(), from + Reading.PAGE_OF_IDS)),
						this.certificate);
			}
			RowReader.Numbered last = bundle.rows().get(bundle.rows().size() - 1);
			this.position = last.position();
			this.ordinal = last.ordinal();
			this.progress.advance(bundle.rows().size());
		}
	}

	@Override
	public void update(ExecutionContext context) {
		RowReader.save(context, this.position, this.ordinal);
		this.certificate.save(context);
	}

}
