package io.corsync.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import io.corsync.ledger.Run;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.Soql;
import io.corsync.salesforce.SourceQuery;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a run does not read since it does not meet the rule.
 */
final class Outside {

	/** Each named one that is not read takes some queries to find out why. */
	private static final int MOST_EXPLAINED = 20;

	private final Salesforce salesforce;

	private final Sighting sighting;

	private final SyncProperties properties;

	Outside(Salesforce salesforce, Sighting sighting, SyncProperties properties) {
		this.salesforce = salesforce;
		this.sighting = sighting;
		this.properties = properties;
	}

	/**
	 * Why one is not read.
	 *
	 * @param name its name, empty when it is not seen
	 * @param words why
	 */
	record Why(String name, String words) {

	}

	String rule() {
		return this.properties.filter();
	}

	/**
	 * How many Opportunities have changed in a run's window and do not meet the rule.
	 * @return null for a run without a window
	 */
	@Nullable Long count(Run run) {
		if (run.windowTo() == null) {
			return null;
		}
		Selection.Changed window = new Selection.Changed(run.windowFrom(), run.windowTo(),
				(run.windowFrom() == null) ? this.properties.from() : null);
		List<String> all = window.conditions(List.of());
		List<String> inside = new ArrayList<>(all);
		inside.add(this.properties.filter());
		return Math.max(0, this.salesforce.count(opportunities(all)) - this.salesforce.count(opportunities(inside)));
	}

	/**
	 * Why some of the named ones are not read.
	 */
	Map<String, Why> named(Collection<String> ids) {
		List<String> rest = new ArrayList<>(ids);
		for (int from = 0; from < ids.size(); from += Reading.PAGE) {
			List<String> page = List.copyOf(ids).subList(from, Math.min(ids.size(), from + Reading.PAGE));
			SourceQuery query = opportunities(List.of(this.properties.filter(), Soql.in("Id", page)));
			Reading.all(this.salesforce, query).forEach((row) -> rest.remove(row.id()));
		}
		Map<String, Why> why = new TreeMap<>();
		rest.forEach((id) -> why.put(id, (why.size() < MOST_EXPLAINED) ? why(id) : new Why("", "It is not read.")));
		return why;
	}

	private Why why(String id) {
		Sight sight = this.sighting.look(Kind.PROJECT, id).sight();
		String name = (sight.name() != null) ? sight.name() : "";
		return switch (sight.presence()) {
			case VISIBLE -> new Why(name, sight.brought() ? "It meets the rule since a moment ago."
					: "It does not meet the rule: %s".formatted(String.join(" and ", sight.unmet())));
			case DELETED -> new Why(name, "It was deleted in Salesforce.");
			case INVISIBLE -> new Why(name, "It is not there, or this user may not see it.");
		};
	}

	private static SourceQuery opportunities(List<String> conditions) {
		return new SourceQuery(SourceObjects.OPPORTUNITY, new TreeSet<>(), conditions, false);
	}

}
