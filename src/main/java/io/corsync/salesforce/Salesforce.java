package io.corsync.salesforce;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A Salesforce org, read through the SOAP Partner API; every method may throw a
 * {@link SalesforceException} and may be called from any thread.
 */
public interface Salesforce {

	/**
	 * The org behind the configured login; logs in when there is no session yet.
	 * @return the org
	 */
	Organization organization();

	/**
	 * The server's clock.
	 * @return now, in UTC
	 */
	Instant serverTime();

	/**
	 * Describes an object.
	 * @param object API name
	 * @return the object as this user may see it
	 */
	SourceObject describe(String object);

	/**
	 * Counts the rows of a query.
	 * @param query the query, its fields play no part
	 * @return how many rows it has now
	 */
	long count(SourceQuery query);

	/**
	 * A new reader over a query, in the order of SystemModstamp and Id.
	 * @param query what to read
	 * @return a reader that is not open yet
	 */
	SourceReader reader(SourceQuery query);

	/**
	 * Rows of a page, at most.
	 * @return the configured page size
	 */
	int pageSize();

	/**
	 * The org's API calls as the last answer told them.
	 * @return nothing before the first answer that tells
	 */
	Optional<ApiUsage> usage();

	/** Ends the calls under way and all patience, since the program is to end. */
	void stop();

	/**
	 * Where a person opens a record.
	 * @param id the record's id
	 * @return its Lightning address
	 */
	URI link(String id);

}
