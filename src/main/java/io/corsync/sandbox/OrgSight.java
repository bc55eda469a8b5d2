package io.corsync.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the integration's user sees of the org in one call.
 *
 * @param world the org
 * @param deleted whether rows in the recycle bin are seen
 * @param now the org's time at the call
 */
record OrgSight(SalesforceWorld world, boolean deleted, Instant now) {

	boolean sees(OrgRow row) {
		return row.visible(this.now) && (this.deleted || !row.deleted());
	}

	/**
	 * The parent behind a reference, null when there is none or it is not seen.
	 */
	@Nullable OrgRow parent(OrgRow row, OrgField reference) {
		Object id = row.value(reference);
		if (id == null) {
			return null;
		}
		OrgRow parent = this.world.table(reference.referenceTo()).find((String) id);
		return (parent != null && sees(parent)) ? parent : null;
	}

}
