package io.corsync.salesforce;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field as Salesforce describes it.
 *
 * @param name API name
 * @param label the label people see
 * @param type the SOAP field type in lower case: {@code string}, {@code textarea},
 * {@code currency}, {@code date}, {@code datetime}, {@code reference}, …
 * @param length maximum characters, 0 where it does not apply
 * @param filterable whether a condition may name it
 * @param relationship name of the relationship to the parent, for references
 * @param parents objects it may point to, for references
 * @param picklist its values as far as Salesforce tells them, for picklists
 */
public record SourceField(String name, String label, String type, int length, boolean filterable,
		@Nullable String relationship, List<String> parents, List<PicklistValue> picklist) {

}
