package io.corsync.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What Salesforce said of a mapped field when a run last began.
 *
 * @param object API name of its object
 * @param field its API name
 * @param type its type, for references with where they lead to
 * @param picklist what a picklist offers, as text that its writer reads again; null for
 * other fields
 */
public record DescribedField(String object, String field, String type, @Nullable String picklist) {

}
