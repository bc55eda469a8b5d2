package io.corsync.sync;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of projects whose Opportunities have left the scope.
 *
 * @param archive whether COR archives them, else they are left alone
 * @param run the run that asks
 * @param filter the filter of now
 * @param agreed the filter by which archiving is agreed, null as long as there is none
 */
record LeavePolicy(boolean archive, long run, String filter, @Nullable String agreed) {

	/**
	 * Why a project is not archived before somebody approves.
	 * @param deleted whether its Opportunity was deleted, which no filter has to say
	 * @return null when it may be archived
	 */
	Decision.@Nullable Hold hold(boolean deleted) {
		if (deleted || this.agreed == null || this.agreed.equals(this.filter)) {
			return null;
		}
		return new Decision.Hold(Causes.FILTER_CHANGED,
				"sync.filter has changed from %s to %s, and its Opportunity does not meet the new one. Nothing is archived for a changed filter before somebody agrees. If it is meant: approve %d"
					.formatted(this.agreed, this.filter, this.run));
	}

}
