package io.corsync.mapping;

import java.util.SortedSet;

/**
 * What the program's Salesforce user must be able to read.
 *
 * @param fields every field that is read, lookups on the way included
 * @param unresolved paths whose end cannot be named yet, because their lookup is not
 * visible to this user
 */
public record ReadAccess(SortedSet<ObjectField> fields, SortedSet<String> unresolved) {

}
