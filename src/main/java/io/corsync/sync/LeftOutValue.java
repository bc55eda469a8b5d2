package io.corsync.sync;

/**
 * A value that the mapping's table does not know, and that was left out for
 * {@code unmapped: omit}.
 *
 * @param kind the kind of the record that goes without it
 * @param field COR's field
 * @param value the value in Salesforce
 * @param example Salesforce id of a record that has it
 */
public record LeftOutValue(String kind, String field, String value, String example) {

}
