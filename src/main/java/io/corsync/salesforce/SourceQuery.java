package io.corsync.salesforce;

import java.util.List;
import java.util.SortedSet;

/**
 * What to read from one Salesforce object; all conditions must hold, each is put in
 * parentheses.
 *
 * @param object API name of the object
 * @param fields paths to select, also through parents ({@code Account.Name}); Id and
 * SystemModstamp are always added
 * @param conditions SOQL conditions
 * @param includeDeleted whether rows in the recycle bin are read too ({@code queryAll})
 */
public record SourceQuery(String object, SortedSet<String> fields, List<String> conditions, boolean includeDeleted) {

}
