package io.corsync.sync;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a run does, as it can be told from its request and its row again.
 *
 * @param request what was asked for
 * @param selection the Opportunities it reads, null for none
 * @param window the window whose parents are refreshed and whose end becomes the
 * watermark, null for none
 * @param limit most Opportunities to read
 */
record RunPlan(RunRequest request, @Nullable Selection selection, Selection.@Nullable Changed window, long limit) {

	/**
	 * Whether the run, once complete, moves the watermark.
	 */
	boolean movesWatermark() {
		return this.window != null && this.limit == Long.MAX_VALUE;
	}

	/**
	 * Whether nobody chose its rows: a night that is not the first one.
	 */
	boolean guarded() {
		return this.window != null && this.window.from() != null;
	}

	@Nullable Instant windowFrom() {
		return (this.window != null) ? this.window.from() : null;
	}

	@Nullable Instant windowTo() {
		return (this.window != null) ? this.window.to() : null;
	}

	String words() {
		return (this.selection != null) ? this.selection.words() : this.request.options();
	}

}
