package io.corsync.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import io.corsync.cor.Kind;
import io.corsync.ledger.Run;
import io.corsync.ledger.Target;
import io.corsync.ledger.Watermarks;
import io.corsync.mapping.Mapping;
import io.corsync.salesforce.Salesforce;

/**
 * Plans what a request reads: runs and previews of them alike.
 */
final class RunPlanner {

	private final Salesforce salesforce;

	private final Watermarks watermarks;

	private final SyncProperties properties;

	RunPlanner(Salesforce salesforce, Watermarks watermarks, SyncProperties properties) {
		this.salesforce = salesforce;
		this.watermarks = watermarks;
		this.properties = properties;
	}

	RunPlan plan(RunRequest request, Optional<Target> target, Mapping mapping) {
		if (request instanceof RunRequest.Sync sync && sync.ids().isEmpty()) {
			Instant to = this.salesforce.serverTime();
			Instant from = target.flatMap((known) -> this.watermarks.reached(known.id(), Kind.PROJECT.word()))
				.map((reached) -> reached.minus(this.properties.overlap()))
				.orElse(null);
			Selection.Changed window = new Selection.Changed(from, to, (from == null) ? this.properties.from() : null);
			return new RunPlan(request, window, window, (sync.limit() != null) ? sync.limit() : Long.MAX_VALUE);
		}
		if (request instanceof RunRequest.Sync sync) {
			return new RunPlan(request, new Selection.Ids(sync.ids()), null,
					(sync.limit() != null) ? sync.limit() : Long.MAX_VALUE);
		}
		if (request instanceof RunRequest.Backfill backfill) {
			return new RunPlan(request, backfill.selection(mapping.zone()), null, Long.MAX_VALUE).in(backfill.slices());
		}
		if (request instanceof RunRequest.Reconcile) {
			RunPlan plan = new RunPlan(request, new Selection.Everything(this.properties.from(), null), null,
					Long.MAX_VALUE);
			return request.remote() ? plan.in(Slice.all(this.properties.from(), today())) : plan;
		}
		return new RunPlan(request, null, null, Long.MAX_VALUE);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.salesforce.serverTime(), ZoneOffset.UTC);
	}

	/**
	 * The plan of a run that goes on: with its own window, not with the one that would be
	 * due now.
	 */
	RunPlan again(RunPlan plan, Run run) {
		if (plan.window() == null || run.windowTo() == null) {
			return plan;
		}
		Selection.Changed window = new Selection.Changed(run.windowFrom(), run.windowTo(),
				(run.windowFrom() == null) ? this.properties.from() : null);
		return new RunPlan(plan.request(), window, window, plan.limit());
	}

}
