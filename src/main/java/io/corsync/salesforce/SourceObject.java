package io.corsync.salesforce;

import java.util.List;
import java.util.Map;

/**
 * An object as Salesforce describes it to this user: fields without field-level access
 * are not there.
 *
 * @param name API name
 * @param label the label people see
 * @param fields by API name in lower case
 * @param recordTypes its record types by {@code DeveloperName}, the built-in one left out
 */
public record SourceObject(String name, String label, Map<String, SourceField> fields,
		List<PicklistValue> recordTypes) {

	/**
	 * An object without record types.
	 * @param name API name
	 * @param label the label people see
	 * @param fields by API name in lower case
	 */
	public SourceObject(String name, String label, Map<String, SourceField> fields) {
		this(name, label, fields, List.of());
	}

}
