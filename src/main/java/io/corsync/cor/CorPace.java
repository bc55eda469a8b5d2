package io.corsync.cor;

import org.jspecify.annotations.Nullable;

/**
 * The pace of calls to COR, and what limits of COR's it has met.
 *
 * @param lately calls a second in the last seconds
 * @param found calls a second that COR accepts, null when it refused none as too many
 * @param foundAtOnce calls at once that COR accepts, null when it seems not to count them
 * @param refused calls that COR refused as too many
 */
public record CorPace(double lately, @Nullable Double found, @Nullable Integer foundAtOnce, long refused) {

	/** Nobody has called. */
	public static final CorPace NONE = new CorPace(0, null, null, 0);

}
