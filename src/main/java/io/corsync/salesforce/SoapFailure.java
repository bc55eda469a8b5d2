package io.corsync.salesforce;

/**
 * A single call that failed: what may be done about it here, and what to tell people when
 * that does not help.
 */
final class SoapFailure extends Exception {

	private final Remedy remedy;

	private final SalesforceException reason;

	SoapFailure(Remedy remedy, SalesforceException reason) {
		super(reason.getMessage(), reason);
		this.remedy = remedy;
		this.reason = reason;
	}

	Remedy remedy() {
		return this.remedy;
	}

	SalesforceException reason() {
		return this.reason;
	}

}
