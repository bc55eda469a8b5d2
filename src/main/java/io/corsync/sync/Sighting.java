package io.corsync.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.corsync.cor.Kind;
import io.corsync.mapping.Mapped;
import io.corsync.mapping.Mapping;
import io.corsync.mapping.MappingException;
import io.corsync.salesforce.Salesforce;
import io.corsync.salesforce.SalesforceException;
import io.corsync.salesforce.Soql;
import io.corsync.salesforce.SourceQuery;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one record in Salesforce and tries each part of the rule on it.
 */
final class Sighting {

	private final Salesforce salesforce;

	private final MappingSource mappings;

	private final SyncProperties properties;

	private final KindObjects objects;

	Sighting(Salesforce salesforce, MappingSource mappings, SyncProperties properties) {
		this.salesforce = salesforce;
		this.mappings = mappings;
		this.properties = properties;
		this.objects = new KindObjects(mappings::file);
	}

	/**
	 * What was found.
	 *
	 * @param orgId the org that was asked
	 * @param sight what it shows
	 * @param mapped the record as COR is to get it, null when it is not there or cannot
	 * be mapped
	 * @param decider decides about it, null as well
	 */
	record Found(String orgId, Sight sight, @Nullable Mapped mapped, @Nullable Decider decider) {

	}

	Found look(Kind kind, String id) {
		String org = this.salesforce.organization().id();
		String object = this.objects.object(kind);
		if (object == null) {
			throw new SettingsException(
					List.of("The mapping makes no %ss, so it is not known where they are in Salesforce."
						.formatted(kind.word())));
		}
		String nameField = KindObjects.nameField(kind);
		SourceRow row = first(object, id, Set.of(nameField), false);
		if (row == null) {
			Sight.Presence presence = deleted(object, id) ? Sight.Presence.DELETED : Sight.Presence.INVISIBLE;
			return new Found(org, new Sight(presence, null, null, List.of()), null, null);
		}
		String name = row.text(nameField);
		Instant stamp = row.systemModstamp();
		Sight sight = new Sight(Sight.Presence.VISIBLE, name, stamp, (kind == Kind.PROJECT) ? rule(id) : List.of());
		return mapped(org, sight, kind, id);
	}

	private @Nullable SourceRow first(String object, String id, Set<String> fields, boolean evenDeleted) {
		SourceQuery query = new SourceQuery(object, new TreeSet<>(fields), named(id), evenDeleted);
		List<SourceRow> rows = Reading.all(this.salesforce, query);
		return rows.isEmpty() ? null : rows.get(0);
	}

	private static List<String> named(String id) {
		return List.of(Soql.in("Id", List.of(id)));
	}

	private boolean deleted(String object, String id) {
		try {
			SourceRow row = first(object, id, Set.of("IsDeleted"), true);
			return row != null && "true".equalsIgnoreCase(row.text("IsDeleted"));
		}
		catch (SalesforceException.InvalidRequest | SalesforceException.Rights ex) {
			return false;
		}
	}

	private List<Sight.Part> rule(String id) {
		List<Sight.Part> parts = new ArrayList<>();
		for (String condition : FilterParts.of(this.properties.filter())) {
			parts.add(part(id, condition, null));
		}
		if (this.properties.from() != null) {
			parts.add(part(id, "CloseDate >= " + this.properties.from(), "sync.from, for the first run only"));
		}
		return parts;
	}

	private Sight.Part part(String id, String condition, @Nullable String note) {
		List<String> conditions = new ArrayList<>(named(id));
		conditions.add(condition);
		try {
			long rows = this.salesforce
				.count(new SourceQuery(SourceObjects.OPPORTUNITY, new TreeSet<>(), conditions, false));
			return new Sight.Part(condition, rows > 0, note);
		}
		catch (SalesforceException.InvalidRequest | SalesforceException.Rights ex) {
			return new Sight.Part(condition, null, ex.getMessage());
		}
	}

	// A mapping that does not fit is check's matter, not this record's.
	private Found mapped(String org, Sight sight, Kind kind, String id) {
		try {
			Mapping mapping = this.mappings.load(this.salesforce.organization());
			SourceObjects objects = new SourceObjects(mapping, this.properties.filter());
			if (!objects.mapped(kind)) {
				return new Found(org, sight, null, null);
			}
			List<SourceRow> rows = Reading.all(this.salesforce, objects.byId(kind, List.of(id), false));
			if (!rows.isEmpty()) {
				Mapped mapped = new WorkMapper(mapping, kind, false).map(new RowReader.Numbered(rows.get(0), 1))
					.subject();
				return new Found(org, sight, mapped,
						new Decider(mapping, this.properties.onAdopt().equals("overwrite")));
			}
		}
		catch (MappingException | SalesforceException.InvalidRequest | SalesforceException.Rights ex) {
			return new Found(org, sight, null, null);
		}
		return new Found(org, sight, null, null);
	}

}
