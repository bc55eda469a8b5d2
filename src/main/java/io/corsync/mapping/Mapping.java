package io.corsync.mapping;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * The mapping file, checked and ready: pure functions from source rows to payloads.
 */
public interface Mapping {

	/**
	 * Changes whenever the mapping's meaning changes, not with comments or layout.
	 * @return a short hash
	 */
	String version();

	/**
	 * Whose days dates and times become.
	 * @return the file's time zone, else the org's
	 */
	ZoneId zone();

	/**
	 * Values that a person gives for a project's fields in place of the mapping's, when
	 * it is created.
	 * @param texts texts by COR field name, each of a field that is sent once
	 * @return the values, of their fields' types
	 * @throws IllegalArgumentException naming field, value and remedy
	 */
	Payload creationValues(Map<String, String> texts);

	/**
	 * The Salesforce object behind a kind.
	 * @param kind the kind
	 * @return its API name, null when the mapping makes none of that kind
	 */
	@Nullable String object(Kind kind);

	/**
	 * The paths to select from a kind's object, those through parents included:
	 * everything that {@link #entity} and {@link #parents} read, with each mapped
	 * parent's Id and SystemModstamp.
	 * @param kind the kind
	 * @return paths such as {@code Contract.Account.Name}, none when the mapping makes
	 * none of that kind
	 */
	SortedSet<String> fields(Kind kind);

	/**
	 * The paths to select from Opportunity.
	 * @return those of the project and of its parents
	 */
	default SortedSet<String> opportunityFields() {
		return fields(Kind.PROJECT);
	}

	/**
	 * The ways to those parents of an Opportunity whose fields the project's payload
	 * reads, so that their change changes projects.
	 * @return ways such as {@code Account}; Opportunities of changed parents must be read
	 * again
	 */
	SortedSet<String> parentsRead();

	/**
	 * The fields of a kind that are sent once, when the entity is created, and are COR's
	 * from then on.
	 * @param kind the kind
	 * @return COR field names
	 */
	Set<String> createOnly(Kind kind);

	/**
	 * Maps an Opportunity and the parents it brought along.
	 * @param row read with {@link #opportunityFields()}
	 * @return its project and parents
	 */
	MappedOpportunity opportunity(SourceRow row);

	/**
	 * Maps a row of a kind's object.
	 * @param kind the kind
	 * @param row read with its {@link #fields}
	 * @return its entity
	 */
	Mapped entity(Kind kind, SourceRow row);

	/**
	 * The entities that a row brought along because its own refers to them, itself or
	 * through another one.
	 * @param entity what the row was mapped to
	 * @param row the row
	 * @return parents first, each once
	 */
	List<Mapped> parents(Mapped entity, SourceRow row);

}
