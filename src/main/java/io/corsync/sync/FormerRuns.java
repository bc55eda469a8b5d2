package io.corsync.sync;

import java.util.Optional;

import io.corsync.ledger.Run;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Target;

/**
 * What runs that were begun earlier mean for one that may begin.
 */
final class FormerRuns {

	private final Runs runs;

	private final SyncProperties properties;

	FormerRuns(Runs runs, SyncProperties properties) {
		this.runs = runs;
		this.properties = properties;
	}

	/**
	 * Whether history would be sent for the first time: as long as no window was ever
	 * completed, however many single deals were sent before.
	 */
	boolean none(RunPlan plan, Optional<Target> target) {
		boolean history = plan.window() != null && plan.window().from() == null;
		return history || target.isEmpty() || this.runs.last(target.get().id(), 1).isEmpty();
	}

	/**
	 * The run that the request would go on with: somebody said yes to exactly this when
	 * it was begun.
	 */
	Optional<Run> unfinished(RunRequest request, Optional<Target> target, String mappingVersion) {
		String fingerprint = Fingerprint.of(request, this.properties, mappingVersion);
		return target.flatMap((known) -> this.runs.unfinished(known.id())
			.stream()
			.filter((run) -> run.fingerprint().equals(fingerprint))
			.findFirst());
	}

}
