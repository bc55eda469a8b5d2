package io.corsync.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

	/** Fields that a user may lack, given up one after the other. */
	private static final List<List<String>> FIELDS = List.of(List.of("Account.Name", "Owner.Name"),
			List.of("Account.Name"), List.of("Owner.Name"), List.of());

	private final Salesforce salesforce;

	private final Map<Kind, Integer> modest = new HashMap<>();

	private @Nullable String trouble;

	SourceNames(Salesforce salesforce) {
		this.salesforce = salesforce;
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
		int step = this.modest.getOrDefault(kind, 0);
		for (;; step++) {
			try {
				Map<String, Names> names = read(kind, FIELDS.get(step), ids);
				this.modest.put(kind, step);
				return names;
			}
			catch (SalesforceException.InvalidRequest | SalesforceException.Rights ex) {
				if (step == FIELDS.size() - 1) {
					throw ex;
				}
			}
		}
	}

	private Map<String, Names> read(Kind kind, List<String> fields, Collection<String> ids) {
		TreeSet<String> asked = new TreeSet<>(fields);
		asked.removeIf((field) -> kind == Kind.CLIENT && field.startsWith("Account."));
		asked.add((kind == Kind.CONTRACT) ? "ContractNumber" : "Name");
		SourceQuery query = new SourceQuery(SourceObjects.object(kind), asked, List.of(Soql.in("Id", ids)), false);
		Map<String, Names> names = new HashMap<>();
		for (SourceRow row : Reading.all(this.salesforce, query)) {
			String name = row.text((kind == Kind.CONTRACT) ? "ContractNumber" : "Name");
			names.put(row.id(),
					new Names(name, (kind == Kind.CLIENT) ? name : row.text("Account.Name"), row.text("Owner.Name")));
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
