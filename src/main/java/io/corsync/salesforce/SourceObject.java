package io.corsync.salesforce;

import java.util.Map;

/**
 * An object as Salesforce describes it to this user: fields without field-level access
 * are not there.
 *
 * @param name API name
 * @param label the label people see
 * @param fields by API name in lower case
 */
public record SourceObject(String name, String label, Map<String, SourceField> fields) {

}
