package io.corsync.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceRow;

/**
 * Proves which Opportunities have left the scope.
 * <ol>
 * <li>What the filter finds by id has not left.</li>
 * <li>Of the rest, {@code queryAll} shows what was deleted, which is proof enough, and
 * what this user may see.</li>
 * <li>What was seen, is not found by the filter after that, and is then still seen with
 * the same stamp, has left: had it been won again or hidden in between, it would not
 * be.</li>
 * </ol>
 * What cannot be seen proves nothing.
 */
final class ScopeProof {

	private final Salesforce salesforce;

	private final SourceObjects objects;

	ScopeProof(Salesforce salesforce, SourceObjects objects) {
		this.salesforce = salesforce;
		this.objects = objects;
	}

	/**
	 * An Opportunity that has left.
	 *
	 * @param row the Opportunity with everything that is mapped
	 * @param deleted whether it was deleted, else it fails the filter
	 */
	record Left(SourceRow row, boolean deleted) {

	}

	/**
	 * What is not in the filter now.
	 * @param ids at most a page of ids
	 */
	Set<String> outside(Collection<String> ids) {
		Set<String> outside = new TreeSet<>(ids);
		if (!ids.isEmpty()) {
			read(this.objects.inFilter(ids)).forEach((row) -> outside.remove(row.id()));
		}
		return outside;
	}

	/**
	 * Proves what it can.
	 * @param ids Opportunities that the filter has not found, at most a page
	 */
	List<Left> left(Collection<String> ids) {
		List<Left> left = new ArrayList<>();
		Map<String, SourceRow> seen = new HashMap<>();
		if (!ids.isEmpty()) {
			for (SourceRow row : read(this.objects.evenDeleted(ids))) {
				if (isDeleted(row)) {
					left.add(new Left(row, true));
				}
				else {
					seen.put(row.id(), row);
				}
			}
		}
		Map<String, Instant> stamps = stampsOutside(seen.keySet());
		for (SourceRow row : seen.values()) {
			if (row.systemModstamp().equals(stamps.get(row.id()))) {
				left.add(new Left(row, false));
			}
		}
		return left;
	}

	private Map<String, Instant> stampsOutside(Collection<String> ids) {
		Set<String> outside = outside(ids);
		Map<String, Instant> stamps = new HashMap<>();
		if (!outside.isEmpty()) {
			read(this.objects.stamps(outside)).forEach((row) -> stamps.put(row.id(), row.systemModstamp()));
		}
		return stamps;
	}

	private static boolean isDeleted(SourceRow row) {
		return "true".equalsIgnoreCase(row.text(SourceObjects.IS_DELETED));
	}

	private List<SourceRow> read(SourceQuery query) {
		return Reading.all(this.salesforce, query);
	}

}
