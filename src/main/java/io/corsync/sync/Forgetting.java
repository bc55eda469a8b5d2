package io.corsync.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.ledger.Entry;
import io.corsync.ledger.Ledger;
import io.corsync.ledger.Leases;
import io.corsync.ledger.Target;
import io.corsync.ledger.Targets;
import io.corsync.ledger.Traces;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Removes the values of records from everything that is kept, and leaves hashes in their
 * places: as long as nothing changes in Salesforce, nothing is sent, and nothing is kept
 * anew.
 */
public final class Forgetting {

	private static final Duration LEASE = Duration.ofSeconds(60);

	private final Targets targets;

	private final Leases leases;

	private final Ledger ledger;

	private final Traces traces;

	private final Clock clock;

	Forgetting(Targets targets, Leases leases, Ledger ledger, Traces traces, Clock clock) {
		this.targets = targets;
		this.leases = leases;
		this.ledger = ledger;
		this.traces = traces;
		this.clock = clock;
	}

	/**
	 * A record of which something is known.
	 *
	 * @param kind its kind
	 * @param externalId its Salesforce id
	 * @param name what people call it, empty when that was forgotten before
	 */
	public record Known(String kind, String externalId, String name) {

	}

	/**
	 * What is kept beside the database.
	 */
	public interface Files {

		/**
		 * What the records were called there.
		 * @param ids the records
		 * @return their names
		 */
		Set<String> names(Set<String> ids);

		/**
		 * Removes their values.
		 * @param ids the records
		 * @param redaction takes their names out of what is said about others
		 * @return how many files were changed
		 */
		int forget(Set<String> ids, Redaction redaction);

	}

	/**
	 * What was forgotten.
	 *
	 * @param records the records that the ledger knows
	 * @param files how many files were changed
	 */
	public record Forgotten(Collection<Known> records, int files) {

	}

	/**
	 * What the ledger knows of some records.
	 * @param ids the records
	 * @param dependents whether contracts and projects of a client, and projects of a
	 * contract, are to go with it
	 * @return the records, clients first
	 */
	public List<Known> find(SortedSet<String> ids, boolean dependents) {
		Map<Entry.Key, Known> found = new LinkedHashMap<>();
		for (Target target : this.targets.all()) {
			for (Kind kind : Kind.values()) {
				for (Entry entry : this.ledger.find(target.id(), kind.word(), ids).values()) {
					add(entry, found);
					if (dependents) {
						addDependents(target, entry.key(), found);
					}
				}
			}
		}
		return List.copyOf(found.values());
	}

	private void addDependents(Target target, Entry.Key key, Map<Entry.Key, Known> found) {
		for (Entry entry : this.traces.naming(target.id(), key)) {
			if (!found.containsKey(entry.key())) {
				add(entry, found);
				addDependents(target, entry.key(), found);
			}
		}
	}

	private static void add(Entry entry, Map<Entry.Key, Known> found) {
		found.put(entry.key(), new Known(entry.key().kind(), entry.key().externalId(), entry.name()));
	}

	/**
	 * Forgets records; killed in the middle, the same command does the rest.
	 * @param ids the records
	 * @param files what is kept beside the database
	 * @return what was forgotten
	 */
	public Forgotten forget(SortedSet<String> ids, Files files) {
		List<LeaseKeeper> held = new ArrayList<>();
		try {
			for (Target target : this.targets.all()) {
				held.add(new LeaseKeeper(this.leases, target.id(), "forget", LEASE));
			}
			return forget(ids, files, held);
		}
		finally {
			held.forEach(LeaseKeeper::close);
		}
	}

	private Forgotten forget(SortedSet<String> ids, Files files, List<LeaseKeeper> held) {
		Map<LeaseKeeper, List<Entry>> rows = new LinkedHashMap<>();
		Set<String> names = new TreeSet<>(files.names(ids));
		Map<Entry.Key, Known> known = new LinkedHashMap<>();
		for (LeaseKeeper keeper : held) {
			// What a dead run was sending is in doubt, and stays so.
			this.ledger.doubtClaimsOfDeadRuns(keeper.lease(), this.clock.instant());
			List<Entry> some = new ArrayList<>();
			for (Kind kind : Kind.values()) {
				some.addAll(this.ledger.find(keeper.lease().targetId(), kind.word(), ids).values());
			}
			some.forEach((entry) -> {
				names.addAll(names(entry));
				add(entry, known);
			});
			rows.put(keeper, some);
		}
		Redaction redaction = Redaction.of(names);
		// The database last: as long as it knows the names, the files can be searched.
		int changed = files.forget(ids, redaction);
		rows.forEach((keeper, some) -> this.traces.erase(keeper.lease(),
				some.stream().map(Forgetting::emptied).toList(), redaction.names(), redaction, this.clock.instant()));
		return new Forgotten(known.values(), changed);
	}

	private static Set<String> names(Entry entry) {
		Set<String> names = new TreeSet<>();
		names.add(entry.name());
		addName(entry.accepted(), names);
		addName((entry.pending() != null) ? entry.pending().payload() : null, names);
		return names;
	}

	private static void addName(@Nullable String payload, Set<String> names) {
		JsonNode name = (payload != null) ? Payload.parse(payload).get("name") : null;
		if (name != null && name.isString()) {
			names.add(name.stringValue());
		}
	}

	private static Traces.Emptied emptied(Entry entry) {
		return new Traces.Emptied(entry, forgotten(entry.accepted()),
				forgotten((entry.pending() != null) ? entry.pending().payload() : null));
	}

	private static @Nullable String forgotten(@Nullable String payload) {
		return (payload != null) ? Payload.parse(payload).forgotten().text() : null;
	}

}
