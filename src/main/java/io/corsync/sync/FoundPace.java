package io.corsync.sync;

import io.corsync.cor.CorPace;
import org.jspecify.annotations.Nullable;

/**
 * What a start has found out about COR's limits.
 *
 * @param callsPerSecond calls a second that COR accepts, null when it refused none
 * @param atOnce calls at once that COR accepts, null when it seems not to count them
 * @param refused calls that COR refused as too many
 */
public record FoundPace(@Nullable Double callsPerSecond, @Nullable Integer atOnce, long refused) {

	static FoundPace of(CorPace pace, long refusedBefore) {
		Double found = (pace.found() != null) ? Math.round(10 * pace.found()) / 10.0 : null;
		return new FoundPace(found, pace.foundAtOnce(), pace.refused() - refusedBefore);
	}

}
