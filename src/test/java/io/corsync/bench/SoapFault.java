package io.corsync.bench;

/**
 * What the stand-in's Salesforce refuses.
 */
final class SoapFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	SoapFault(String code, String message) {
		super(message);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
