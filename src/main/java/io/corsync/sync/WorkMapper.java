package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.SourceRow;

import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Maps rows of one source object to work.
 */
final class WorkMapper implements ItemProcessor<Bundle<RowReader.Numbered>, Bundle<Work>> {

	private final Mapping mapping;

	private final Kind kind;

	private final boolean onlyKnown;

	WorkMapper(Mapping mapping, Kind kind, boolean onlyKnown) {
		this.mapping = mapping;
		this.kind = kind;
		this.onlyKnown = onlyKnown;
	}

	@Override
	public Bundle<Work> process(Bundle<RowReader.Numbered> bundle) {
		return new Bundle<>(bundle.rows().stream().map(this::map).toList());
	}

	Work map(RowReader.Numbered numbered) {
		SourceRow row = numbered.row();
		Mapped subject = this.mapping.entity(this.kind, row);
		// What moves to another parent needs that one in COR.
		List<Mapped> parents = this.mapping.parents(subject, row);
		return new Work(subject, parents, numbered.position(), numbered.ordinal(), this.onlyKnown);
	}

}
