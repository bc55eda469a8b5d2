package io.corsync.sync;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * What a run does, as it can be told from its request and its row again.
 *
 * @param request what was asked for
 * @param selection the Opportunities it reads, null for none
 * @param window the window whose parents are refreshed and whose end becomes the
 * watermark, null for none
 * @param limit most Opportunities to read
 * @param slices the slices in which they are read side by side, none when they are read
 * in one go
 * @param rows how many Opportunities the selection had when the run was planned, -1 when
 * nobody counted them
 */
record RunPlan(RunRequest request, @Nullable Selection selection, Selection.@Nullable Changed window, long limit,
		List<Slice> slices, long rows) {

	RunPlan(RunRequest request, @Nullable Selection selection, Selection.@Nullable Changed window, long limit) {
		this(request, selection, window, limit, List.of(), -1);
	}

	/**
	 * The same in slices.
	 */
	RunPlan in(List<Slice> some) {
		return new RunPlan(this.request, this.selection, this.window, this.limit, some, this.rows);
	}

	/**
	 * The same, its Opportunities counted.
	 */
	RunPlan counted(long some) {
		return new RunPlan(this.request, this.selection, this.window, this.limit, this.slices, some);
	}

	/**
	 * What a slice reads.
	 */
	Selection.Dates within(Slice slice) {
		return (this.selection instanceof Selection.Dates dates) ? dates.within(slice)
				: new Selection.Dates(Selection.Dates.CLOSE_DATE, slice.from(), slice.to(), ZoneOffset.UTC);
	}

	/**
	 * Whether the run, once complete, moves the watermark.
	 */
	boolean movesWatermark() {
		return this.window != null && this.limit == Long.MAX_VALUE;
	}

	/**
	 * What no guard limits: a person chose its rows, unless it is a night that is not the
	 * first one, or a reconcile. A backfill was approved for what it creates.
	 */
	Set<VolumeGuard.Action> unguarded() {
		if (this.request instanceof RunRequest.Backfill) {
			return Set.of(VolumeGuard.Action.CREATE);
		}
		boolean night = this.window != null && this.window.from() != null;
		return (night || this.request instanceof RunRequest.Reconcile) ? Set.of() : Set.of(VolumeGuard.Action.values());
	}

	/**
	 * What projects are created with.
	 * @throws RefusedRequestException when a value was given that does not fit
	 */
	CreationValues creationValues(Mapping mapping) {
		Map<String, String> texts = (this.request instanceof RunRequest.Backfill backfill) ? backfill.values()
				: Map.of();
		try {
			return new CreationValues(mapping.creationValues(texts), mapping.createOnly(Kind.PROJECT));
		}
		catch (IllegalArgumentException ex) {
			throw new RefusedRequestException(String.valueOf(ex.getMessage()));
		}
	}

	@Nullable Instant windowFrom() {
		return (this.window != null) ? this.window.from() : null;
	}

	@Nullable Instant windowTo() {
		return (this.window != null) ? this.window.to() : null;
	}

	String words() {
		if (this.request instanceof RunRequest.Backfill backfill && this.selection != null) {
			return this.selection.words() + backfill.choice();
		}
		return (this.selection != null) ? this.selection.words() : this.request.options();
	}

}
