package io.corsync.sync;

import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.MappedOpportunity;
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
		return switch (this.kind) {
			case CLIENT -> work(this.mapping.account(row), List.of(), numbered);
			// A contract that moves to another client needs that client in COR.
			case CONTRACT -> work(this.mapping.contract(row), this.mapping.clientsOf(row), numbered);
			case PROJECT -> {
				MappedOpportunity opportunity = this.mapping.opportunity(row);
				yield work(opportunity.project(), opportunity.parents(), numbered);
			}
		};
	}

	private Work work(Mapped subject, List<Mapped> parents, RowReader.Numbered numbered) {
		return new Work(subject, parents, numbered.position(), numbered.ordinal(), this.onlyKnown);
	}

}
