package io.corsync.mapping;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.salesforce.SourceRow;

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
	 * The paths to select from Opportunity, those through parents included: everything
	 * {@link #opportunity} reads, with each mapped parent's Id and SystemModstamp.
	 * @return paths such as {@code Contract.Account.Name}
	 */
	SortedSet<String> opportunityFields();

	/**
	 * The paths to select from Account for a refresh.
	 * @return field names, none when the mapping makes no clients
	 */
	SortedSet<String> accountFields();

	/**
	 * The paths to select from Contract for a refresh, its Account's included: the client
	 * of a contract's row is {@code account(row.parent("Account"))}.
	 * @return field names and paths, none when the mapping makes no contracts
	 */
	SortedSet<String> contractFields();

	/**
	 * Whether the project's payload reads fields of parents, so that a parent's change
	 * changes projects.
	 * @return true when Opportunities of changed parents must be read again
	 */
	boolean projectReadsParents();

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
	 * Maps an Account.
	 * @param row read with {@link #accountFields()}
	 * @return its client
	 */
	Mapped account(SourceRow row);

	/**
	 * Maps a Contract.
	 * @param row read with {@link #contractFields()}
	 * @return its contract
	 */
	Mapped contract(SourceRow row);

	/**
	 * The client that a Contract brought along, when its contract refers to it.
	 * @param row read with {@link #contractFields()}
	 * @return one client, or none
	 */
	List<Mapped> clientsOf(SourceRow row);

}
