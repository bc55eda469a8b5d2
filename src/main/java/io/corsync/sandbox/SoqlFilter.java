package io.corsync.sandbox;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A condition ready to be asked, with what it says about the stamps and ids of its rows,
 * so that a page does not look at all rows.
 *
 * @param test whether a row passes
 * @param from no row passes with an older stamp
 * @param to no row passes with a younger stamp
 * @param ids no other row passes, null when any may
 */
record SoqlFilter(Test test, Instant from, Instant to, @Nullable Set<String> ids) {

	/**
	 * Asks one row.
	 */
	interface Test {

		boolean passes(OrgRow row, OrgSight sight);

	}

	static SoqlFilter of(Test test) {
		return new SoqlFilter(test, Instant.MIN, Instant.MAX, null);
	}

	static SoqlFilter all() {
		return of((row, sight) -> true);
	}

	SoqlFilter onlyIds(Set<String> only) {
		return new SoqlFilter(this.test, this.from, this.to, only);
	}

	SoqlFilter between(Instant first, Instant last) {
		return new SoqlFilter(this.test, first, last, this.ids);
	}

	SoqlFilter not() {
		return of((row, sight) -> !this.test.passes(row, sight));
	}

	static SoqlFilter and(List<SoqlFilter> filters) {
		Instant from = Instant.MIN;
		Instant to = Instant.MAX;
		Set<String> ids = null;
		for (SoqlFilter filter : filters) {
			from = filter.from.isAfter(from) ? filter.from : from;
			to = filter.to.isBefore(to) ? filter.to : to;
			if (filter.ids != null && (ids == null || filter.ids.size() < ids.size())) {
				ids = filter.ids;
			}
		}
		return new SoqlFilter(joined(filters, true), from, to, ids);
	}

	static SoqlFilter or(List<SoqlFilter> filters) {
		Instant from = Instant.MAX;
		Instant to = Instant.MIN;
		Set<String> ids = new HashSet<>();
		for (SoqlFilter filter : filters) {
			from = filter.from.isBefore(from) ? filter.from : from;
			to = filter.to.isAfter(to) ? filter.to : to;
			if (ids != null && filter.ids != null) {
				ids.addAll(filter.ids);
			}
			else {
				ids = null;
			}
		}
		return new SoqlFilter(joined(filters, false), from, to, ids);
	}

	private static Test joined(List<SoqlFilter> filters, boolean all) {
		return (row, sight) -> {
			for (SoqlFilter filter : filters) {
				if (filter.test.passes(row, sight) != all) {
					return !all;
				}
			}
			return all;
		};
	}

}
