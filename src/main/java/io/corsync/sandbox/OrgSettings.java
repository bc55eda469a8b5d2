package io.corsync.sandbox;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What can be set about the org while it runs.
 *
 * @param sessionEvery a session ends after so many calls, 0 for never
 * @param sessionSeconds a session ends when it was not used for so long
 * @param pageCap the most rows of a page, 0 for what was asked
 * @param locatorSeconds how long a query locator lives
 * @param quotaUsed API calls of the day so far
 * @param quotaLimit API calls of a day
 * @param multiCurrency whether several currencies are active
 * @param jwtTokens whether access tokens are JWTs, which SOAP does not take
 * @param soapLogin whether login() is switched on, for the versions that still have it
 * @param sandbox whether the org is a Salesforce sandbox
 * @param hiddenFields fields without field-level access, as
 * {@code Opportunity.ContractId}
 * @param hiddenObjects objects without access
 */
record OrgSettings(int sessionEvery, int sessionSeconds, int pageCap, int locatorSeconds, int quotaUsed, int quotaLimit,
		boolean multiCurrency, boolean jwtTokens, boolean soapLogin, boolean sandbox, SortedSet<String> hiddenFields,
		SortedSet<String> hiddenObjects) {

	private static final int TWO_HOURS = 7200;

	/** Salesforce keeps a locator for two days. */
	private static final int TWO_DAYS = 172_800;

	private static final int CALLS_OF_A_DAY = 5_000_000;

	OrgSettings {
		if (sessionEvery < 0 || sessionSeconds < 1 || pageCap < 0 || locatorSeconds < 1 || quotaUsed < 0
				|| quotaLimit < 1) {
			throw new IllegalArgumentException("settings: no number may be negative, times and limits not 0");
		}
	}

	static OrgSettings defaults() {
		return new OrgSettings(0, TWO_HOURS, 0, TWO_DAYS, 0, CALLS_OF_A_DAY, false, false, true, false, new TreeSet<>(),
				new TreeSet<>());
	}

	OrgSettings withOneMoreCall() {
		return new OrgSettings(this.sessionEvery, this.sessionSeconds, this.pageCap, this.locatorSeconds,
				this.quotaUsed + 1, this.quotaLimit, this.multiCurrency, this.jwtTokens, this.soapLogin, this.sandbox,
				this.hiddenFields, this.hiddenObjects);
	}

	OrgSettings withHiddenFields(SortedSet<String> fields) {
		return new OrgSettings(this.sessionEvery, this.sessionSeconds, this.pageCap, this.locatorSeconds,
				this.quotaUsed, this.quotaLimit, this.multiCurrency, this.jwtTokens, this.soapLogin, this.sandbox,
				fields, this.hiddenObjects);
	}

	OrgSettings withHiddenObjects(SortedSet<String> objects) {
		return new OrgSettings(this.sessionEvery, this.sessionSeconds, this.pageCap, this.locatorSeconds,
				this.quotaUsed, this.quotaLimit, this.multiCurrency, this.jwtTokens, this.soapLogin, this.sandbox,
				this.hiddenFields, objects);
	}

}
