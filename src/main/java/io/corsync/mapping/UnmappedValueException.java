package io.corsync.mapping;

/**
 * A row's value that the mapping's table does not know: it is refused, or its field left
 * out, as the field's rule says.
 */
final class UnmappedValueException extends RefusedValueException {

	private final String value;

	UnmappedValueException(String value, String what) {
		super(VALUE_NOT_IN_TABLE, what, "add it to the table or give the table a default");
		this.value = value;
	}

	String value() {
		return this.value;
	}

}
