package io.corsync.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

/**
 * How this COR behaves where its documents leave it open; the defaults take the stricter
 * reading.
 *
 * @param companyId the company all entities belong to
 * @param envelope the shape of errors
 * @param statuses HTTP statuses by error name or code; {@code *} stands for all others
 * @param missing what a PUT or DELETE of an unknown id is called
 * @param metadataOnlyPut whether a PUT without fields is accepted
 * @param nulls what a null does
 * @param uniqueness whether ids stay unique under concurrent POSTs
 * @param createdStatus the status of a successful POST
 * @param mainApiCompanyId whether the Main API's rows carry the company
 * @param ratePerSecond calls a second before 429; 0 is no limit
 * @param retryAfter how 429 says when to come back
 * @param retryAfterSeconds after how long
 * @param inFlightCeiling the stated number of concurrent calls; 0 states none
 * @param latencyMillis how long each call takes
 * @param tokenSeconds how long a token lasts
 * @param abandonedAfterMillis when an unanswered call counts as given up by its client
 * @param holdGraceMillis how long after a 429 calls already under way may still arrive
 * @param uniqueWorkOrder whether two projects with one work order are refused
 * @param maxTextLength the longest accepted text; 0 is no limit
 * @param projectStatuses the accepted statuses of projects; none is any
 * @param baseCurrency the company's currency
 * @param ratedCurrencies currencies with an exchange rate
 * @param contractsWithoutRate pattern of contract ids whose currency has no rate
 * @param undeletable pattern of ids with tasks or hours
 * @param knownIds external ids by field that are known without having been created here
 */
record CorBehavior(long companyId, CorEnvelope envelope, Map<String, Integer> statuses, Missing missing,
		boolean metadataOnlyPut, Nulls nulls, Uniqueness uniqueness, int createdStatus, boolean mainApiCompanyId,
		int ratePerSecond, RetryAfter retryAfter, int retryAfterSeconds, int inFlightCeiling, long latencyMillis,
		long tokenSeconds, long abandonedAfterMillis, long holdGraceMillis, boolean uniqueWorkOrder, int maxTextLength,
		List<String> projectStatuses, String baseCurrency, List<String> ratedCurrencies, String contractsWithoutRate,
		String undeletable, Map<String, List<String>> knownIds) {

	/** What an unknown id is called. */
	enum Missing {

		/** ProjectNotFoundError for projects, ZC001 for the others: listed first. */
		LISTED, NAMED, ZC001

	}

	/** What a null in a body does. */
	enum Nulls {

		REFUSED, IGNORED, CLEAR

	}

	/** Whether concurrent POSTs of one id are told apart. */
	enum Uniqueness {

		STRICT,

		/** Checked when the call arrives, not when it is carried out. */
		RACY

	}

	/** The form of the header. */
	enum RetryAfter {

		SECONDS, DATE, NONE

	}

	static CorBehavior defaults() {
		return defaults(0);
	}

	static CorBehavior defaults(long latencyMillis) {
		return new CorBehavior(1234, CorEnvelope.FLAT, Map.of(), Missing.LISTED, false, Nulls.REFUSED,
				Uniqueness.STRICT, 201, false, 0, RetryAfter.SECONDS, 1, 0, latencyMillis, 3600, 30_000, 250, true, 0,
				List.of(), "USD", List.of("USD"), "", "", Map.of());
	}

	/**
	 * This behaviour with some of its settings changed.
	 * @param changes settings by name
	 * @return the new behaviour
	 */
	CorBehavior with(ObjectNode changes) {
		CorBehavior changed = CorJson.bind(CorJson.tree(this).setAll(changes), CorBehavior.class);
		Pattern.compile(changed.contractsWithoutRate);
		Pattern.compile(changed.undeletable);
		return changed;
	}

	Duration abandonedAfter() {
		return Duration.ofMillis(this.abandonedAfterMillis);
	}

	CorReply reply(CorRefusal refusal) {
		Integer all = this.statuses.get("*");
		int usual = (all != null && refusal.status() != 401 && refusal.status() != 429) ? all : refusal.status();
		return this.envelope.reply(this.statuses.getOrDefault(refusal.key(), usual), refusal);
	}

}
