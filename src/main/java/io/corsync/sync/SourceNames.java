package io.corsync.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import io.corsync.ledger.Target;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.Soql;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Asks Salesforce for the names around a record: its Account and its owner. Reports must
 * work without Salesforce, so the first trouble ends the asking, and is kept in words.
 */
final class SourceNames {

	private static final String OWNER = "Owner.Name";

	private final Salesforce salesforce;

	private final KindObjects objects;

	private final Map<Kind, Integer> modest = new HashMap<>();

	private @Nullable String trouble;

	SourceNames(Salesforce salesforce, KindObjects objects) {
		this.salesforce = salesforce;
		this.objects = objects;
	}

	/**
	 * What stands around a record.
	 *
	 * @param name its name as it is now
	 * @param account its Account's name
	 * @param owner its owner's name
	 */
	record Names(@Nullable String name, @Nullable String account, @Nullable String owner) {

		static final Names UNKNOWN = new Names(null, null, null);

	}

	/**
	 * The names around records.
	 * @param target whose records they are
	 * @param kind their kind
	 * @param ids their ids, some thousands at most
	 * @return by id; what is not there is not known
	 */
	Map<String, Names> of(Target target, Kind kind, Collection<String> ids) {
		if (this.trouble != null || ids.isEmpty()) {
			return Map.of();
		}
		try {
			return Briefly.ask(this.salesforce, () -> ask(target, kind, ids));
		}
		catch (SalesforceException ex) {
			this.trouble = String.valueOf(ex.getMessage());
		}
		return Map.of();
	}

	/**
	 * Why names are missing.
	 * @return null when Salesforce has answered everything
	 */
	@Nullable String trouble() {
		return this.trouble;
	}

	private Map<String, Names> ask(Target target, Kind kind, Collection<String> ids) {
		String org = this.salesforce.organization().id();
		if (!org.equals(target.orgId())) {
			this.trouble = "The login leads to another org (%s) than these records are of (%s).".formatted(org,
					target.orgId());
			return Map.of();
		}
		String object = this.objects.object(kind);
		if (object == null) {
			return Map.of();
		}
		List<Set<String>> ways = ways(kind);
		int step = this.modest.getOrDefault(kind, 0);
		for (;; step++) {
			try {
				Map<String, Names> names = read(kind, object, ways.get(step), ids);
				this.modest.put(kind, step);
				return names;
			}
			catch (SalesforceException.InvalidRequest | SalesforceException.Rights ex) {
				if (step == ways.size() - 1) {
					throw ex;
				}
			}
		}
	}

	// Fields that a user may lack, given up one after the other.
	private List<Set<String>> ways(Kind kind) {
		String account = this.objects.accountName(kind);
		return (account != null) ? List.of(Set.of(account, OWNER), Set.of(account), Set.of(OWNER), Set.of())
				: List.of(Set.of(OWNER), Set.of());
	}

	private Map<String, Names> read(Kind kind, String object, Set<String> fields, Collection<String> ids) {
		TreeSet<String> asked = new TreeSet<>(fields);
		String nameField = KindObjects.nameField(kind);
		String account = this.objects.accountName(kind);
		asked.add(nameField);
		SourceQuery query = new SourceQuery(object, asked, List.of(Soql.in("Id", ids)), false).ofSmallRows();
		Map<String, Names> names = new HashMap<>();
		for (SourceRow row : Reading.all(this.salesforce, query)) {
			names.put(row.id(),
					new Names(row.text(nameField), (account != null) ? row.text(account) : null, row.text(OWNER)));
		}
		return names;
	}

	/**
	 * The kind that the ledger's word stands for.
	 */
	static Kind kind(String word) {
		return Kind.valueOf(word.toUpperCase(Locale.ROOT));
	}

}
