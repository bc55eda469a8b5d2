package io.corsync.salesforce;

/**
 * A value of a picklist.
 *
 * @param value what rows hold
 * @param label what people see, in the language of the program's user
 * @param active whether it is offered; rows may hold others that were
 */
public record PicklistValue(String value, String label, boolean active) {

}
