package io.corsync.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A Salesforce org and the COR it is brought to; rows of different targets know nothing
 * of each other.
 *
 * @param id number in this database
 * @param orgId the org's id, 18 characters
 * @param orgName the org's name
 * @param corUrl COR's base URL
 * @param companyId COR's id of the company, null as long as COR did not tell
 */
public record Target(int id, String orgId, String orgName, String corUrl, @Nullable String companyId) {

}
