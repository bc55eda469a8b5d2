package io.corsync.mapping;

/**
 * A row's value that cannot be sent; caught where the row's refusals are collected.
 */
sealed class RefusedValueException extends Exception permits UnmappedValueException {

	/** The value does not have the type of COR's field. */
	static final String VALUE_TYPE = "VALUE_TYPE";

	/** The value has no line in the mapping's table. */
	static final String VALUE_NOT_IN_TABLE = "VALUE_NOT_IN_TABLE";

	/** The value has more characters than the mapping allows. */
	static final String VALUE_TOO_LONG = "VALUE_TOO_LONG";

	/** The mapping's expression has no value for this row. */
	static final String EXPRESSION_FAILED = "EXPRESSION_FAILED";

	/** COR requires the field and the row has no value for it. */
	static final String MISSING_VALUE = "MISSING_VALUE";

	private final String code;

	private final String what;

	private final String remedy;

	RefusedValueException(String code, String what, String remedy) {
		// A million refused rows need no million stack traces.
		super(what, null, false, false);
		this.code = code;
		this.what = what;
		this.remedy = remedy;
	}

	String what() {
		return this.what;
	}

	String remedy() {
		return this.remedy;
	}

	Mapped.Refusal refusal(String field, String mappedAt) {
		return new Mapped.Refusal(this.code, "%s %s; %s (%s)".formatted(field, this.what, this.remedy, mappedAt));
	}

}
